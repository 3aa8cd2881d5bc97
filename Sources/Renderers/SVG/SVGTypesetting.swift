import Pictures

/// The text of a diagram set in lines, and the room that each box and label needs: what a layout must know before it
/// starts. O(text).
package struct SVGTypesetting: Sendable {
  /// By the index of the box.
  package let boxes: [SVGLayout.Size]
  /// By the index of the arrow; nil where it has no label. The wire runs through the middle.
  package let labels: [SVGLayout.Size?]
  package let direction: Direction

  let lines: [[Line]]
  let arrows: [ArrowLabel]

  /// One line of a box, or a matrix.
  struct Line: Sendable, Equatable {
    var content: Content
    /// Of its first row, from the top of the block of lines.
    var baseline: Double
    var width: Double

    enum Content: Sendable, Equatable {
      case text(SVGText)
      case matrix(SVGMatrix)
    }
  }

  /// What stands on the two sides of a wire.
  struct ArrowLabel: Sendable, Equatable {
    var derivative: SVGText?
    var contribution: SVGText?
  }

  /// The widest text that is set whole; what is longer ends in `…` and is whole in the tooltip.
  static let longest = 64
  /// With more leaves than these, a leaf says its name and value in one line.
  static let mostTallLeaves = 10
  static let padding = SVGLayout.Size(9, 7)
  /// Between a wire and its label.
  static let clearance = 5.0

  package init(_ diagram: Diagram, direction: Direction) {
    self.direction = direction
    let leaves = diagram.boxes.reduce(0) { $0 + ($1.operation == "leaf" ? 1 : 0) }
    let lines = diagram.boxes.map {
      SVGBoxLines($0, isCompact: leaves > Self.mostTallLeaves && $0.operation == "leaf").lines
    }
    boxes = lines.map { lines in
      let width = lines.reduce(0) { max($0, $1.width) }
      return SVGLayout.Size(
        max(44, (width + 2 * Self.padding.width).rounded(.up)),
        (Self.height(of: lines) + 2 * Self.padding.height).rounded(.up))
    }
    self.lines = lines
    let arrows = diagram.arrows.map { Self.label(of: $0.text, direction) }
    labels = arrows.map { Self.room(for: $0, direction) }
    self.arrows = arrows
  }

  /// Of the block of lines of a box.
  static func height(of lines: [Line]) -> Double {
    guard let last = lines.last else { return 10 }
    switch last.content {
    case .text: return last.baseline + 6
    case .matrix(let matrix): return last.baseline + matrix.height - SVGMatrix.rowHeight + 7
    }
  }

  /// The room for a stand-in of `box`: its name alone.
  package func reference(to box: Int) -> SVGLayout.Size {
    SVGLayout.Size(max(34, lines[box].first.map { $0.width + 30 } ?? 0).rounded(.up), 25)
  }

  private static func label(of text: ArrowText, _ direction: Direction) -> ArrowLabel {
    let back = direction == .leftToRight ? "← " : "↑ "
    return ArrowLabel(
      derivative: text.derivative.map { SVGText($0.cut(to: longest), .derivative) },
      contribution: text.contribution.map { SVGText(plain: back + shortened($0), .contribution) })
  }

  /// The derivative stands above the wire and what flows back below it; to the left and right of a wire that runs down.
  private static func room(for label: ArrowLabel, _ direction: Direction) -> SVGLayout.Size? {
    guard label.derivative != nil || label.contribution != nil else { return nil }
    let width = max(label.derivative?.width ?? 0, label.contribution?.width ?? 0)
    switch direction {
    case .leftToRight:
      return SVGLayout.Size((width + 4).rounded(.up), label.derivative == nil ? 36 : 38)
    case .topToBottom:
      return SVGLayout.Size((2 * (width + clearance + 3)).rounded(.up), 18)
    }
  }

  static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return String(text.prefix(longest - 1)) + "…"
  }
}
