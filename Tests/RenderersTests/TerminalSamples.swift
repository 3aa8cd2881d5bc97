import Pictures

/// Diagrams made by hand, as `Depiction` would make them.
struct TerminalSample {
  var diagram: Diagram
  private var index: [String: Int] = [:]

  init(_ title: String?) { diagram = Diagram(title: title.map { .words($0) }, output: "L") }

  mutating func box(
    _ name: String, _ role: Box.Role = .operation, _ formula: Formula? = nil, value: [String],
    gradient: [String] = [],
    note: String? = nil
  ) {
    index[name] = diagram.boxes.count
    diagram.boxes.append(
      Box(
        id: name, role: role, operation: "leaf", value: .number(0), gradient: nil,
        text: BoxText(
          name: .name(name), formula: formula, value: value, note: note,
          gradientName: gradient.isEmpty ? nil : .derivative(of: "L", by: .name(name)),
          gradient: gradient)))
  }

  mutating func arrow(_ from: String, _ to: String, _ number: String?, contribution: String? = nil) {
    arrow(from, to, nil, number, contribution: contribution)
  }

  mutating func arrow(
    _ from: String, _ to: String, _ formula: Formula?, _ number: String?, contribution: String? = nil
  ) {
    guard let from = index[from], let to = index[to] else { return }
    diagram.arrows.append(
      Arrow(
        from: from, to: to, slot: 0, formula: nil, asciiFormula: nil, derivative: nil, upstream: nil,
        contribution: nil,
        text: ArrowText(formula: formula, number: number, contribution: contribution)))
  }

  /// The lesson's figure.
  static let delivery: Diagram = {
    var sample = TerminalSample("Delivery time: one training example")
    sample.box("x1", .input, value: ["2"], note: "distance, hundreds of km")
    sample.box("x2", .input, value: ["3"], note: "weight, kg")
    sample.box("y", .target, value: ["5"], note: "hours")
    sample.box("w1", .parameter, value: ["1"], gradient: ["12"])
    sample.box("w2", .parameter, value: ["2"], gradient: ["18"])
    sample.box("ŷ", .operation, "w1·x1 + w2·x2", value: ["8"], gradient: ["6"])
    sample.box("e", .operation, "ŷ − y", value: ["3"], gradient: ["6"])
    sample.box("L", .output, "e²", value: ["9"], gradient: ["1"])
    sample.arrow("w1", "ŷ", "x1", "2")
    sample.arrow("x1", "ŷ", "w1", "1")
    sample.arrow("w2", "ŷ", "x2", "3")
    sample.arrow("x2", "ŷ", "w2", "2")
    sample.arrow("ŷ", "e", "1")
    sample.arrow("y", "e", "−1")
    sample.arrow("e", "L", "2e", "6")
    return sample.diagram
  }()

  /// `names` in a row, each an input of the next.
  static func chain(_ count: Int) -> Diagram {
    var sample = TerminalSample("A chain")
    for k in 0..<count {
      sample.box("a\(k)", k == 0 ? .parameter : .operation, value: ["0.5"], gradient: ["0.25"])
      if k > 0 { sample.arrow("a\(k - 1)", "a\(k)", "0.5") }
    }
    return sample.diagram
  }

  /// Random, with boxes and labels of many lengths.
  static func random(_ count: Int, seed: UInt64) -> Diagram {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var sample = TerminalSample("Random")
    let words = ["σ(z)", "ŷ", "y\u{302}", "日本", "1 − h²", "2", "−0.0001234", "😀"]
    for k in 0..<count {
      let name = "\(words[random(words.count)])\(k)"
      sample.box(
        name, k + 1 == count ? .output : random(2) == 0 ? .parameter : .operation,
        random(2) == 0 ? nil : .sign(String(repeating: words[random(words.count)], count: 1 + random(5))),
        value: Array(repeating: words[random(words.count)], count: random(3)),
        gradient: Array(repeating: words[random(words.count)], count: random(3)))
      guard k > 0 else { continue }
      for _ in 0..<random(4) {
        sample.arrow(
          sample.diagram.boxes[max(0, k - 1 - random(5))].id, name,
          random(2) == 0 ? nil : .sign(words[random(words.count)]),
          random(4) == 0 ? nil : words[random(words.count)], contribution: random(4) == 0 ? "6 · 2 = 12" : nil)
      }
    }
    return sample.diagram
  }
}
