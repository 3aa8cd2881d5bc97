import ElementaryFunctions
import Testing

/// What rises or falls does so from each number to the next, also from one formula's place to another's.
@Suite struct CourseTests {
  /// Where formulas meet, or tables' rows.
  static let joints: [Double] = {
    var joints: [Double] = [
      0x1p-54, 0x1p-28, 0x1p-27, 0x1p-12, 0x1p-9, 0x1p-5, 0x1p-4, 0.25, 0.5, 0.701171875, 1, 1.40234375, 1.5, 2, 6, 8,
      20, 22, 24, 26.5, 600, 640, 708.4, 709.78, 0x1p17, 0x1p28, 0x1p60, 0x1p-1022, 0x1p-1021, 0x1p1023,
    ]
    for row in 1..<64 {
      let place = Double(row)
      joints += [place * 0.00270759, 1 + (place - 0.5) / 128, 0.25 + place / 32]
    }
    return joints
  }()

  @Test(arguments: Function.all.filter { $0.course != .turns })
  func neighbours(of function: Function) {
    let points = function.points(seed: 3, count: 2000) + Self.joints + Self.joints.map { -$0 }
    for point in points {
      var x = Double(bitPattern: point.bitPattern &- 24)
      var y = function.value(x)
      for _ in 0..<48 {
        let next = x.nextUp
        let value = function.value(next)
        // Outside the domain neither is true.
        let isWrong = function.course == .rises ? value < y : value > y
        #expect(!isWrong, "\(function.name)(\(x)) and of the next number")
        (x, y) = (next, value)
      }
    }
  }

  /// |sin x| and |cos x| are at most 1, and so are the others' bounds kept.
  @Test func bounds() {
    for x in Function.all[7].points(seed: 5, count: 20_000) {
      #expect(Elementary.sin(x).magnitude <= 1 && Elementary.cos(x).magnitude <= 1)
      #expect(Elementary.tanh(x).magnitude <= 1 && Elementary.erf(x).magnitude <= 1)
      #expect((0...1).contains(Elementary.sigmoid(x)) && Elementary.atan(x).magnitude <= .pi / 2)
    }
  }

  @Test(arguments: ["expm1", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "log1p"])
  func smallNumbersAreTheirOwn(name: String) throws {
    // f(x) = x + O(x²); the slope of erf is 2/√π.
    let function = try #require(Function.all.first { $0.name == name })
    for x in [0x1p-60, 0x1p-500, 0x1p-1030, -0x1.8p-200] { #expect(function.value(x) == x) }
    #expect(Elementary.erf(0x1p-500) == 0x1p-500 * 1.128_379_167_095_512_6)
  }
}
