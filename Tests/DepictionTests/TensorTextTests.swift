import Autodiff
import Testing

@testable import Depiction

struct TensorTextTests {
  let format = NumberFormat()

  /// What rounding left of 0 is 0, in an entry and in a mean.
  @Test func noiseIsNothing() {
    #expect(format.lines(Tensor(shape: [3], scalars: [1, 1e-13, -2])) == ["[1, 0, −2]"])
    #expect(format.lines(Tensor(shape: [2, 2], scalars: [3, 2e-12, -1e-16, 1])) == ["[3  0]", "[0  1]"])
    #expect(
      format.lines(Tensor(shape: [8], scalars: [0.1, 0.2, -0.3, 1, -1, 5, -5, 0]))
        == ["8 numbers: min −5, mean 0, max 5"])
    #expect(format.lines(Tensor(shape: [2], scalars: [1e-13, 1e-13])) == ["[1e−13, 1e−13]"])
  }

  @Test func upToSixNumbersAreWrittenOut() {
    #expect(format.lines(Tensor(8)) == ["8"])
    #expect(format.lines(Tensor(shape: [1], scalars: [2])) == ["[2]"])
    #expect(format.lines(Tensor(shape: [6], scalars: [1, 2, 3, 4, 5, 6])) == ["[1, 2, 3, 4, 5, 6]"])
    #expect(format.lines(Tensor(shape: [2], scalars: [0.58, -1.37])) == ["[0.58, −1.37]"])
    #expect(format.lines(Tensor(shape: [1, 6], scalars: [1, 2, 3, 4, 5, 6])) == ["[1  2  3  4  5  6]"])
    #expect(format.lines(Tensor(shape: [2, 1, 2], scalars: [1, 2, 3, 4])) == ["[[[1, 2]], [[3, 4]]]"])
  }

  @Test func aSmallMatrixIsWrittenInRows() {
    #expect(
      format.lines(Tensor(shape: [3, 2], scalars: [2, 3, 1.5, 1, -4, 5])) == ["[  2  3]", "[1.5  1]", "[ −4  5]"])
    let numbers = (1...16).map(Double.init)
    #expect(format.lines(Tensor(shape: [4, 4], scalars: numbers)).count == 4)
  }

  @Test func largerOnesAreSummedUp() {
    #expect(
      format.lines(Tensor(shape: [5, 2], scalars: [2, 3, 1.5, 1, 4, 5, 0.8, 0.5, 3.2, 2.5]))
        == ["5×2: min 0.5, mean 2.35, max 5"])
    #expect(
      format.lines(Tensor(shape: [7], scalars: [1, 2, 3, 4, 5, 6, 14])) == ["7 numbers: min 1, mean 5, max 14"])
    #expect(format.lines(Tensor(shape: [5, 5], scalars: [Double](repeating: 1, count: 25))).count == 1)
  }

  @Test func whatIsNoNumberIsNotHidden() {
    var numbers = [Double](repeating: 1, count: 8)
    numbers[5] = .nan
    #expect(format.lines(Tensor(shape: [8], scalars: numbers)) == ["8 numbers: min NaN, mean NaN, max NaN"])
    numbers[5] = -.infinity
    #expect(format.lines(Tensor(shape: [8], scalars: numbers)) == ["8 numbers: 1 of 8 are −∞, min 1, mean 1, max 1"])
    let large = [Double](repeating: 1e308, count: 8)
    #expect(format.lines(Tensor(shape: [8], scalars: large)) == ["8 numbers: min 1e308, mean 1e308, max 1e308"])
  }
}
