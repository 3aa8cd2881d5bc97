import Diagrams

/// Where everything of a picture stands, in user units (CSS pixels), y downwards, from the upper left corner of the
/// graph. The writer adds margins, title, legend and notes around it.
public struct SVGLayout: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public var x, y: Double
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Size: Sendable, Equatable {
    public var width, height: Double
    public init(_ width: Double, _ height: Double) {
      self.width = width
      self.height = height
    }
  }

  public struct Frame: Sendable, Equatable {
    public var x, y, width, height: Double
    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
    public var maxX: Double { x + width }
    public var maxY: Double { y + height }
    public var midX: Double { x + width / 2 }
    public var midY: Double { y + height / 2 }
  }

  public enum Segment: Sendable, Equatable {
    case line(Point)
    /// A cubic Bézier curve: two control points, then the end.
    case curve(Point, Point, Point)

    public var end: Point {
      switch self {
      case .line(let end), .curve(_, _, let end): end
      }
    }
  }

  /// An arrow from the border of its source to the border of its target, where its tip is.
  public struct Wire: Sendable, Equatable {
    public var start: Point
    public var segments: [Segment]
    /// The room for its label: the wire runs through its middle, along the direction of the flow. Nil without label.
    public var label: Frame?

    public init(start: Point, segments: [Segment], label: Frame?) {
      self.start = start
      self.segments = segments
      self.label = label
    }
  }

  /// A small stand-in for a box that is used far away, at which a wire starts.
  public struct Reference: Sendable, Equatable {
    /// Which box it stands for.
    public var box: Int
    public var frame: Frame
    public init(box: Int, frame: Frame) {
      self.box = box
      self.frame = frame
    }
  }

  public var direction: Direction
  public var size: Size
  /// By the index of the box.
  public var boxes: [Frame]
  /// By the index of the arrow.
  public var wires: [Wire]
  public var references: [Reference]

  public init(
    direction: Direction, size: Size, boxes: [Frame], wires: [Wire], references: [Reference] = []
  ) {
    self.direction = direction
    self.size = size
    self.boxes = boxes
    self.wires = wires
    self.references = references
  }
}
