import ElementaryFunctions
import Testing

/// IEEE 754's special values (2019, section 9.2.1), and what is exact.
@Suite struct SpecialValueTests {
  static let infinity = Double.infinity
  static let least = Double.leastNonzeroMagnitude
  static let greatest = Double.greatestFiniteMagnitude

  /// True if the bits are the same; all NaNs are alike.
  static func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }

  static let table: [(String, [(Double, Double)])] = [
    ("exp", [(0, 1), (-0.0, 1), (infinity, infinity), (-infinity, 0), (710, infinity), (-746, 0), (least, 1)]),
    (
      "exp2",
      [
        (0, 1), (-0.0, 1), (10, 1024), (-1074, least), (-1076, 0), (1023, 0x1p1023), (1024, infinity),
        (infinity, infinity), (-infinity, 0), (-1, 0.5),
      ]
    ),
    (
      "expm1",
      [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -1), (-800, -1), (least, least), (710, infinity)]
    ),
    (
      "log",
      [
        (1, 0), (0, -infinity), (-0.0, -infinity), (infinity, infinity), (-1, .nan), (-infinity, .nan),
        (-least, .nan),
      ]
    ),
    (
      "log2",
      [
        (1, 0), (2, 1), (1024, 10), (0.125, -3), (least, -1074), (0, -infinity), (-0.0, -infinity),
        (infinity, infinity), (-1, .nan),
      ]
    ),
    (
      "log10",
      [
        (1, 0), (10, 1), (1000, 3), (1e15, 15), (1e22, 22), (0, -infinity), (-0.0, -infinity), (infinity, infinity),
        (-1, .nan),
      ]
    ),
    ("log1p", [(0, 0), (-0.0, -0.0), (-1, -infinity), (infinity, infinity), (-2, .nan), (least, least)]),
    ("sin", [(0, 0), (-0.0, -0.0), (infinity, .nan), (-infinity, .nan), (least, least)]),
    ("cos", [(0, 1), (-0.0, 1), (infinity, .nan), (-infinity, .nan), (least, 1)]),
    ("tan", [(0, 0), (-0.0, -0.0), (infinity, .nan), (-infinity, .nan), (least, least)]),
    ("asin", [(0, 0), (-0.0, -0.0), (1, .pi / 2), (-1, -.pi / 2), (1.5, .nan), (-infinity, .nan), (least, least)]),
    ("acos", [(1, 0), (-1, .pi), (0, .pi / 2), (-0.0, .pi / 2), (1.5, .nan), (infinity, .nan)]),
    ("atan", [(0, 0), (-0.0, -0.0), (1, .pi / 4), (infinity, .pi / 2), (-infinity, -.pi / 2), (least, least)]),
    ("sinh", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -infinity), (711, infinity), (least, least)]),
    ("cosh", [(0, 1), (-0.0, 1), (infinity, infinity), (-infinity, infinity), (-711, infinity), (least, 1)]),
    ("tanh", [(0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1), (30, 1), (-30, -1), (least, least)]),
    ("asinh", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -infinity), (least, least)]),
    ("acosh", [(1, 0), (infinity, infinity), (0.5, .nan), (-infinity, .nan)]),
    ("atanh", [(0, 0), (-0.0, -0.0), (1, infinity), (-1, -infinity), (1.5, .nan), (infinity, .nan), (least, least)]),
    ("erf", [(0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1), (7, 1), (-7, -1), (least, least)]),
    ("erfc", [(0, 1), (-0.0, 1), (infinity, 0), (-infinity, 2), (30, 0), (-7, 2)]),
    ("sigmoid", [(0, 0.5), (-0.0, 0.5), (infinity, 1), (-infinity, 0), (800, 1), (-800, 0)]),
    ("softplus", [(infinity, infinity), (-infinity, 0), (800, 800), (-800, 0)]),
  ]

  @Test(arguments: table)
  func ofOneNumber(name: String, pairs: [(Double, Double)]) throws {
    let function = try #require(Function.all.first { $0.name == name })
    #expect(function.value(.nan).isNaN)
    for (x, y) in pairs { #expect(Self.isSame(function.value(x), y), "\(name)(\(x)) = \(function.value(x))") }
  }

  /// x, y, x^y.
  static let powers: [(Double, Double, Double)] = [
    (2, 10, 1024), (2, -1074, least), (2, 1023, 0x1p1023), (2, 1024, infinity), (10, 22, 1e22), (-3, 3, -27),
    (-3, 4, 81), (0.5, 2, 0.25), (9, 0.5, 3), (7, 2, 49), (1.5, 3, 3.375), (-2, -3, -0.125), (-8, 1.0 / 3, .nan),
    // The 0th power and those of 1 are 1, even of NaN.
    (0, 0, 1), (.nan, 0, 1), (infinity, -0.0, 1), (1, .nan, 1), (1, infinity, 1), (-1, infinity, 1),
    (-1, -infinity, 1), (.nan, 1, .nan), (2, .nan, .nan),
    (0, 3, 0), (-0.0, 3, -0.0), (-0.0, 2, 0), (0, -3, infinity), (-0.0, -3, -infinity), (-0.0, -2, infinity),
    (0, infinity, 0), (0, -infinity, infinity), (0, 0.5, 0), (-0.0, 0.5, 0), (-0.0, -0.5, infinity),
    (0.5, infinity, 0), (0.5, -infinity, infinity), (2, infinity, infinity), (2, -infinity, 0),
    (-2, infinity, infinity),
    (infinity, 2, infinity), (infinity, -2, 0), (-infinity, 3, -infinity), (-infinity, 2, infinity),
    (-infinity, -3, -0.0), (-infinity, -2, 0), (-infinity, 0.5, infinity), (-1, 0x1p60, 1), (-1, 0x1p53 - 1, -1),
    (greatest, 2, infinity), (least, 2, 0), (-greatest, 3, -infinity), (1 + 0x1p-52, 0x1p62, infinity),
    (3, 0x1p-1000, 1), (2, greatest, infinity), (0.5, greatest, 0),
  ]

  @Test(arguments: powers) func ofPowers(x: Double, y: Double, power: Double) {
    #expect(Self.isSame(Elementary.pow(x, y), power), "pow(\(x), \(y)) = \(Elementary.pow(x, y))")
  }

  @Test func firstPowerIsTheNumber() {
    for x in Function.all[3].points(seed: 7, count: 1000) { #expect(Elementary.pow(x, 1) == x) }
    for x in [Self.least, 5 * Self.least, Self.greatest, -2.5] { #expect(Elementary.pow(x, 1) == x) }
  }

  /// y, x, the angle of (x, y).
  static let angles: [(Double, Double, Double)] = [
    (0, 1, 0), (-0.0, 1, -0.0), (0, -1, .pi), (-0.0, -1, -.pi), (0, 0, 0), (-0.0, 0, -0.0), (0, -0.0, .pi),
    (-0.0, -0.0, -.pi), (1, 0, .pi / 2), (-1, 0, -.pi / 2), (1, -0.0, .pi / 2), (1, 1, .pi / 4),
    (1, -1, 3 * .pi / 4), (-1, -1, -3 * .pi / 4), (infinity, infinity, .pi / 4),
    (infinity, -infinity, 3 * .pi / 4), (-infinity, infinity, -.pi / 4), (1, infinity, 0), (-1, infinity, -0.0),
    (1, -infinity, .pi), (infinity, 1, .pi / 2), (-infinity, -1, -.pi / 2), (.nan, 1, .nan), (1, .nan, .nan),
    (least, greatest, 0), (greatest, least, .pi / 2), (least, least, .pi / 4), (greatest, greatest, .pi / 4),
    (least, 1, least), (least, -1, .pi),
  ]

  @Test(arguments: angles) func ofAngles(y: Double, x: Double, angle: Double) {
    #expect(Self.isSame(Elementary.atan2(y, x), angle), "atan2(\(y), \(x)) = \(Elementary.atan2(y, x))")
  }
}
