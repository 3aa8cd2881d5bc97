import ElementaryFunctions
import Testing

/// Numbers whose exponents are uniform from `low` to `high`, and their negatives if it is signed: as in Tests/accuracy/points.py.
struct Exponents {
  let low: Int64
  let high: Int64
  var isSigned = true

  func draw(_ random: inout SplitMix64) -> Double {
    let word = random.next()
    let exponent = low + Int64((random.next() >> 11) % UInt64(high - low + 1))
    let sign = isSigned ? word & 1 << 63 : 0
    return Double(bitPattern: sign | UInt64(exponent + 1023) << 52 | word & (1 << 52 - 1))
  }
}

/// The fixtures' generator.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A function of one number, and where it is tried.
struct Function: Sendable, CustomTestStringConvertible {
  enum Course: Sendable { case rises, falls, turns }

  let name: String
  let course: Course
  let ranges: [(low: Int64, high: Int64, isSigned: Bool)]
  let value: @Sendable (Double) -> Double

  var testDescription: String { name }

  func points(seed: UInt64, count: Int) -> [Double] {
    var random = SplitMix64(state: seed)
    return (0..<count).map {
      let range = ranges[$0 % ranges.count]
      return Exponents(low: range.low, high: range.high, isSigned: range.isSigned).draw(&random)
    }
  }

  /// In the order of points.py, which seeds by it.
  static let all: [Function] = [
    Function(name: "exp", course: .rises, ranges: [(-60, 9, true), (-4, 3, true)]) { Elementary.exp($0) },
    Function(name: "exp2", course: .rises, ranges: [(-60, 9, true), (-4, 3, true)]) { Elementary.exp2($0) },
    Function(name: "expm1", course: .rises, ranges: [(-1022, 9, true), (-20, 3, true)]) { Elementary.expm1($0) },
    Function(name: "log", course: .rises, ranges: [(-1022, 1023, false), (-4, 4, false)]) { Elementary.log($0) },
    Function(name: "log2", course: .rises, ranges: [(-1022, 1023, false), (-4, 4, false)]) { Elementary.log2($0) },
    Function(name: "log10", course: .rises, ranges: [(-1022, 1023, false), (-4, 4, false)]) { Elementary.log10($0) },
    Function(name: "log1p", course: .rises, ranges: [(-1022, -1, true), (-60, 1023, false)]) { Elementary.log1p($0) },
    Function(name: "sin", course: .turns, ranges: [(-1022, 1023, true), (-20, 17, true)]) { Elementary.sin($0) },
    Function(name: "cos", course: .turns, ranges: [(-1022, 1023, true), (-20, 17, true)]) { Elementary.cos($0) },
    Function(name: "tan", course: .turns, ranges: [(-1022, 1023, true), (-20, 17, true)]) { Elementary.tan($0) },
    Function(name: "asin", course: .rises, ranges: [(-1022, -1, true), (-8, -1, true)]) { Elementary.asin($0) },
    Function(name: "acos", course: .falls, ranges: [(-1022, -1, true), (-8, -1, true)]) { Elementary.acos($0) },
    Function(name: "atan", course: .rises, ranges: [(-1022, 1023, true), (-40, 2, true)]) { Elementary.atan($0) },
    Function(name: "sinh", course: .rises, ranges: [(-1022, 9, true), (-20, 5, true)]) { Elementary.sinh($0) },
    Function(name: "cosh", course: .turns, ranges: [(-60, 9, true), (-20, 5, true)]) { Elementary.cosh($0) },
    Function(name: "tanh", course: .rises, ranges: [(-1022, 5, true), (-20, 4, true)]) { Elementary.tanh($0) },
    Function(name: "asinh", course: .rises, ranges: [(-1022, 1023, true), (-40, 2, true)]) { Elementary.asinh($0) },
    Function(name: "acosh", course: .rises, ranges: [(0, 1023, false), (0, 2, false)]) { Elementary.acosh($0) },
    Function(name: "atanh", course: .rises, ranges: [(-1022, -1, true), (-20, -1, true)]) { Elementary.atanh($0) },
    Function(name: "erf", course: .rises, ranges: [(-1022, 2, true), (-8, 2, true)]) { Elementary.erf($0) },
    Function(name: "erfc", course: .falls, ranges: [(-60, 4, true), (-8, 4, true)]) { Elementary.erfc($0) },
    Function(name: "sigmoid", course: .rises, ranges: [(-60, 9, true), (-20, 5, true)]) { Elementary.sigmoid($0) },
    Function(name: "softplus", course: .rises, ranges: [(-60, 9, true), (-20, 5, true)]) { Elementary.softplus($0) },
  ]
}
