import Terminal

/// What flows back beside a wire, in the two rows below its label: from the right as high as the upstream gradient, behind the factor as
/// high as the product, with a head at the left. Sixteen heights, standing on the lower row; a negative band fills every other cell, and of
/// nothing there is a dashed line. In ASCII there are three heights.
///
///     ∂=x₁=2            ∂=−1              ∂=0
///     ◀▃▃▃▃             ◀
///     ██████(×2)▅▅▅▅    ▅ ▅ ▅ (×−1)▅ ▅    ┄┄┄┄┄┄(×0)▅▅▅▅
enum TerminalBand {
  /// Cells of a band on either side of its factor.
  private static let least = 4

  /// - Parameter width: of the label above.
  static func lines(_ band: SVGStream.Band, factor: String?, width: Int, spelling: TerminalCharacters)
    -> [TerminalLine]
  {
    let disc = factor.map { spelling.glyphs("(×\($0))") } ?? []
    let room = max(width - disc.count, 2 * least)
    let product = Self.cells(of: band.product, count: (room + 1) / 2, spelling)
    let upstream = Self.cells(of: band.upstream, count: room / 2, spelling)
    var upper = product.upper + disc.map { _ in Glyph.blank } + upstream.upper
    if band.product.look != .dry { upper[0] = Glyph(spelling.isASCII ? "<" : "◀") }
    while upper.last == .blank { upper.removeLast() }
    return [
      TerminalLine(upper.isEmpty ? [.blank] : upper, .gradient),
      TerminalLine(product.lower + disc + upstream.lower, .gradient),
    ]
  }

  private static func cells(
    of end: SVGStream.End, count: Int, _ spelling: TerminalCharacters
  ) -> (upper: [Glyph], lower: [Glyph]) {
    // As many heights as a band of a picture has pixels.
    let height = end.look == .dry ? 0 : min(max(Int(end.width.rounded()), 1), 16)
    var (upper, lower): ([Glyph], [Glyph]) = ([], [])
    for place in 0..<count {
      let isBlank = end.look == .hollow && place % 2 == 1
      if end.look == .dry {
        lower.append(Glyph(spelling.isASCII ? "." : "┄"))
      } else {
        lower.append(isBlank ? .blank : sign(of: min(height, 8), spelling, in: height))
      }
      upper.append(isBlank || height <= 8 || spelling.isASCII ? .blank : sign(of: height - 8, spelling, in: height))
    }
    return (upper, lower)
  }

  /// An eighth of a cell, or more.
  private static func sign(of eighths: Int, _ spelling: TerminalCharacters, in height: Int) -> Glyph {
    if spelling.isASCII { return Glyph(height <= 5 ? "-" : height <= 10 ? "=" : "#") }
    let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return Glyph(blocks[min(max(eighths, 1), 8) - 1])
  }
}
