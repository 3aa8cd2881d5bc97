/// The rows of a small matrix, their columns aligned to the right, to be drawn between brackets.
struct SVGMatrix: Sendable, Equatable {
  let tone: SVGText.Tone
  let rows: [[SVGText]]
  /// Where each column ends, from the left bracket.
  let columnEnds: [Double]
  let width: Double

  static let rowHeight = 18.0
  var height: Double { Double(rows.count) * Self.rowHeight }

  /// From lines such as `[1  −2.5]`, their numbers parted by blanks; any other lines are a column of text.
  init(rows lines: [String], _ tone: SVGText.Tone) {
    self.tone = tone
    let cells = MatrixCells.rows(of: lines).map { row in row.map { Self.text($0, tone) } }
    rows = cells
    var widths: [Double] = []
    for row in cells {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.width)
      }
    }
    var end = 5.0
    var ends: [Double] = []
    for (column, width) in widths.enumerated() {
      end += width + (column == 0 ? 0 : 9)
      ends.append(end)
    }
    columnEnds = ends
    width = end + 7
  }

  private static func text(_ text: String, _ tone: SVGText.Tone) -> SVGText {
    SVGText(plain: SVGTypesetting.shortened(text), tone)
  }
}
