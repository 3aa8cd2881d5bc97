import Layout
import Pictures
import Terminal

/// What stands on a wire: the local derivative, and what flows back if the diagram shows it.
struct TerminalLabel: Sendable {
  /// One line from left to right; downwards the contribution has a line of its own.
  let lines: [TerminalLine]

  /// - Parameters:
  ///   - fashion: of which a formula beyond the limit is left out, and how a number is named.
  ///   - isStacked: whether what flows back has a line of its own from left to right too.
  ///   - band: what flows back, where it is drawn below: from left to right alone.
  init(
    _ arrow: Arrow, direction: Direction, fashion: TerminalCard.Fashion, spelling: TerminalCharacters,
    isStacked: Bool = false, band: SVGStream.Band? = nil
  ) {
    var line = TerminalLine()
    // Whole or not at all: half a formula says nothing.
    let limit = fashion.limit ?? .max
    let formula = arrow.text.formula.map { spelling.glyphs($0.text) }.flatMap { $0.count <= limit ? $0 : nil }
    // A short formula is set tight; one that has blanks itself needs them here as well.
    let equals = spelling.glyphs(formula?.contains(.blank) ?? false ? " = " : "=")
    let name = arrow.text.name.map { spelling.glyphs($0.text) }
    if case .number? = arrow.derivative, let name, formula != nil || arrow.text.number != nil {
      switch fashion.naming {
      case .none: break
      case .sign: line.append(spelling.glyphs("∂") + equals, .text)
      case .name: line.append(name + equals, .text)
      }
    }
    if let formula {
      line.append(formula, .text)
      if arrow.text.number != nil { line.append(equals, .text) }
    }
    if let number = arrow.text.number { line.append(spelling.glyphs(number), .text) }
    if line.width == 0, let name, name.count <= limit { line.append(name, .text) }
    var lines = line.width > 0 ? [line] : []
    if let contribution = arrow.text.contribution {
      let product =
        isStacked
        ? TerminalLine(TerminalLabel.products(contribution, spelling: spelling)[0], .gradient)
        : TerminalLine(spelling.glyphs("← " + TerminalLabel.tight(contribution)), .gradient)
      if !isStacked, direction == .leftToRight, var line = lines.popLast() {
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

  /// What flows back beside a wire: `6·2=12`, or where that is too wide `◂12`.
  static func products(_ contribution: String, spelling: TerminalCharacters) -> [[Glyph]] {
    let whole = spelling.glyphs(tight(contribution))
    guard contribution.contains(where: { $0 == "=" || $0 == "≈" }),
      let result = contribution.split(separator: " ").last
    else { return [whole] }
    return [whole, spelling.glyphs((spelling.isASCII ? "<" : "◂") + result)]
  }

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
