import Pictures

/// The text of a diagram set in lines, and the room that each box and label needs: what a layout must know before it
/// starts. O(text).
package struct SVGTypesetting: Sendable {
  /// By the index of the box.
  package let boxes: [SVGLayout.Size]
  /// By the index of the arrow; nil where it has no label.
  package let labels: [SVGLayout.Size?]
  package let direction: Direction
  /// By the index of the arrow: how far behind the first side of its label's room the wire runs.
  let middles: [Double]
  let stream: SVGStream

  let lines: [[Line]]
  /// By the index of the box: where a hairline runs, from the top of its lines.
  let rules: [Double?]
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
    /// In at most three lines.
    var derivative: [SVGText] = []
    var contribution: SVGText?
  }

  /// The widest text that is set whole; what is longer ends in `⋯` and is whole in the tooltip. No formula is.
  static let longest = 64
  /// In larger pictures a wire does not say of what its derivative is.
  static let mostBoxesWithNames = 12
  static let padding = SVGLayout.Size(9, 7)
  /// From one line of a label to the next.
  static let lineHeight = 16.0
  /// Between a wire and its label.
  static let clearance = 5.0
  /// The same, of a wire with a band.
  static let labelClearance = 8.5

  package init(_ diagram: Diagram, direction: Direction) {
    self.direction = direction
    let set = diagram.boxes.map { SVGBoxLines($0) }
    let lines = set.map { $0.lines }
    rules = set.map { $0.rule }
    boxes = lines.map { lines in
      let width = lines.reduce(0) { max($0, $1.width) }
      return SVGLayout.Size(
        max(44, (width + 2 * Self.padding.width).rounded(.up)),
        (Self.height(of: lines) + 2 * Self.padding.height).rounded(.up))
    }
    self.lines = lines
    let stream = SVGStream(diagram)
    let isSmall = diagram.boxes.count <= Self.mostBoxesWithNames
    let arrows = diagram.arrows.map { Self.label(of: $0, isSmall: isSmall, direction) }
    let rooms = zip(arrows, stream.bands).map { Self.room(for: $0, $1, direction) }
    labels = rooms.map { $0.map { $0.size } }
    middles = rooms.map { $0.map { $0.middle } ?? 0 }
    self.arrows = arrows
    self.stream = stream
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

  /// `∂ŷ/∂w1 = x1 = 2`, or where there is less room `∂ = x1 = 2`.
  private static func label(of arrow: Arrow, isSmall: Bool, _ direction: Direction) -> ArrowLabel {
    let text = arrow.text
    let back = arrow.band != nil ? "" : direction == .leftToRight ? "← " : "↑ "
    var formulas = text.formula.map { $0.lines() ?? [$0] } ?? []
    if let number = text.number {
      let last = formulas.popLast().map { $0 + " = " } ?? Formula()
      formulas.append(last + .number(number))
    }
    var lines = formulas.map { SVGText($0, .derivative) }
    if text.number != nil, let name = text.name {
      var whole = SVGText(isSmall ? name : "∂", .derivative)
      whole.append(SVGText(plain: "=", .derivative), gap: 4)
      whole.append(lines[0], gap: 4)
      lines[0] = whole
    }
    return ArrowLabel(
      derivative: lines, contribution: text.contribution.map { SVGText(plain: back + shortened($0), .contribution) })
  }

  /// The derivative stands above the wire and what flows back below it; to the right and left of a wire that runs down. With the
  /// first side of the room, where the wire runs.
  private static func room(
    for label: ArrowLabel, _ band: SVGStream.Band?, _ direction: Direction
  ) -> (size: SVGLayout.Size, middle: Double)? {
    let lines = label.derivative
    guard !lines.isEmpty || label.contribution != nil || band != nil else { return nil }
    let (width, back) = (lines.reduce(0) { max($0, $1.width) }, label.contribution?.width ?? 0)
    let more = Double(max(lines.count - 1, 0)) * lineHeight
    guard let band else {
      let width = max(width, back)
      if direction == .leftToRight {
        let height: Double = lines.isEmpty ? 36 : 38
        return (SVGLayout.Size((width + 4).rounded(.up), height + more), height / 2 + more)
      }
      let size = SVGLayout.Size((2 * (width + clearance + 3)).rounded(.up), 18 + more)
      return (size, size.width / 2)
    }
    let disc = band.disc ?? 0
    switch direction {
    case .leftToRight:
      let above = lines.isEmpty ? 6 : labelClearance + 15 + more
      let below = band.distance + max(SVGStream.discRadius, band.width / 2) + (back > 0 ? 18 : 3)
      return (
        SVGLayout.Size((max(width, back, 2 * disc + 28) + 4).rounded(.up), (above + below).rounded(.up)), above
      )
    case .topToBottom:
      let left = band.distance + max(disc, band.width / 2) + (back > 0 ? back + 7 : 3)
      return (SVGLayout.Size((left + labelClearance + width + 3).rounded(.up), 48 + more), left.rounded(.up))
    }
  }

  static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return String(text.prefix(longest - 1)) + "⋯"
  }
}
