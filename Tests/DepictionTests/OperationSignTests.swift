import Autodiff
import Testing

@testable import Depiction

struct OperationSignTests {
  @Test func signs() {
    #expect(Operation(.pair(.multiply)).sign == "·")
    #expect(Operation(.pair(.subtract)).sign == "−")
    #expect(Operation(.map(.tanh)).sign == "tanh")
    #expect(Operation(.pair(.maximum)).sign == "max")
    #expect(Operation(.parametric(.power), .number(2)).sign == "²")
    #expect(Operation(.parametric(.power), .number(-1)).sign == "⁻¹")
    #expect(Operation(.parametric(.power), .number(10)).sign == "¹⁰")
    #expect(Operation(.parametric(.power), .number(0.5)).sign == "^0.5")
    #expect(Operation(.parametric(.power), .number(1e300)).sign == "^1e300")
    #expect(Operation(.parametric(.power), .number(.nan)).sign == "^NaN")
    #expect(
      Operation(.move(.index), .subscripts([.entry(0), .slice(start: 1, count: 2, step: 1)])).sign == "[0, 1:3]")
    #expect(Operation(.move(.index), .subscripts([.slice(start: 2, count: 3, step: -1)])).sign == "[2::-1]")
  }

  @Test(arguments: Primitive.allCases) func everyOperationHasOne(_ primitive: Primitive) {
    #expect(Operation(primitive).sign.isEmpty == (primitive == .leaf))
  }
}
