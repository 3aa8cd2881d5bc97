import Letters
import Pictures

/// Labels in Graphviz's language that look like HTML: names in italics with their indices, each number in its colour.
extension ByteWriter {
  /// More of one text is never looked at: the tooltip has it whole.
  private static let longest = 2_000

  /// Text as it is to be read: no tag, no entity, nothing hidden.
  mutating func writeLabel(_ text: String) {
    write(text.utf8.count > Self.longest ? String(text.prefix(Self.longest)) + "…" : text) { scalar, writer in
      switch scalar {
      case "&": writer.write("&amp;")
      case "<": writer.write("&lt;")
      case ">": writer.write("&gt;")
      case "\"": writer.write("&quot;")
      case "\\": writer.write("&#92;")
      default: writer.write(scalar: scalar.shown)
      }
      return true
    }
  }

  /// Mathematics on a line, as a textbook sets it.
  mutating func writeLabel(_ formula: Formula) {
    for run in formula.runs where run.layout != .stacked && !run.text.isEmpty {
      if run.kind == .name { writeLabel(name: run.text) } else { writeLabel(run.line) }
    }
  }

  /// `<I>w₁</I>`: an index as small letters where Unicode has them, since they then keep their place in every program; else below the
  /// line.
  private mutating func writeLabel(name: String) {
    if NameParts.isShort(name) { return writeLabel(short: name) }
    guard let parts = NameParts(name) else { return writeLabel(name) }
    var italic = ""
    func flush(to writer: inout ByteWriter) {
      guard !italic.isEmpty else { return }
      writer.write("<I>")
      writer.writeLabel(italic)
      writer.write("</I>")
      italic = ""
    }
    var isBehindIndex = false
    for part in parts.parts {
      var isIndex = false
      switch part {
      case .letters(let text), .primes(let text): italic += text
      case .index(let text):
        isIndex = true
        let small = text.unicodeScalars.map { $0.set(.lowered) }
        if !isBehindIndex, !small.contains(nil) {
          italic.unicodeScalars.append(contentsOf: small.compactMap { $0 })
        } else {
          flush(to: &self)
          write("<SUB><FONT POINT-SIZE=\"8\">")
          writeLabel((isBehindIndex ? "," : "") + text)
          write("</FONT></SUB>")
        }
      case .place(let text):
        flush(to: &self)
        writeLabel(text)
      case .point:
        flush(to: &self)
        write(".")
      }
      isBehindIndex = isIndex
    }
    flush(to: &self)
  }

  private mutating func writeLabel(short name: String) {
    write("<I>")
    var bytes = name.utf8.makeIterator()
    if let letter = bytes.next() { write(letter) }
    while let digit = bytes.next() {
      // From ₀ to ₉.
      write(0xe2)
      write(0x82)
      write(digit - UInt8(ascii: "0") + 0x80)
    }
    write("</I>")
  }

  /// What `body` writes, in a colour.
  mutating func coloured(_ colour: Theme.Colour, isBold: Bool = false, _ body: (inout ByteWriter) -> Void) {
    write("<FONT COLOR=\"")
    write(colour)
    write(isBold ? "\"><B>" : "\">")
    body(&self)
    write(isBold ? "</B></FONT>" : "</FONT>")
  }

  /// The rows of a matrix between brackets, its columns aligned to the right: rows of the label's own table, so that the brackets do
  /// not widen with a line above.
  mutating func writeRows(_ rows: [[String]], columns: Int, _ colour: Theme.Colour, isBold: Bool) {
    for (index, row) in rows.enumerated() {
      write("<TR>")
      if index == 0 { writeBracket("LTB", colour, rows: rows.count) }
      for column in 0..<columns {
        write("<TD ALIGN=\"RIGHT\">")
        if column < row.count, !row[column].isEmpty {
          coloured(colour, isBold: isBold) { $0.writeLabel(row[column]) }
        }
        write("</TD>")
      }
      if index == 0 { writeBracket("RTB", colour, rows: rows.count) }
      write("</TR>")
    }
  }

  private mutating func writeBracket(_ sides: StaticString, _ colour: Theme.Colour, rows: Int) {
    write("<TD BORDER=\"1\" SIDES=\"")
    write(sides)
    write("\" COLOR=\"")
    write(colour)
    write("\" CELLPADDING=\"0\" WIDTH=\"4\" ROWSPAN=\"")
    write(whole: rows)
    write("\"></TD>")
  }
}
