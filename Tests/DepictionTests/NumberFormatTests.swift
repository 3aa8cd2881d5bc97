import Testing

@testable import Depiction

/// Expected texts by hand from the exact decimal values of the doubles.
struct NumberFormatTests {
  let format = NumberFormat()

  @Test(
    "four significant digits, trailing zeros dropped",
    arguments: [
      (0.81, "0.81"), (12.0, "12"), (3.14159, "3.142"), (0.0001, "0.0001"), (1.5, "1.5"), (0.72884, "0.7288"),
      (0.29999999999999993, "0.3"), (138.83381924198252, "138.8"), (645.5772594752186, "645.6"),
      (24.70408163265306, "24.7"), (0.6931471805599453, "0.6931"), (123456.7, "123457"), (99999.5, "100000"),
      (12345.6, "12346"), (-1234.56, "−1235"), (0.0, "0"), (-0.0, "0"),
    ])
  func short(_ number: Double, _ text: String) { #expect(format.text(number) == text) }

  @Test func rowsAreToldApart() {
    #expect(format.column([1, 0.99999, 0.99998]) == ["1", "0.99999", "0.99998"])
    #expect(format.column([0.5, 0.25]) == ["0.5", "0.25"])
    // The same number, but for its last bits.
    #expect(format.column([0.3, 0.1 + 0.2, 1.0 / 3]) == ["0.3", "0.3", "0.3333"])
  }

  @Test(
    "the exact value decides, and a tie goes to the even digit",
    arguments: [
      // Above the decimal tie: 0.12345 is 0.123450000000000004174…
      (0.12345, "0.1235"),
      // Below it: 1.0005 is 1.000499999999999944…
      (1.0005, "1"),
      // Above it: 2.0005 is 2.000500000000000166…, 1.0015 is 1.001500000000000057…
      (2.0005, "2.001"), (1.0015, "1.002"),
      // Exact ties, since the fractions are powers of two.
      (1234.5, "1234"), (1235.5, "1236"), (0.00006103515625, "6.104e−5"), (1000.5, "1000"), (1001.5, "1002"),
      (123.25, "123.2"), (123.75, "123.8"), (12.125, "12.12"), (12.375, "12.38"), (8.0625, "8.062"),
      (8.1875, "8.188"), (4.00390625, "4.004"),
    ])
  func ties(_ number: Double, _ text: String) { #expect(format.text(number) == text) }

  @Test(
    "whole numbers below ten million are written in full",
    arguments: [
      (1_048_576.0, "1048576"), (9_999_999.0, "9999999"), (10_000_000.0, "1e7"), (12_345_678.0, "1.235e7"),
      (-4096.0, "−4096"), (1e15, "1e15"), (12_345_000.0, "1.234e7"), (12_355_000.0, "1.236e7"),
    ])
  func whole(_ number: Double, _ text: String) { #expect(format.text(number) == text) }

  @Test(
    "plain from 10^-4 to 10^6: the number itself decides, not what it rounds to",
    arguments: [
      (999_999.5, "1000000"), (1_000_000.5, "1e6"), (1_234_567.8, "1.235e6"), (2.5e-5, "2.5e−5"),
      (0.00012345, "0.0001234"), (0.0000999996, "1e−4"), (0.00009999, "9.999e−5"), (1e-300, "1e−300"),
      (6.02214076e23, "6.022e23"), (-2.5e-5, "−2.5e−5"), (1.7976931348623157e308, "1.798e308"),
    ])
  func range(_ number: Double, _ text: String) { #expect(format.text(number) == text) }

  @Test func notOrdinary() {
    #expect(format.text(-0.0) == "0")
    #expect(format.text(0) == "0")
    #expect(format.text(.infinity) == "∞")
    #expect(format.text(-.infinity) == "−∞")
    #expect(format.text(.nan) == "NaN")
    #expect(format.text(-.nan) == "NaN")
    #expect(format.text(-1) == "−1", "the true minus sign")
  }

  @Test func otherPrecisions() {
    #expect(NumberFormat(precision: 1).text(0.25) == "0.2")
    #expect(NumberFormat(precision: 1).text(0.75) == "0.8")
    #expect(NumberFormat(precision: 2).text(0.19661193324148185) == "0.2")
    #expect(NumberFormat(precision: 9).text(0.7513650695523157) == "0.75136507")
    #expect(NumberFormat(precision: 17).text(0.1) == "0.10000000000000001")
    #expect(NumberFormat(precision: 40).text(0.1) == "0.10000000000000001", "more digits than 17 mean nothing")
    #expect(NumberFormat(precision: 0).text(0.17) == "0.2", "fewer than one cannot be")
    #expect(NumberFormat(precision: 2).text(1234) == "1234")
  }

  @Test func inFull() {
    #expect(format.fullText(0.1) == "0.1")
    #expect(format.fullText(-3.6000000000000014) == "−3.6000000000000014")
    #expect(format.fullText(.leastNonzeroMagnitude) == "5e−324")
    #expect(format.text(.leastNonzeroMagnitude) == "4.941e−324")
    #expect(format.fullText(.nan) == "NaN")
    #expect(format.fullText(9) == "9")
  }
}
