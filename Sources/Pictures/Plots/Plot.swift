/// One pair of axes with what is drawn between them: contours below, then curves, then points and arrows. Data, in the units of the
/// axes; whatever lies outside of them is clipped by whoever draws it, with a mark at the border.
package struct Plot: Sendable, Equatable {
  /// A place in the units of the axes.
  package struct Point: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package var x: Axis
  package var y: Axis
  package var contours: [Contour]
  package var series: [Series]
  /// Whether a unit is as long on one axis as on the other: drawn in a square, so that right angles are right.
  package var isSquare: Bool

  package init(x: Axis, y: Axis, contours: [Contour] = [], series: [Series] = [], isSquare: Bool = false) {
    self.x = x
    self.y = y
    self.contours = contours
    self.series = series
    self.isSquare = isSquare
  }

  /// Where a point is drawn: (0, 0) is the lower left corner, (1, 1) the upper right one.
  package func position(of point: Point) -> Point { Point(x.position(of: point.x), y.position(of: point.y)) }
}
