import Pictures
import Testing

@testable import Depiction

/// The project's emblem, with the numbers of the lesson.
struct DeliveryTimeTests {
  @Test func boxes() throws {
    let diagram = try diagram(deliveryTime)
    #expect(diagram.title?.text == "Delivery time: one training example")
    #expect(diagram.output == "L")
    #expect(diagram.detail == "named")
    #expect(diagram.step == 0)
    #expect(diagram.notes.isEmpty)
    #expect(diagram.boxes.map(\.id) == ["x1", "x2", "y", "w1", "w2", "ŷ", "e", "L"])
    #expect(
      diagram.boxes.map(\.role) == [.input, .input, .target, .parameter, .parameter, .operation, .operation, .output])
    #expect(diagram.boxes.map(\.value) == [2, 3, 5, 1, 2, 8, 3, 9].map { .number($0) })
    #expect(diagram.boxes.map(\.gradient) == [6, 12, -6, 12, 18, 6, 6, 1].map { .number($0) })
    #expect(
      diagram.boxes.map(\.operation).prefix(7) == ["leaf", "leaf", "leaf", "leaf", "leaf", "region", "subtract"])
    #expect(
      diagram.boxes.map(\.note) == ["distance, hundreds of km", "weight, kg", "hours", nil, nil, nil, nil, nil])
    #expect(diagram.boxes.map(\.groups) == Array(repeating: [], count: 8))
    #expect(diagram.box("ŷ")?.expression == "w1·x1 + w2·x2")
    #expect(diagram.box("w1")?.expression == nil)
  }

  @Test func whatBoxesShow() throws {
    let diagram = try diagram(deliveryTime)
    let texts = diagram.boxes.map(\.text)
    #expect(texts.map(\.name.text) == ["x1", "x2", "y", "w1", "w2", "ŷ", "e", "L"])
    #expect(texts.map(\.formula?.text) == [nil, nil, nil, nil, nil, "w1·x1 + w2·x2", "ŷ − y", "e²"])
    #expect(texts.map(\.value) == [["2"], ["3"], ["5"], ["1"], ["2"], ["8"], ["3"], ["9"]])
    #expect(
      texts.map(\.gradientName?.text) == [nil, nil, nil, "∂L/∂w1", "∂L/∂w2", "∂L/∂ŷ", "∂L/∂e", "∂L/∂L"])
    #expect(texts.map(\.gradient) == [[], [], [], ["12"], ["18"], ["6"], ["6"], ["1"]])
    #expect(texts[0].note == "distance, hundreds of km")
    #expect(diagram.box("ŷ")?.tooltip == "ŷ = w1·x1 + w2·x2 = 8\n∂L/∂ŷ = 6")
    #expect(diagram.box("x2")?.tooltip == "x2 = 3\n∂L/∂x2 = 12\nweight, kg")
  }

  @Test func arrows() throws {
    let diagram = try diagram(deliveryTime)
    let ends = diagram.arrows.map { "\(diagram.boxes[$0.from].id) \(diagram.boxes[$0.to].id) \($0.slot)" }
    #expect(ends == ["w1 ŷ 0", "x1 ŷ 1", "w2 ŷ 2", "x2 ŷ 3", "ŷ e 0", "y e 1", "e L 0"])
    #expect(diagram.arrows.map(\.formula?.text) == ["x1", "w1", "x2", "w2", "1", "−1", "2e"])
    #expect(diagram.arrows.map(\.asciiFormula) == ["x1", "w1", "x2", "w2", "1", "-1", "2*e"])
    #expect(diagram.arrows.map(\.derivative) == [2, 1, 3, 2, 1, -1, 6].map { .number($0) })
    #expect(diagram.arrows.map(\.upstream) == [6, 6, 6, 6, 6, 6, 1].map { .number($0) })
    #expect(diagram.arrows.map(\.contribution) == [12, 6, 18, 12, 6, -6, 6].map { .number($0) })
    #expect(diagram.arrows.map(\.isActive) == [true, false, true, false, true, false, true])
    #expect(
      diagram.arrows.map(\.text.derivative?.text) == ["x1 = 2", "w1 = 1", "x2 = 3", "w2 = 2", "1", "−1", "2e = 6"])
    #expect(diagram.arrows.allSatisfy { $0.text.contribution == nil }, "contributions are shown where asked for")
    #expect(diagram.arrow("e", "L")?.tooltip == "∂L/∂e = 2e = 6\n∂L/∂L · ∂L/∂e = 1 · 6 = 6")
    #expect(diagram.arrow("y", "e")?.tooltip == "∂e/∂y = −1\n∂L/∂e · ∂e/∂y = 6 · (−1) = −6")
  }

  @Test func contributionsFlowAlongShownPaths() throws {
    let diagram = try diagram(deliveryTime, Depiction(parts: .standard.union([.contributions, .legend])))
    #expect(
      diagram.arrows.map(\.text.contribution)
        == ["6 · 2 = 12", nil, "6 · 3 = 18", nil, "6 · 1 = 6", nil, "1 · 6 = 6"])
    #expect(diagram.showsLegend)
  }

  @Test func operations() throws {
    let diagram = try diagram(deliveryTime, Depiction(detail: .operations))
    #expect(diagram.detail == "operations")
    #expect(diagram.boxes.map(\.id) == ["x1", "x2", "y", "w1", "w2", "ŷ.1", "ŷ.2", "ŷ", "e", "L"])
    #expect(
      diagram.boxes.map(\.operation).dropLast()
        == ["leaf", "leaf", "leaf", "leaf", "leaf", "multiply", "multiply", "add", "subtract"])
    #expect(diagram.boxes.map(\.value) == [2, 3, 5, 1, 2, 2, 6, 8, 3, 9].map { .number($0) })
    #expect(diagram.boxes.map(\.gradient) == [6, 12, -6, 12, 18, 6, 6, 6, 6, 1].map { .number($0) })
    #expect(diagram.boxes.map(\.text.name.text) == ["x1", "x2", "y", "w1", "w2", "·", "·", "ŷ", "e", "L"])
    #expect(diagram.box("ŷ")?.text.formula?.text == "w1·x1 + w2·x2")
    #expect(diagram.box("ŷ.1")?.text.formula == nil)
    #expect(diagram.box("ŷ.1")?.expression == nil)
    #expect(diagram.box("ŷ.2")?.text.gradientName?.text == "∂L/∂ŷ.2")
    let ends = diagram.arrows.map { "\(diagram.boxes[$0.from].id) \(diagram.boxes[$0.to].id) \($0.slot)" }
    #expect(
      ends == [
        "w1 ŷ.1 0", "x1 ŷ.1 1", "w2 ŷ.2 0", "x2 ŷ.2 1", "ŷ.1 ŷ 0", "ŷ.2 ŷ 1", "ŷ e 0", "y e 1", "e L 0",
      ])
    #expect(diagram.arrows.map(\.derivative) == [2, 1, 3, 2, 1, 1, 1, -1, 6].map { .number($0) })
    #expect(diagram.arrows.map(\.contribution) == [12, 6, 18, 12, 6, 6, 6, -6, 6].map { .number($0) })
    #expect(diagram.arrow("w1", "ŷ.1")?.text.derivative?.text == "x1 = 2")
  }

  @Test func summary() throws {
    #expect(
      try diagram(deliveryTime).summary
        == "Delivery time: one training example. Computation graph of 8 nodes and 7 edges with output L = 9. "
        + "Gradients: ∂L/∂w1 = 12, ∂L/∂w2 = 18.")
  }
}
