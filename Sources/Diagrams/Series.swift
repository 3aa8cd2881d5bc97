/// A curve of a plot, under its name: the loss of a run, or the path of its parameters.
public struct Series: Sendable, Equatable {
  public var name: String
  /// What is said behind the name: how the run ended.
  public var remark: String?
  /// Its colour and dash: the place among all series of a sheet.
  public var index: Int
  /// In their order; infinite and far ones too.
  public var points: [Plot.Point]
  /// Whether each point has a dot, and the first and last their own mark.
  public var isPath: Bool
  /// Arrows that start at some of the points: where the gradient pulls.
  public var arrows: [Arrow]
  /// Whether it is drawn thin and grey, behind the others, and stands in no legend: what the others move on.
  public var isGround: Bool

  public struct Arrow: Sendable, Equatable {
    public let from: Plot.Point
    public let to: Plot.Point

    public init(from: Plot.Point, to: Plot.Point) {
      self.from = from
      self.to = to
    }
  }

  public init(
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
