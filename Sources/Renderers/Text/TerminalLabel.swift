import Layout
import Pictures
import Terminal

/// What stands on a wire: the local derivative, and what flows back if the diagram shows it.
struct TerminalLabel: Sendable {
  /// One line from left to right; downwards the contribution has a line of its own.
  let lines: [TerminalLine]

  /// - Parameter band: what flows back, where it is drawn below: from left to right alone.
  init(
    _ arrow: Arrow, direction: Direction, limit: Int?, spelling: TerminalCharacters, band: SVGStream.Band? = nil
  ) {
    var line = TerminalLine()
    if let formula = arrow.text.formula {
      let glyphs = spelling.glyphs(formula.text)
      // Whole or not at all: half a formula says nothing.
      let isShown = limit.map { glyphs.count <= $0 } ?? true
      if isShown { line.append(glyphs, .text) }
      if isShown, arrow.text.number != nil {
        // A short formula is set tight; one that has blanks itself needs them here as well.
        line.append(spelling.glyphs(glyphs.contains(.blank) ? " = " : "="), .text)
      }
    }
    if let number = arrow.text.number { line.append(spelling.glyphs(number), .text) }
    var lines = line.width > 0 ? [line] : []
    if let contribution = arrow.text.contribution {
      let product = TerminalLine(spelling.glyphs("← " + TerminalLabel.tight(contribution)), .gradient)
      if direction == .leftToRight, var line = lines.popLast() {
        line.append([.blank], .text)
        line.append(product.glyphs, .gradient)
        lines.append(line)
      } else {
        lines.append(product)
      }
    }
    if let band, direction == .leftToRight {
      // The first line is the wire's own.
      if lines.isEmpty { lines.append(TerminalLine(spelling.glyphs(arrow.band?.factor ?? "∂"), .text)) }
      lines += TerminalBand.lines(
        band, factor: arrow.band?.factor, width: lines.map { $0.width }.max() ?? 0, spelling: spelling)
    }
    self.lines = lines
  }

  var size: LayoutSize { LayoutSize(width: lines.map { $0.width }.max() ?? 0, height: lines.count) }

  /// `6 · 2 = 12` as `6·2=12`: on a wire blanks part things that do not belong together.
  static func tight(_ text: String) -> String {
    var result = ""
    for word in text.split(separator: " ") {
      let isSign = word == "·" || word == "=" || word == "≈"
      if !result.isEmpty, !isSign, let last = result.last, last != "·", last != "=", last != "≈" { result += " " }
      result += word
    }
    return result
  }
}
