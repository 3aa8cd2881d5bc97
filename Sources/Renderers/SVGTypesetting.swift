import Diagrams

/// The text of a diagram set in lines, and the room that each box and label needs: what a layout must know before it
/// starts. O(text).
public struct SVGTypesetting: Sendable {
  /// By the index of the box.
  public let boxes: [SVGLayout.Size]
  /// By the index of the arrow; nil where it has no label. The wire runs through the middle.
  public let labels: [SVGLayout.Size?]
  public let direction: Direction

  let lines: [[Line]]
  let arrows: [ArrowLabel]

  /// One line of a box and where it stands.
  struct Line: Sendable, Equatable {
    var text: SVGText
    /// Baseline, from the top of the block of lines.
    var baseline: Double
    /// Rows of a matrix are set between brackets: how many rows belong to the one that starts here.
    var bracketed = 0
    var width: Double
  }

  /// What stands on the two sides of a wire.
  struct ArrowLabel: Sendable, Equatable {
    var derivative: SVGText?
    var contribution: SVGText?
    var derivativeWidth = 0.0
    var contributionWidth = 0.0
  }

  /// The widest text that is set whole; what is longer ends in `…` and is whole in the tooltip.
  static let longest = 64
  static let padding = SVGLayout.Size(9, 7)
  /// Between a wire and its label.
  static let clearance = 5.0

  public init(_ diagram: Diagram, direction: Direction) {
    self.direction = direction
    let lines = diagram.boxes.map(Self.lines)
    boxes = lines.map { lines in
      let width = lines.reduce(0) { max($0, $1.width) }
      let height = lines.last.map { $0.baseline + 6 } ?? 10
      return SVGLayout.Size(
        max(44, (width + 2 * Self.padding.width).rounded(.up)), (height + 2 * Self.padding.height).rounded(.up))
    }
    self.lines = lines
    let arrows = diagram.arrows.map { Self.label(of: $0.text) }
    labels = arrows.map { label in
      guard label.derivative != nil || label.contribution != nil else { return nil }
      switch direction {
      case .leftToRight:
        let half = max(label.derivative == nil ? 0 : 19, label.contribution == nil ? 0 : 18)
        return SVGLayout.Size(
          (max(label.derivativeWidth, label.contributionWidth) + 4).rounded(.up), Double(2 * half))
      case .topToBottom:
        let half = max(label.derivativeWidth, label.contributionWidth) + Self.clearance + 3
        return SVGLayout.Size((2 * half).rounded(.up), 18)
      }
    }
    self.arrows = arrows
  }

  /// The room for a stand-in of `box`: its name alone.
  public func reference(to box: Int) -> SVGLayout.Size {
    guard let name = lines[box].first else { return SVGLayout.Size(30, 24) }
    return SVGLayout.Size(max(34, name.width + 26).rounded(.up), 25)
  }

  private static func label(of text: ArrowText) -> ArrowLabel {
    var label = ArrowLabel()
    if let derivative = text.derivative {
      let set = SVGText(mathematics: shortened(derivative), .derivative)
      label.derivative = set
      label.derivativeWidth = set.width
    }
    if let contribution = text.contribution {
      let set = SVGText(mathematics: "← " + shortened(contribution), .contribution)
      label.contribution = set
      label.contributionWidth = set.width
    }
    return label
  }

  static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return String(text.prefix(longest - 1)) + "…"
  }
}

extension SVGTypesetting {
  /// Name and formula, then the value with its unit, then the gradient.
  private static func lines(of box: Box) -> [Line] {
    var lines: [Line] = []
    var height = 0.0
    func add(_ text: SVGText, _ advance: Double, bracketed: Int = 0) {
      height += advance
      lines.append(Line(text: text, baseline: height - 5, bracketed: bracketed, width: text.width))
    }

    let text = box.text
    add(name(of: box), 19)

    let note = text.note.map { shortened($0) }.flatMap { $0.isEmpty ? nil : $0 }
    if text.value.count == 1 {
      var value = SVGText(mathematics: shortened(text.value[0]), .value)
      if let note, note.count <= 18 { value.append(SVGText(plain: note, .unit), gap: 6) }
      add(value, 19)
    } else {
      addRows(text.value, .value, to: &lines, height: &height)
    }
    if let note, text.value.count != 1 || note.count > 18 {
      for line in wrapped(note, columns: 30) { add(SVGText(plain: line, .unit), 16) }
    }

    if let gradient = text.gradientName {
      let name = SVGText(mathematics: shortened(gradient) + " = ", .gradient)
      if text.gradient.count <= 1 {
        add(
          SVGText(mathematics: shortened(gradient + (text.gradient.first.map { " = " + $0 } ?? "")), .gradient), 19)
      } else {
        add(name, 19)
        addRows(text.gradient, .gradient, to: &lines, height: &height)
      }
    }
    return lines
  }

  private static func name(of box: Box) -> SVGText {
    guard let formula = box.text.formula else {
      let unnamed = box.role == .operation && box.text.name != box.id
      return unnamed
        ? SVGText(plain: shortened(box.text.name), .symbol)
        : SVGText(mathematics: shortened(box.text.name), .name)
    }
    var name = SVGText(mathematics: shortened(box.text.name), .name)
    name.append(SVGText(plain: "=", .name), gap: 5)
    name.append(SVGText(mathematics: shortened(formula), .name), gap: 5)
    return name
  }

  private static func addRows(_ rows: [String], _ tone: SVGText.Tone, to lines: inout [Line], height: inout Double) {
    for (index, row) in rows.enumerated() {
      height += 18
      let text = SVGText(mathematics: shortened(row), tone)
      lines.append(
        Line(
          text: text, baseline: height - 5, bracketed: index == 0 && rows.count > 1 ? rows.count : 0,
          width: text.width + (rows.count > 1 ? 12 : 0)))
    }
  }

  /// At most two lines of at most `columns` characters, broken at blanks; `…` where something is missing.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > 2 { lines = [lines[0], lines[1] + " …"] }
    return lines.map { $0.count > columns + 10 ? String($0.prefix(columns)) + "…" : $0 }
  }
}
