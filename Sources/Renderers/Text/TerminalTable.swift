import Pictures
import Terminal

/// A diagram as two tables, of nodes and of edges: fits every width, and every size of graph. O(text).
struct TerminalTable {
  private struct Column {
    let head: String
    let ink: TerminalInk
    /// The lines of a row's cell.
    let cell: (Int) -> [String]
  }

  private let picture: TerminalPicture
  private let diagram: Diagram

  init(_ picture: TerminalPicture, diagram: Diagram) {
    self.picture = picture
    self.diagram = diagram
  }

  func write(to bytes: inout [UInt8]) {
    let boxes = diagram.boxes
    let arrows = diagram.arrows
    let contributions = arrows.contains { $0.text.contribution != nil }
    write(
      [
        Column(head: "node", ink: .name) { [boxes[$0].text.name.text] },
        Column(head: "formula", ink: .text) { boxes[$0].text.formula.map { [$0.text] } ?? [] },
        Column(head: "value", ink: .value) { boxes[$0].text.value },
        Column(head: gradientHead, ink: .gradient) { boxes[$0].text.gradient },
      ], count: boxes.count, to: &bytes)
    guard !arrows.isEmpty else { return }
    bytes.append(0x0a)
    write(
      [
        Column(head: "from", ink: .name) { [name(of: arrows[$0].from)] },
        Column(head: "to", ink: .name) { [name(of: arrows[$0].to)] },
        Column(head: "local derivative", ink: .text) { arrows[$0].text.derivative.map { [$0.text] } ?? [] },
      ]
        + (contributions
          ? [Column(head: "contribution", ink: .gradient) { arrows[$0].text.contribution.map { [$0] } ?? [] }] : []),
      count: arrows.count, to: &bytes)
  }

  private func name(of box: Int) -> String {
    diagram.boxes.indices.contains(box) ? diagram.boxes[box].text.name.text : "?"
  }

  /// `∂L/∂node`
  private var gradientHead: String {
    guard let output = diagram.output, diagram.boxes.contains(where: { $0.text.gradientName != nil }) else {
      return "gradient"
    }
    return Formula.derivative(of: .name(output), by: .name("node")).text
  }

  // MARK: Columns

  private func write(_ all: [Column], count: Int, to bytes: inout [UInt8]) {
    var widths = all.map { column in
      var most = 0
      for row in 0..<count {
        for line in column.cell(row) { most = max(most, self.columns(of: line)) }
      }
      return most
    }
    // A column in which nothing stands is not there.
    let kept = all.indices.filter { widths[$0] > 0 }
    let columns = kept.map { all[$0] }
    widths = kept.map { max(widths[$0], self.columns(of: all[$0].head)) }
    let room = picture.width - 2 * (columns.count - 1)
    guard room >= 8 * columns.count else { return writeList(columns, count: count, to: &bytes) }
    fit(&widths, to: room)
    var line = Row(picture: picture, widths: widths)
    line.write(columns.map { ([$0.head], .muted) }, to: &bytes)
    let dash = picture.isASCII ? "-" : "─"
    line.write(widths.map { ([String(repeating: dash, count: $0)], .muted) }, to: &bytes)
    for row in 0..<count { line.write(columns.map { ($0.cell(row), $0.ink) }, to: &bytes) }
  }

  private func columns(of text: String) -> Int {
    Glyph.columns(of: picture.isASCII ? Transliteration.ascii(text) : text)
  }

  /// The widest columns give way until all fit: none is cut below what an equal share would give it.
  private func fit(_ widths: inout [Int], to room: Int) {
    var rest = room
    var left = widths.count
    for index in widths.indices.sorted(by: { (widths[$0], $0) < (widths[$1], $1) }) {
      widths[index] = min(widths[index], rest / left)
      rest -= widths[index]
      left -= 1
    }
  }

  /// For a screen too narrow for columns: one fact a line.
  private func writeList(_ columns: [Column], count: Int, to bytes: inout [UInt8]) {
    for row in 0..<count {
      for (index, column) in columns.enumerated() {
        for line in column.cell(row) {
          let text = index == 0 ? line : "  \(column.head): \(line)"
          picture.write(
            picture.spelling.wrapped(picture.spelling.glyphs(text), to: picture.width, indent: 2), column.ink,
            to: &bytes)
        }
      }
    }
  }
}

/// Writes rows of cells under one another.
private struct Row {
  let picture: TerminalPicture
  let widths: [Int]

  mutating func write(_ cells: [(lines: [String], ink: TerminalInk)], to bytes: inout [UInt8]) {
    var glyphs: [[[Glyph]]] = []
    var height = 1
    for (index, cell) in cells.enumerated() {
      var lines: [[Glyph]] = []
      for line in cell.lines { lines += picture.spelling.wrapped(picture.spelling.glyphs(line), to: widths[index]) }
      height = max(height, lines.count)
      glyphs.append(lines)
    }
    for line in 0..<height {
      var owed = 0
      for (index, cell) in cells.enumerated() {
        if index > 0 { owed += 2 }
        let row = line < glyphs[index].count ? glyphs[index][line] : []
        if !row.isEmpty {
          bytes.append(contentsOf: repeatElement(0x20, count: owed))
          let style = picture.palette.style(of: cell.ink)
          style.write(after: .plain, depth: picture.colour, to: &bytes)
          for glyph in row { glyph.write(to: &bytes) }
          Style.plain.write(after: style, depth: picture.colour, to: &bytes)
          owed = 0
        }
        owed += widths[index] - row.count
      }
      bytes.append(0x0a)
    }
  }
}
