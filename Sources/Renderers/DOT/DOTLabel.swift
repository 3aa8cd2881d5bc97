import Pictures

/// The lines of a label, one below the other; rows of a table where some of them are those of a matrix.
struct DOTLabel {
  /// Of the widest matrix; 0: no table.
  private let columns: Int
  private var text = ByteWriter()
  private var count = 0

  init(matrices: [[[String]]] = []) {
    columns = matrices.reduce(0) { $1.reduce($0) { max($0, $1.count) } }
  }

  var isEmpty: Bool { count == 0 }

  /// Nothing where `body` writes nothing: Graphviz knows no empty lines.
  mutating func line(_ body: (inout ByteWriter) -> Void) {
    let end = text.count
    if columns > 0 {
      text.write("<TR><TD COLSPAN=\"")
      text.write(whole: columns + 2)
      text.write("\">")
    } else if count > 0 {
      text.write("<BR/>")
    }
    let start = text.count
    body(&text)
    guard text.count > start else { return text.remove(from: end) }
    if columns > 0 { text.write("</TD></TR>") }
    count += 1
  }

  mutating func matrix(_ rows: [[String]], _ colour: Theme.Colour, isBold: Bool) {
    text.writeRows(rows, columns: columns, colour, isBold: isBold)
    count += 1
  }

  func write(to writer: inout ByteWriter) {
    guard count > 0 else { return writer.write("\"\"") }
    writer.write("<")
    if columns > 0 { writer.write("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">") }
    writer.write(text.bytes)
    if columns > 0 { writer.write("</TABLE>") }
    writer.write(">")
  }
}
