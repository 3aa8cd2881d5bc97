import Autodiff
import Pictures
import Testing

@testable import Depiction

struct ZoomTests {
  /// ```
  /// a ═╪═ + ─ b       two slots, one source
  /// ```
  @Test func aPlusA() throws {
    let text = "param a = 3\nb = a + a"
    let closed = try diagram(text)
    #expect(closed.arrows.count == 1)
    #expect(closed.arrows[0].derivative == .number(2))
    #expect(closed.arrows[0].contribution == .number(2))
    #expect(closed.arrows[0].text.derivative?.text == "2")
    #expect(closed.box("b")?.operation == "add", "one operation is no region")
    #expect(closed.box("a")?.gradient == .number(2))

    let open = try diagram(text, Depiction(detail: .operations))
    #expect(open.arrows.map(\.slot) == [0, 1])
    #expect(open.arrows.map(\.derivative) == [.number(1), .number(1)])
    #expect(open.arrows.map(\.contribution) == [.number(1), .number(1)])
    #expect(open.arrows[1].tooltip == "∂b/∂a (operand 2) = 1\n∂b/∂b · ∂b/∂a (operand 2) = 1 · 1 = 1")
  }

  @Test func literalsAreNodesAtOperationsOnly() throws {
    let text = "input x = 4\nloss y = 3·x + 2"
    let closed = try diagram(text)
    #expect(closed.boxes.map(\.id) == ["x", "y"])
    #expect(closed.box("y")?.operation == "region")
    #expect(closed.arrows.map(\.formula?.text) == ["3"])

    let open = try diagram(text, Depiction(detail: .operations))
    #expect(open.boxes.map(\.id) == ["x", "y.1", "y.2", "y.3", "y"])
    #expect(open.boxes.map(\.role) == [.input, .constant, .operation, .constant, .output])
    #expect(open.boxes.map(\.operation) == ["leaf", "leaf", "multiply", "leaf", "add"])
    #expect(open.boxes.map(\.text.name.text) == ["x", "3", "·", "2", "y"])
    #expect(open.boxes.map(\.text.value) == [["4"], [], ["12"], [], ["14"]], "a literal says its number once")
    #expect(open.boxes.map(\.value) == [4, 3, 12, 2, 14].map { .number($0) })
  }

  /// Hidden literals are no operations, so `2·x` is a multiplication and no region.
  @Test func oneOperationWithALiteral() throws {
    #expect(try diagram("input x = 4\nloss y = 2·x").box("y")?.operation == "multiply")
  }

  @Test func aNamedConstantIsANode() throws {
    let diagram = try diagram("c = 3\ninput x = 2\nloss y = c·x")
    #expect(diagram.boxes.map(\.id) == ["c", "x", "y"])
    #expect(diagram.box("c")?.role == .constant)
    #expect(diagram.box("c")?.text.value == ["3"])
  }

  /// The chain rule at every level: the contributions out of a node are its gradient, plus 1 at the output.
  @Test(
    arguments: [
      deliveryTime, fiveDeliveries, "param a = 3\nb = a + a",
      "param x = 2\nparam y = 5\nparam z = -4\nq = x + y\nf = q·z",
      "param a = -4\nparam b = 2\nc = a + b\nd = a·b + b^3\ne = c - d\nf = e²\ng = f/2 + 10/f",
      "param x = 0.5\ninput m = [[1, 2], [3, 4]]\nh = tanh(m·x + 1)\nloss L = sum(h·h)",
      "input k = 2\nparam v = [1, 2, 3]\nparam unused = 4\nn = v/sum(v)\nloss L = n[0]·k + max(v)",
    ], [Detail.named, .operations])
  func contributionsAddUp(_ text: String, _ detail: Detail) throws {
    let diagram = try diagram(text, Depiction(detail: detail))
    for (index, box) in diagram.boxes.enumerated() {
      let gradient = try #require(box.gradient).numbers
      var sum = [Double](repeating: box.id == diagram.output ? 1 : 0, count: gradient.count)
      for arrow in diagram.arrows where arrow.from == index {
        let contribution = try #require(arrow.contribution)
        #expect(contribution.shape == box.value.shape)
        for (entry, number) in contribution.numbers.enumerated() { sum[entry] += number }
      }
      for (number, expected) in zip(gradient, sum) {
        #expect(abs(number - expected) <= 1e-12 * max(1, abs(expected)), "\(box.id)")
      }
    }
  }

  /// upstream · Jacobian = contribution, for what JSON prints.
  @Test(arguments: [deliveryTime, fiveDeliveries], [Detail.named, .operations])
  func jacobiansGiveTheContributions(_ text: String, _ detail: Detail) throws {
    let diagram = try diagram(text, Depiction(detail: detail))
    for arrow in diagram.arrows {
      let (source, target) = (diagram.boxes[arrow.from].value, diagram.boxes[arrow.to].value)
      let jacobian = try #require(arrow.derivative)
      #expect(jacobian.shape == target.shape + source.shape)
      let columns = source.numbers.count
      let upstream = try #require(arrow.upstream).numbers
      let contribution = try #require(arrow.contribution).numbers
      for column in 0..<columns {
        let sum = upstream.indices.reduce(0.0) { $0 + upstream[$1] * jacobian.numbers[$1 * columns + column] }
        #expect(abs(sum - contribution[column]) <= 1e-12 * max(1, abs(sum)))
      }
    }
  }
}
