/// An edge as the layout sees it: from box to box, and how much room its label takes. The unit is the caller's.
public struct LayoutLink: Sendable, Hashable {
  public var from: Int
  public var to: Int
  /// 0 × 0 for an edge without a label.
  public var label: LayoutSize

  public init(from: Int, to: Int, label: LayoutSize = LayoutSize(width: 0, height: 0)) {
    self.from = from
    self.to = to
    self.label = label
  }
}

public struct LayoutSize: Sendable, Hashable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

public struct LayoutPoint: Sendable, Hashable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
