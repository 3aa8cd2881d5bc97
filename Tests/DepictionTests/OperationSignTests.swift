import Autodiff
import Testing

@testable import Depiction

struct OperationSignTests {
  @Test func signs() {
    #expect(Operation(.multiply).sign == "·")
    #expect(Operation(.subtract).sign == "−")
    #expect(Operation(.tanh).sign == "tanh")
    #expect(Operation(.maximum).sign == "max")
    #expect(Operation(.power, .number(2)).sign == "²")
    #expect(Operation(.power, .number(-1)).sign == "⁻¹")
    #expect(Operation(.power, .number(10)).sign == "¹⁰")
    #expect(Operation(.power, .number(0.5)).sign == "^0.5")
    #expect(Operation(.power, .number(1e300)).sign == "^1e300")
    #expect(Operation(.power, .number(.nan)).sign == "^NaN")
    #expect(Operation(.index, .subscripts([.entry(0), .slice(start: 1, count: 2, step: 1)])).sign == "[0, 1:3]")
    #expect(Operation(.index, .subscripts([.slice(start: 2, count: 3, step: -1)])).sign == "[2::-1]")
  }

  @Test(arguments: Primitive.allCases) func everyOperationHasOne(_ primitive: Primitive) {
    #expect(Operation(primitive).sign.isEmpty == (primitive == .leaf))
  }
}
