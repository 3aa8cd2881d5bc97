/// A curve of a plot, under its name: the loss of a run, or the path of its parameters.
package struct Series: Sendable, Equatable {
  package var name: String
  /// What is said behind the name: how the run ended.
  package var remark: String?
  /// Its colour and dash: the place among all series of a sheet.
  package var index: Int
  /// In their order; infinite and far ones too.
  package var points: [Plot.Point]
  /// Whether each point has a dot, and the first and last their own mark.
  package var isPath: Bool
  /// Arrows that start at some of the points: where the gradient pulls.
  package var arrows: [Arrow]
  /// Its name as it is set, where that is mathematics.
  package var formula: Formula?
  /// What a single point means.
  package enum Spot: Sendable, Equatable {
    /// Here something stands; a curve ends with this point, or before it.
    case here, closed, open
  }
  /// Of a single point that is no path.
  package var spot: Spot?
  /// Whether it is drawn thin and grey, behind the others, and stands in no legend: what the others move on.
  package var isGround: Bool

  package struct Arrow: Sendable, Equatable {
    package let from: Plot.Point
    package let to: Plot.Point

    package init(from: Plot.Point, to: Plot.Point) {
      self.from = from
      self.to = to
    }
  }

  package init(
    name: String, remark: String? = nil, index: Int = 0, points: [Plot.Point], isPath: Bool = false,
    arrows: [Arrow] = [], isGround: Bool = false
  ) {
    self.name = name
    self.remark = remark
    self.index = index
    self.points = points
    self.isPath = isPath
    self.arrows = arrows
    self.isGround = isGround
  }
}
