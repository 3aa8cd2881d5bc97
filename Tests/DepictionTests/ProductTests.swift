import Testing

@testable import Depiction

/// A reader who multiplies the printed factors must get the printed result, or be told.
struct ProductTests {
  @Test func exactProducts() {
    let format = NumberFormat()
    #expect(format.product(6, 2, 12) == "6 · 2 = 12")
    #expect(format.product(6, -1, -6) == "6 · (−1) = −6")
    #expect(format.product(-3.6, 2, -7.2) == "−3.6 · 2 = −7.2")
    #expect(format.product(0, 5, 0) == "0 · 5 = 0")
    #expect(format.product(0.25, 0.25, 0.0625) == "0.25 · 0.25 = 0.0625")
    #expect(format.product(0.5, 24, 12) == "0.5 · 24 = 12")
    #expect(format.product(1e-200, 1e-200, 0) == "1e−200 · 1e−200 ≈ 0")
    #expect(format.product(.infinity, 2, .infinity) == "∞ · 2 = ∞")
    #expect(format.product(5, 2, 10) == "5 · 2 = 10")
    #expect(format.product(1e6, 1e6, 1e12) == "1000000 · 1000000 = 1e12")
  }

  /// CS231n's sigmoid neuron in two digits: readers multiply 0.2 · 2 and get 0.4.
  @Test func roundedFactors() {
    let two = NumberFormat(precision: 2)
    #expect(two.product(0.19661193324148185, 2, 0.3932238664829637) == "0.2 · 2 ≈ 0.39")
    #expect(two.product(0.19661193324148185, -1, -0.19661193324148185) == "0.2 · (−1) = −0.2")
    // In four digits the product of what is printed does round to what is printed: 0.1966 · 2 = 0.3932.
    #expect(NumberFormat().product(0.19661193324148185, 2, 0.3932238664829637) == "0.1966 · 2 = 0.3932")
    #expect(NumberFormat().product(1.0 / 3, 3, 1) == "0.3333 · 3 ≈ 1")
  }

  private func sign(_ a: Double, _ b: Double, _ result: Double) -> String {
    NumberFormat().product(a, b, result).contains("≈") ? "≈" : "="
  }

  /// The exact product is rounded as the result is: 6.001 · 2.003 = 12.020003.
  @Test func roundedResult() {
    let format = NumberFormat()
    #expect(format.product(6.001, 2.003, 12.020003) == "6.001 · 2.003 = 12.02")
    // 1.002 · 1.25 = 1.2525, a tie in exact decimals: to the even digit, 1.252.
    #expect(sign(1.002, 1.25, 1.252) == "=")
    #expect(sign(1.002, 1.25, 1.253) == "≈")
    // 9.999 · 1.0005 would print as 9.999 · 1 (1.0005 lies below the tie).
    #expect(format.product(9.999, 1.0005, 10.0039995) == "9.999 · 1 ≈ 10")
    // Carries into a new digit: 3.333 · 3 = 9.999; 9.9999 prints as 10.
    #expect(sign(3.333, 3, 9.999) == "=")
    #expect(sign(3.333, 3, 9.9999) == "≈")
    #expect(sign(1.111, 9.001, 10) == "=", "9.9999… rounds to 10.00: 1.111 · 9.001 = 10.000111")
  }

  @Test func signsMustAgree() {
    #expect(sign(2, 3, -6) == "≈")
    #expect(sign(2.5, -3.5, 8.75) == "≈")
  }
}
