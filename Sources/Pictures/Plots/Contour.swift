/// Where a surface has one height.
package struct Contour: Sendable, Equatable {
  package let level: Double
  package let text: String
  /// Polylines; a closed one ends where it begins.
  package let lines: [[Plot.Point]]
  /// What lies below the level, as closed outlines to be filled by the even-odd rule.
  package let region: [[Plot.Point]]

  package init(level: Double, text: String, lines: [[Plot.Point]], region: [[Plot.Point]] = []) {
    self.level = level
    self.text = text
    self.lines = lines
    self.region = region
  }
}
