import ElementaryFunctions
import Testing

/// Eight numbers at a time have the very bits that one has.
@Suite struct ArrayTests {
  typealias Map = @Sendable (UnsafePointer<Double>, UnsafePointer<Int32>?, UnsafeMutablePointer<Double>, Int) -> Void

  static let maps: [(String, Map)] = [
    ("exp", { Elementary.exp($0, at: $1, to: $2, count: $3) }),
    ("log", { Elementary.log($0, at: $1, to: $2, count: $3) }),
    ("tanh", { Elementary.tanh($0, at: $1, to: $2, count: $3) }),
    ("sigmoid", { Elementary.sigmoid($0, at: $1, to: $2, count: $3) }),
    ("softplus", { Elementary.softplus($0, at: $1, to: $2, count: $3) }),
    ("sin", { Elementary.sin($0, at: $1, to: $2, count: $3) }),
    ("cos", { Elementary.cos($0, at: $1, to: $2, count: $3) }),
  ]

  static func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }

  @Test(arguments: maps) func sameBits(name: String, map: Map) throws {
    let function = try #require(Function.all.first { $0.name == name })
    let special: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -700, 700, 720,
      -750,
      .pi, 0x1p-5, 1e22,
    ]
    var points = function.points(seed: 11, count: 20_000)
    for (place, x) in special.enumerated() { points[place * 61 + 5] = x }
    var values = Array(repeating: 0.0, count: points.count)
    map(points, nil, &values, points.count)
    for (x, y) in zip(points, values) { #expect(Self.isSame(y, function.value(x)), "\(name)(\(x))") }
  }

  /// From anywhere, any number of them, and nothing behind is touched.
  @Test(arguments: maps) func placesAndLengths(name: String, map: Map) throws {
    let function = try #require(Function.all.first { $0.name == name })
    let points = function.points(seed: 13, count: 100)
    for count in 0...33 {
      let places = (0..<count).map { Int32($0 * 37 % 100) }
      var values = Array(repeating: -7.0, count: 40)
      map(points, places, &values, count)
      for (place, value) in values.enumerated() {
        let expected = place < count ? function.value(points[Int(places[place])]) : -7
        #expect(Self.isSame(value, expected))
      }
    }
  }
}
