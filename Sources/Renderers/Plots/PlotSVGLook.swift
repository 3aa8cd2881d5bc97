import Pictures

/// How the curves of a plot are told apart: by colour, dash and mark; the second time round the marks are hollow.
enum PlotSVGLook {
  /// How curves are dashed, by their index.
  static let dashes = ["none", "9 4", "3 4", "9 3 2 3", "14 4", "2 5"]

  static var rules: [StyleRule] {
    dashes.indices.dropFirst().map { StyleRule(".c\($0)", "stroke-dasharray:" + dashes[$0]) }
      + [StyleRule(".leader", "stroke-width:1"), StyleRule(".leader,.start-mark", "stroke-dasharray:none")]
  }

  static func colours(_ theme: Theme) -> [StyleRule] {
    theme.series.enumerated().flatMap { index, colour in
      [
        StyleRule(".c\(index)", stroke: colour), StyleRule(".f\(index)", fill: colour),
        StyleRule(".h\(index)", "fill:\(theme.background);stroke:\(colour);stroke-width:1.8"),
        StyleRule(".n\(index) .caption", fill: colour),
      ]
    }
  }

  /// The class of a series' lines (`c0`), surfaces (`f0`), hollow marks (`h0`) or name (`n0`).
  static func name(_ prefix: String, _ index: Int) -> String { "\(prefix)\(place(of: index))" }

  static func place(of index: Int) -> Int { ((index % dashes.count) + dashes.count) % dashes.count }

  /// Whether the looks have all been used before.
  static func isHollow(_ index: Int) -> Bool { (index / dashes.count) % 2 == 1 }
}
