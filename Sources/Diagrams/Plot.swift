/// One pair of axes with what is drawn between them: contours below, then curves, then points and arrows. Data, in the units of the
/// axes; whatever lies outside of them is clipped by whoever draws it, with a mark at the border.
public struct Plot: Sendable, Equatable {
  /// A place in the units of the axes.
  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  public var x: Axis
  public var y: Axis
  public var contours: [Contour]
  public var series: [Series]
  /// Whether a unit is as long on one axis as on the other: drawn in a square, so that right angles are right.
  public var isSquare: Bool

  public init(x: Axis, y: Axis, contours: [Contour] = [], series: [Series] = [], isSquare: Bool = false) {
    self.x = x
    self.y = y
    self.contours = contours
    self.series = series
    self.isSquare = isSquare
  }

  /// Where a point is drawn: (0, 0) is the lower left corner, (1, 1) the upper right one.
  public func position(of point: Point) -> Point { Point(x.position(of: point.x), y.position(of: point.y)) }
}
