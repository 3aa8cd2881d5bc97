import Pictures

/// How the curves of a plot are told apart: by colour and dash.
enum PlotSVGLook {
  /// How curves are dashed, by their index.
  static let dashes = ["none", "9 4", "3 3", "9 3 2 3", "14 4", "2 5"]

  static var rules: [StyleRule] {
    dashes.indices.dropFirst().map { StyleRule(".curve.c\($0)", "stroke-dasharray:" + dashes[$0]) }
  }

  static func colours(_ theme: Theme) -> [StyleRule] {
    theme.series.enumerated().flatMap { index, colour in
      [StyleRule(".c\(index)", stroke: colour), StyleRule(".f\(index)", fill: colour)]
    }
  }

  /// The class of a series' lines (`c0`) or surfaces (`f0`).
  static func name(_ prefix: String, _ index: Int) -> String {
    "\(prefix)\(((index % dashes.count) + dashes.count) % dashes.count)"
  }
}
