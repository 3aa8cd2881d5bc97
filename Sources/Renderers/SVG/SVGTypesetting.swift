import Pictures

/// The text of a diagram set in lines, and the room that each box and label needs: what a layout must know before it
/// starts. O(text).
package struct SVGTypesetting: Sendable {
  /// By the index of the box.
  package private(set) var boxes: [SVGLayout.Size]
  /// By the index of the arrow; nil where it has no label.
  package private(set) var labels: [SVGLayout.Size?]
  package let direction: Direction
  /// By the index of the arrow: how far behind the first side of its label's room the wire runs.
  private(set) var middles: [Double]
  let stream: SVGStream

  /// What makes the picture smaller.
  let steps: [FitStep]
  /// By the index of the box.
  let names: [SVGText]
  /// By the index of the box: the groups with frames in which it stands, the outermost first; empty where there are none.
  let groups: [[Int]]

  let lines: [[Line]]
  /// By the index of the box: whether it is round.
  let isGate: [Bool]
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
  /// How large a gate is at least.
  static let gate = 44.0
  static let padding = SVGLayout.Size(9, 7)
  /// From one line of a label to the next.
  static let lineHeight = 16.0
  /// Between a wire and its label.
  static let clearance = 5.0
  /// The same, of a wire with a band.
  static let labelClearance = 8.5

  package init(_ diagram: Diagram, direction: Direction, steps: [FitStep] = []) {
    self.init(diagram, SVGStream.series([diagram])[0], direction, steps)
  }

  /// Of pictures that lie on top of each other, with room for the widest of each text. They have the same boxes and arrows.
  static func series(_ diagrams: [Diagram], direction: Direction, steps: [FitStep]) -> [SVGTypesetting] {
    let all = zip(diagrams, SVGStream.series(diagrams)).map { SVGTypesetting($0, $1, direction, steps) }
    guard var widest = all.first, all.count > 1 else { return all }
    let isDown = direction == .topToBottom
    for set in all.dropFirst() {
      for (index, size) in set.boxes.enumerated() { widest.boxes[index].widen(by: size) }
      for index in widest.labels.indices {
        guard let label = set.labels[index] else { continue }
        guard let known = widest.labels[index] else {
          (widest.labels[index], widest.middles[index]) = (label, set.middles[index])
          continue
        }
        let middle = max(widest.middles[index], set.middles[index])
        let rest =
          isDown
          ? max(known.width - widest.middles[index], label.width - set.middles[index])
          : max(known.height - widest.middles[index], label.height - set.middles[index])
        widest.labels[index] =
          isDown
          ? .init(middle + rest, max(known.height, label.height))
          : .init(max(known.width, label.width), middle + rest)
        widest.middles[index] = middle
      }
    }
    return all.map { set in
      var set = set
      (set.boxes, set.labels, set.middles) = (widest.boxes, widest.labels, widest.middles)
      return set
    }
  }

  private init(_ diagram: Diagram, _ stream: SVGStream, _ direction: Direction, _ steps: [FitStep]) {
    self.direction = direction
    self.steps = steps
    let set = diagram.boxes.map { SVGBoxLines($0, steps: steps) }
    names = diagram.boxes.map { SVGText($0.text.name, .name) }
    groups = SVGGroupFrame.groups(of: diagram)
    let lines = set.map { $0.lines }
    rules = set.map { $0.rule }
    isGate = diagram.boxes.map { $0.text.gate != nil && $0.role != .output }
    boxes = zip(lines, isGate).map { lines, isGate in
      let width = lines.reduce(0) { max($0, $1.width) }
      if isGate { return SVGLayout.Size(max(Self.gate, (width + 20).rounded(.up)), Self.gate) }
      return SVGLayout.Size(
        max(44, (width + 2 * Self.padding.width).rounded(.up)),
        (Self.height(of: lines) + 2 * Self.padding.height).rounded(.up))
    }
    self.lines = lines
    let isSmall = diagram.boxes.count <= Self.mostBoxesWithNames
    let arrows = diagram.arrows.map { arrow in
      var arrow = arrow
      if steps.has(.products), diagram.boxes[arrow.from].role != .parameter { arrow.text.contribution = nil }
      if steps.has(.quiet), !arrow.isActive, arrow.text.forward == nil { return ArrowLabel() }
      return steps.has(.gaps) && arrow.text.forward == nil
        ? Self.narrowLabel(of: arrow, direction) : Self.label(of: arrow, isSmall: isSmall, direction)
    }
    let rooms = zip(arrows, stream.bands).map { Self.room(for: $0, $1, direction, isNarrow: steps.has(.gaps)) }
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
    SVGLayout.Size(max(34, names[box].width + 30).rounded(.up), 25)
  }

  /// `∂ŷ/∂w1 = x1 = 2`, or where there is less room `∂ = x1 = 2`.
  private static func label(of arrow: Arrow, isSmall: Bool, _ direction: Direction) -> ArrowLabel {
    let text = arrow.text
    if text.forward != nil || text.backward != nil {
      return ArrowLabel(
        derivative: text.forward.map { [SVGText($0, .forwardValue)] } ?? [],
        contribution: text.backward.map { SVGText(plain: shortened($0), .contribution) })
    }
    let back = arrow.band != nil ? "" : direction == .leftToRight ? "← " : "↑ "
    var lines = text.derivativeLines.map { SVGText($0, .derivative) }
    if text.number != nil, let name = text.name {
      var whole = SVGText(isSmall ? name : "∂", .derivative)
      whole.append(SVGText(plain: "=", .derivative), gap: 4)
      whole.append(lines[0], gap: 4)
      lines[0] = whole
    }
    return ArrowLabel(
      derivative: lines, contribution: text.contribution.map { SVGText(plain: back + shortened($0), .contribution) })
  }

  /// The formula alone where a disc says the number, else the number if both are too wide for a narrow gap.
  private static func narrowLabel(of arrow: Arrow, _ direction: Direction) -> ArrowLabel {
    var label = label(of: arrow, isSmall: false, direction)
    let text = arrow.text
    let isSaid = text.number == nil || arrow.band?.factor != nil
    label.derivative = []
    // The name alone says nothing that the wire does not.
    if text.number == nil, text.formula == text.name { return label }
    for (formula, number) in [(text.formula, isSaid ? nil : text.number), (nil, text.number)] {
      let parts = [formula, number.map { .number($0) }].compactMap { $0 }
      guard let first = parts.first else { continue }
      let whole = parts.dropFirst().reduce(first) { $0 + " = " + $1 }
      var line = SVGText(plain: text.number == nil ? "" : "∂ = ", .derivative)
      line.append(SVGText(whole, .derivative))
      if line.width <= narrowest || formula == nil && !isSaid {
        label.derivative = [line]
        break
      }
      if isSaid { break }
    }
    return label
  }

  /// The widest label in a narrow gap.
  private static let narrowest = 92.0

  /// The derivative stands above the wire and what flows back below it; to the right and left of a wire that runs down. With the
  /// first side of the room, where the wire runs.
  private static func room(
    for label: ArrowLabel, _ band: SVGStream.Band?, _ direction: Direction, isNarrow: Bool
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
        SVGLayout.Size(
          (max(width, back, 2 * disc + (isNarrow ? 16 : 28)) + 4).rounded(.up), (above + below).rounded(.up)), above
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

extension SVGLayout.Size {
  fileprivate mutating func widen(by other: SVGLayout.Size) {
    width = max(width, other.width)
    height = max(height, other.height)
  }
}
