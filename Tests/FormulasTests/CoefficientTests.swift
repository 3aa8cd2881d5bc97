import Testing

@testable import Formulas

/// Numbers before terms, as a person reckons with them.
struct CoefficientTests {
  private func text(_ coefficient: Coefficient?) -> String? {
    coefficient.map { $0.denominator == 1 ? "\($0.numerator)" : "\($0.numerator)/\($0.denominator)" }
  }

  private func number(_ value: Double) throws -> Coefficient { try #require(Coefficient(value)) }

  @Test func productsAreDecimal() throws {
    #expect(text(try number(2).times(number(0.5))) == "1.0")
    #expect(text(try number(3).times(number(0.1))) == "0.3")
    #expect(text(try number(-0.05).times(number(20))) == "-1.0")
    #expect(text(try number(1e200).times(number(1e-200))) == "1.0")
  }

  /// 2 · 1e308 is no double, nor is 1e-200 · 1e-200, though what they are multiplied with may bring them back.
  @Test func whatNoDoubleHoldsStaysInFactors() throws {
    #expect(try number(2).times(number(1e308)) == nil)
    #expect(try number(1e-200).times(number(1e-200)) == nil)
    #expect(try number(1e-200).over(number(1e200)) == nil)
    #expect(try number(1e200).over(number(1e-200)) == nil)
    #expect(text(try number(3).times(number(.leastNonzeroMagnitude))) == "1.5e-323")
    #expect(text(try number(0).times(number(1e-300))) == "0.0")
  }

  @Test func quotientsStayFractions() throws {
    #expect(text(try number(1).over(number(3))) == "1.0/3")
    #expect(text(try number(2).over(number(6))) == "1.0/3")
    #expect(text(try number(1).over(number(-2))) == "-1.0/2")
    #expect(text(try number(1).over(number(0.5))) == "2.0")
    #expect(text(try number(0.3).over(number(2))) == "0.15")
    #expect(try number(1).over(number(0)) == nil)
  }

  @Test func sums() throws {
    #expect(text(try number(0.1).plus(number(0.2))) == "0.3")
    #expect(text(try #require(try number(1).over(number(3))).plus(number(1))) == "4.0/3")
    #expect(text(try number(1).plus(number(-1))) == "0.0")
  }

  @Test func hugeAndOddNumbersKeepTheirValue() throws {
    for value in [1.7976931348623157e308, .leastNonzeroMagnitude, 0.1 + 0.2, .pi, 123_456_789_012_345_680, -1e22] {
      #expect(try number(value).numerator == value)
    }
    #expect(Coefficient(.infinity) == nil && Coefficient(.nan) == nil)
    #expect(try number(1e308).times(number(1e308)) == nil)
  }
}
