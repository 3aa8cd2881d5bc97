import Letters
import Pictures
import Terminal

extension TerminalPicture {
  /// A table of numbers, aligned to the right; what does not fit the width is left out by groups, the last first, and that is said.
  package func text(of table: Table) -> String {
    var shown = table.columns
    let groups = Set(shown.compactMap { $0.group }).sorted()
    var left = groups.count
    while left > 0, tableWidth(shown) > width {
      left -= 1
      shown.removeAll { $0.group == groups[left] }
    }
    var bytes: [UInt8] = []
    write(lines: table.caption.isEmpty ? [] : [table.caption, ""], to: &bytes)
    let widths = shown.map(columnWidth)
    writeRow(shown.map { $0.head }, widths, .muted, to: &bytes)
    for row in 0..<(shown.map({ $0.cells.count }).max() ?? 0) {
      writeRow(shown.map { row < $0.cells.count ? $0.cells[row] : "" }, widths, .text, to: &bytes)
    }
    var notes = table.notes
    if left < groups.count {
      let missing = counted(groups.count - left, left == 0 ? "parameter" : "more parameter")
      notes.append("no room for \(missing): a greater --width or -T csv shows them")
    }
    write(lines: notes.isEmpty ? [] : [""] + notes, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func columnWidth(_ column: Table.Column) -> Int {
    ([column.head] + column.cells).map { spelling.glyphs($0).count }.max() ?? 0
  }

  private func tableWidth(_ columns: [Table.Column]) -> Int {
    columns.map(columnWidth).reduce(0, +) + 2 * max(0, columns.count - 1)
  }

  private func write(lines: [String], to bytes: inout [UInt8]) {
    for line in lines {
      if line.isEmpty {
        bytes.append(0x0a)
      } else {
        write(spelling.wrapped(spelling.glyphs(line), to: width), .text, to: &bytes)
      }
    }
  }

  private func writeRow(_ cells: [String], _ widths: [Int], _ ink: TerminalInk, to bytes: inout [UInt8]) {
    var row: [Glyph] = []
    for (index, cell) in cells.enumerated() {
      let glyphs = spelling.glyphs(cell)
      row += Array(repeating: .blank, count: widths[index] - glyphs.count + (index == 0 ? 0 : 2)) + glyphs
    }
    write([spelling.cut(row, to: width)], ink, to: &bytes)
  }
}
