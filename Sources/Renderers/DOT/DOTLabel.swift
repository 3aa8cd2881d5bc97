import Pictures

/// The lines of a label, one below the other, while they are written; rows of a table where some of them are those of a matrix.
struct DOTLabel {
  /// Of the widest matrix; 0: no table.
  private let columns: Int
  private let start: Int
  private var count = 0

  /// Begins a label where `writer` is.
  init(matrices: [[[String]]] = [], to writer: inout ByteWriter) {
    columns = matrices.reduce(0) { $1.reduce($0) { max($0, $1.count) } }
    start = writer.count
    writer.write("<")
    if columns > 0 { writer.write("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">") }
  }

  var isEmpty: Bool { count == 0 }

  /// Nothing where `body` writes nothing: Graphviz knows no empty lines.
  mutating func line(to writer: inout ByteWriter, _ body: (inout ByteWriter) -> Void) {
    let end = writer.count
    if columns > 0 {
      writer.write("<TR><TD COLSPAN=\"")
      writer.write(whole: columns + 2)
      writer.write("\">")
    } else if count > 0 {
      writer.write("<BR/>")
    }
    let start = writer.count
    body(&writer)
    guard writer.count > start else { return writer.remove(from: end) }
    if columns > 0 { writer.write("</TD></TR>") }
    count += 1
  }

  mutating func matrix(_ rows: [[String]], _ colour: Theme.Colour, isBold: Bool, to writer: inout ByteWriter) {
    writer.writeRows(rows, columns: columns, colour, isBold: isBold)
    count += 1
  }

  /// Ends it; what has no line is `""`.
  func end(_ writer: inout ByteWriter) {
    guard count > 0 else {
      writer.remove(from: start)
      return writer.write("\"\"")
    }
    if columns > 0 { writer.write("</TABLE>") }
    writer.write(">")
  }
}
