import Autodiff
import Pictures
import Testing

@testable import Depiction

/// Which gradients a picture shows. The facts hold them all.
struct ShownGradientsTests {
  private func shown(_ diagram: Diagram) -> [String] {
    diagram.boxes.filter { $0.text.gradientName != nil }.map(\.id)
  }

  @Test func thoseAskedForAndWhatLiesBetween() throws {
    let model = try model(deliveryTime)
    let x2 = try #require(model.node(named: "x2"))
    let diagram = Depiction(withRespectTo: [x2]).diagram(of: model)
    #expect(shown(diagram) == ["x2", "ŷ", "e", "L"])
    #expect(diagram.arrows.filter(\.isActive).map { diagram.boxes[$0.from].id } == ["x2", "ŷ", "e"])
    #expect(diagram.summary.hasSuffix("Gradients: ∂L/∂x2 = 12."))
    #expect(diagram.boxes.allSatisfy { $0.gradient != nil })
  }

  @Test func anInnerNodeAlone() throws {
    let model = try model(deliveryTime)
    let e = try #require(model.node(named: "e"))
    #expect(shown(Depiction(withRespectTo: [e]).diagram(of: model)) == ["e", "L"])
  }

  /// A parameter without influence shows that its gradient is 0.
  @Test func zeroWhereNothingFlows() throws {
    let diagram = try diagram("param w = 2\nparam v = 3\ninput x = 5\nloss L = w·x")
    #expect(shown(diagram) == ["w", "v", "L"])
    #expect(diagram.box("v")?.gradient == .number(0))
    #expect(diagram.box("v")?.text.gradient == ["0"])
  }

  @Test func withoutParametersNoPathStandsOut() throws {
    let diagram = try diagram("input a = 2\ninput b = 1\nc = a + b\nd = b + 1\ne = c·d")
    #expect(shown(diagram) == [])
    #expect(diagram.arrows.allSatisfy { $0.isActive })
    #expect(diagram.box("b")?.gradient == .number(5), "Olah's number is a fact all the same")
  }

  @Test func aTensorHasNoGradients() throws {
    let diagram = try diagram("param v = [1, 2]\ny = v·2")
    #expect(diagram.boxes.allSatisfy { $0.gradient == nil && $0.text.gradientName == nil })
    #expect(diagram.arrows.allSatisfy { $0.upstream == nil && $0.contribution == nil })
    #expect(diagram.arrows[0].derivative == .tensor(shape: [2, 2], values: [2, 0, 0, 2]))
    #expect(!diagram.notes.isEmpty, "a note says why")
  }

  @Test func hiddenParts() throws {
    let bare = try diagram(deliveryTime, Depiction(parts: []))
    #expect(bare.boxes.map(\.text) == bare.boxes.map { BoxText(name: $0.text.name) })
    #expect(bare.boxes.map(\.text.name.text) == bare.boxes.map(\.id))
    #expect(bare.arrows.map(\.text) == bare.arrows.map { _ in ArrowText() })
    #expect(bare.boxes.map(\.gradient) == [6, 12, -6, 12, 18, 6, 6, 1].map { .number($0) }, "facts stay")
    let numbers = try diagram(deliveryTime, Depiction(parts: [.derivatives]))
    #expect(numbers.arrows.map(\.text.derivative?.text) == ["2", "1", "3", "2", "1", "−1", "6"])
  }
}
