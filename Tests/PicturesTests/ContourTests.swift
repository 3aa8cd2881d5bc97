import Pictures
import Testing

@Suite struct ContourTests {
  private func grid(_ count: Int = 81, _ value: (Double, Double) -> Double) -> ScalarGrid {
    ScalarGrid(
      x: Axis("x", from: -2, to: 2), y: Axis("y", from: -2, to: 2), columns: count, rows: count, value: value)
  }

  private func length(_ line: [Plot.Point]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { sum, pair in
      let (dx, dy) = (pair.1.x - pair.0.x, pair.1.y - pair.0.y)
      return sum + (dx * dx + dy * dy).squareRoot()
    }
  }

  /// The area that outlines enclose by the even-odd rule, if none crosses another (shoelace formula).
  private func area(_ line: [Plot.Point]) -> Double {
    abs(zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }) / 2
  }

  @Test("x² + y² = 1 is one closed circle of circumference 2π") func circle() throws {
    let lines = grid { $0 * $0 + $1 * $1 }.lines(at: 1)
    let line = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(line.first == line.last)
    #expect(abs(length(line) - 2 * .pi) < 0.01)
    for point in line { #expect(abs(point.x * point.x + point.y * point.y - 1) < 0.002) }
  }

  @Test("a straight contour of a plane goes from border to border") func plane() throws {
    let lines = grid(9) { $0 + $1 }.lines(at: 0.5)
    #expect(lines.count == 1)
    for point in lines[0] { #expect(abs(point.x + point.y - 0.5) < 1e-12) }
    #expect(abs(length(lines[0]) - 3.5 * 2.0.squareRoot()) < 1e-9)
  }

  @Test("what lies below a level is closed along the border") func regions() {
    let disc = grid { $0 * $0 + $1 * $1 }.region(below: 1)
    #expect(disc.count == 1 && abs(area(disc[0]) - .pi) < 0.01)
    let half = grid { x, _ in x }.region(below: 0)
    #expect(half.count == 1 && abs(area(half[0]) - 8) < 1e-6)
    let all = grid { _, _ in 0 }.region(below: 1)
    #expect(all.count == 1 && abs(area(all[0]) - 16) < 1e-6)
    #expect(grid { _, _ in 2 }.region(below: 1).isEmpty)
  }

  @Test("xy = 0.25 has two branches, one in each quadrant") func hyperbola() {
    let lines = grid { $0 * $1 }.lines(at: 0.25)
    #expect(lines.count == 2)
    for line in lines { #expect(Set(line.map { $0.x > 0 }).count == 1) }
  }

  @Test("squares with a corner without number are left out") func holes() {
    let lines = grid { x, y in x < 0 ? .nan : x * x + y * y }.lines(at: 1)
    #expect(lines.count == 1)
    #expect(lines[0].allSatisfy { $0.x >= 0 && $0.x.isFinite && $0.y.isFinite })
  }

  @Test("levels of a surface over decades are round and of all sizes; of a saddle they lie on both sides of 0")
  func levels() {
    let valley = grid { x, y in x * x + 100 * y * y }.levels(atMost: 11)
    #expect(valley.count > 4 && valley.count <= 11)
    #expect(valley.last.map { $0 / valley[0] > 100 } == true)
    let saddle = grid { x, y in x * x - y * y }.levels(atMost: 11)
    #expect(saddle.contains(0) && saddle.contains(1) && saddle.contains(-1))
    #expect(grid { _, _ in 3 }.levels(atMost: 11).isEmpty)
    #expect(grid { _, _ in .nan }.levels(atMost: 11).isEmpty)
  }
}
