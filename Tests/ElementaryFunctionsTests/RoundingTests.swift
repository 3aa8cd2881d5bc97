import ElementaryFunctions
import Foundation
import Testing

/// The error is at most one unit in the last place: beside mpmath's correctly rounded values at a thousand points a function.
@Suite struct RoundingTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// The last 32 bits of each value, eight digits each. What agrees in them and not elsewhere would be off by 2^32 units.
  static func words(_ name: String) throws -> [UInt32] {
    let text = try String(contentsOf: folder.appending(path: name + ".bits"), encoding: .utf8)
    let digits = Array(text.utf8.filter { $0 != 10 })
    return stride(from: 0, to: digits.count, by: 8).compactMap {
      UInt32(String(decoding: digits[$0..<$0 + 8], as: UTF8.self), radix: 16)
    }
  }

  static func distance(_ value: Double, _ word: UInt32) -> Int32 {
    Int32(bitPattern: UInt32(truncatingIfNeeded: value.bitPattern) &- word)
  }

  @Test(arguments: Array(Function.all.enumerated()))
  func withinOneUnit(seed: Int, function: Function) throws {
    let words = try Self.words(function.name)
    #expect(words.count == 1000)
    for (x, word) in zip(function.points(seed: UInt64(seed), count: 1000), words) {
      let y = function.value(x)
      #expect((-1...1).contains(Self.distance(y, word)), "\(function.name)(\(x)) = \(y)")
    }
  }

  @Test(arguments: [
    ("pow", 23, [Exponents(low: -30, high: 30, isSigned: false), Exponents(low: -4, high: 4, isSigned: false)]),
    ("atan2", 24, [Exponents(low: -40, high: 2), Exponents(low: -1022, high: 1023)]),
  ])
  func ofTwoWithinOneUnit(name: String, seed: UInt64, first: [Exponents]) throws {
    let second = name == "pow" ? [Exponents(low: -20, high: 5), Exponents(low: -20, high: 9)] : first
    var random = SplitMix64(state: seed)
    for (place, word) in try Self.words(name).enumerated() {
      let x = first[place % 2].draw(&random)
      let y = second[place % 2].draw(&random)
      let value = name == "pow" ? Elementary.pow(x, y) : Elementary.atan2(x, y)
      #expect((-1...1).contains(Self.distance(value, word)), "\(name)(\(x), \(y)) = \(value)")
    }
  }
}
