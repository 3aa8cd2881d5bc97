import Pictures

/// Where everything of a picture stands, in user units (CSS pixels), y downwards, from the upper left corner of the
/// graph. The writer adds margins, title, legend and notes around it.
package struct SVGLayout: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package var x, y: Double
    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Size: Sendable, Equatable {
    package var width, height: Double
    package init(_ width: Double, _ height: Double) {
      self.width = width
      self.height = height
    }
  }

  package struct Frame: Sendable, Equatable {
    package var x, y, width, height: Double
    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
    package var maxX: Double { x + width }
    package var maxY: Double { y + height }
    package var midX: Double { x + width / 2 }
    package var midY: Double { y + height / 2 }
  }

  package enum Segment: Sendable, Equatable {
    case line(Point)
    /// A cubic Bézier curve: two control points, then the end.
    case curve(Point, Point, Point)

    package var end: Point {
      switch self {
      case .line(let end), .curve(_, _, let end): end
      }
    }
  }

  /// An arrow from the border of its source to the border of its target, where its tip is.
  package struct Wire: Sendable, Equatable {
    package var path: Path
    /// The room for its label, through which the wire runs along the direction of the flow. Nil without label.
    package var label: Frame?
    /// The middle of its band, from the source to the target; nil without one.
    package var band: Path?

    package init(start: Point, segments: [Segment], label: Frame?) {
      path = Path(start: start, segments: segments)
      self.label = label
    }
  }

  package struct Path: Sendable, Equatable {
    package var start: Point
    package var segments: [Segment]
  }

  /// A small stand-in for a box that is used far away, at which a wire starts.
  package struct Reference: Sendable, Equatable {
    /// Which box it stands for.
    package var box: Int
    package var frame: Frame
    /// Whether a wire ends there, since what uses the box is in another row.
    package var isExit = false

    package init(box: Int, frame: Frame, isExit: Bool = false) {
      self.box = box
      self.frame = frame
      self.isExit = isExit
    }
  }

  package var direction: Direction
  package var size: Size
  /// By the index of the box.
  package var boxes: [Frame]
  /// By the index of the arrow.
  package var wires: [Wire]
  package var references: [Reference]
  /// To the references at which a row ends.
  package var exits: [Path] = []
  /// Who placed the boxes.
  package var engine: String

  package init(
    direction: Direction, size: Size, boxes: [Frame], wires: [Wire], references: [Reference] = [],
    engine: String = "edgewise"
  ) {
    self.direction = direction
    self.size = size
    self.boxes = boxes
    self.wires = wires
    self.references = references
    self.engine = engine
  }
}
