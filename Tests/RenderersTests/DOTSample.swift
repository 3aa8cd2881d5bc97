import Pictures

/// Diagrams that the tests of DOT and JSON share.
enum DOTSample {
  /// The lesson's delivery-time figure, its numbers from the lesson: ŷ = 8, e = 3, L = 9, gradients 12 and 18.
  static let deliveryTime = Diagram(
    title: "Delivery time", summary: "L = 9", output: "L",
    boxes: [
      leaf("x1", .input, 2, gradient: 6, note: "hundreds of km"), leaf("x2", .input, 3, gradient: 12),
      leaf("y", .target, 5, gradient: -6),
      leaf("w1", .parameter, 1, gradient: 12, shows: true), leaf("w2", .parameter, 2, gradient: 18, shows: true),
      Box(
        id: "ŷ", role: .operation, operation: "region", expression: "w1·x1 + w2·x2", value: .number(8),
        gradient: .number(6),
        text: BoxText(
          name: "ŷ", formula: "w1·x1 + w2·x2", value: ["8"], gradientName: "∂L/∂ŷ", gradient: ["6"])),
      Box(
        id: "e", role: .operation, operation: "subtract", expression: "ŷ - y", value: .number(3),
        gradient: .number(6),
        text: BoxText(name: "e", formula: "ŷ − y", value: ["3"], gradientName: "∂L/∂e", gradient: ["6"])),
      Box(
        id: "L", role: .output, operation: "square", expression: "e²", value: .number(9), gradient: .number(1),
        text: BoxText(name: "L", formula: "e²", value: ["9"], gradientName: "∂L/∂L", gradient: ["1"])),
    ],
    arrows: [
      arrow(3, 5, 0, "x1", 2, 6), arrow(0, 5, 1, "w1", 1, 6, active: false), arrow(4, 5, 2, "x2", 3, 6),
      arrow(1, 5, 3, "w2", 2, 6, active: false), arrow(5, 6, 0, "1", 1, 6),
      arrow(2, 6, 1, "−1", -1, 6, active: false),
      Arrow(
        from: 6, to: 7, slot: 0, formula: "2e", asciiFormula: "2*e", derivative: .number(6), upstream: .number(1),
        contribution: .number(6), tooltip: "∂L/∂e = 2e = 6\n1 · 6 = 6",
        text: ArrowText(formula: "2e", number: "6", contribution: "1 · 6 = 6")),
    ],
    expectations: [
      Expectation(line: 15, claim: "ŷ = 8", holds: true, actual: .number(8)),
      Expectation(line: 17, claim: "L = 0.81 after 1 step", holds: nil, actual: nil),
    ])

  private static func leaf(
    _ id: String, _ role: Box.Role, _ value: Double, gradient: Double, note: String? = nil, shows: Bool = false
  ) -> Box {
    Box(
      id: id, role: role, operation: "leaf", note: note, value: .number(value), gradient: .number(gradient),
      text: BoxText(
        name: .name(id), value: ["\(Int(value))"], note: note,
        gradientName: shows ? .derivative(of: "L", by: .name(id)) : nil,
        gradient: shows ? ["\(Int(gradient))"] : []))
  }

  private static func arrow(
    _ from: Int, _ to: Int, _ slot: Int, _ formula: Formula, _ derivative: Double, _ upstream: Double,
    active: Bool = true
  ) -> Arrow {
    let number = derivative < 0 ? "−\(Int(-derivative))" : "\(Int(derivative))"
    return Arrow(
      from: from, to: to, slot: slot, formula: formula, asciiFormula: formula == "−1" ? "-1" : formula.text,
      derivative: .number(derivative), upstream: .number(upstream), contribution: .number(upstream * derivative),
      isActive: active, text: ArrowText(formula: formula.text == number ? nil : formula, number: number))
  }

  /// One box with these texts and numbers.
  static func single(
    id: String = "a", name: String = "a", note: String? = nil, value: Quantity = .number(0), tooltip: String = ""
  ) -> Diagram {
    Diagram(boxes: [
      Box(
        id: id, role: .input, operation: "leaf", note: note, value: value, gradient: nil, tooltip: tooltip,
        text: BoxText(name: .name(name), note: note))
    ])
  }
}
