/// Where a surface has one height.
public struct Contour: Sendable, Equatable {
  public let level: Double
  public let text: String
  /// Polylines; a closed one ends where it begins.
  public let lines: [[Plot.Point]]
  /// What lies below the level, as closed outlines to be filled by the even-odd rule.
  public let region: [[Plot.Point]]

  public init(level: Double, text: String, lines: [[Plot.Point]], region: [[Plot.Point]] = []) {
    self.level = level
    self.text = text
    self.lines = lines
    self.region = region
  }
}
