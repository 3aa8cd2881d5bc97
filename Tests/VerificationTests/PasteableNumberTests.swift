import Letters
import Testing

@testable import Verification

struct NumberSpellingTests {
  @Test(
    arguments: [
      (12.0, "12"), (0.0729, "0.0729"), (-3.6, "-3.6"), (1e-5, "1e-5"), (2.5e-7, "2.5e-7"), (1e21, "1e21"),
      (-0.0, "0"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (0.1 + 0.2, "0.30000000000000004"),
    ])
  func full(_ number: Double, _ text: String) { #expect(number.spelled == text) }

  @Test(
    arguments: [
      (0.07290000000000012, "0.0729"), (0.1 + 0.2, "0.3"), (-3.6000000000000014, "-3.6"),
      (333.84000000000003, "333.84"), (1.0 / 3, "0.333333333333"), (12345678901.2, "12345678901.2"),
      (1e-300, "1e-300"), (1e300, "1e300"), (.nan, "nan"),
    ])
  func short(_ number: Double, _ text: String) { #expect(PasteableNumber.short(number) == text) }
}
