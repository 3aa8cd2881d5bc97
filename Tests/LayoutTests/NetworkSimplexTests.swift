import Testing

@testable import Layout

@Suite struct NetworkSimplexTests {
  private func cost(_ places: [Int], _ edges: [NetworkSimplex.Edge]) -> Int {
    edges.reduce(0) { $0 + $1.weight * (places[$1.head] - places[$1.tail]) }
  }

  private func holds(_ places: [Int], _ edges: [NetworkSimplex.Edge]) -> Bool {
    edges.allSatisfy { places[$0.head] - places[$0.tail] >= $0.length }
  }

  /// Of every assignment of 0 … 7 to five places the cheapest, against what the simplex finds.
  @Test(arguments: 1..<40)
  func noOtherPlacesAreBetter(seed: Int) {
    var state = UInt64(seed)
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var edges: [NetworkSimplex.Edge] = []
    for head in 1..<5 {
      for _ in 0...random(2) {
        edges.append(.init(tail: random(head), head: head, length: random(3), weight: random(4)))
      }
    }
    // Longest paths keep all distances.
    var places = Array(repeating: 0, count: 5)
    for edge in edges { places[edge.head] = max(places[edge.head], places[edge.tail] + edge.length) }
    for edge in edges { places[edge.head] = max(places[edge.head], places[edge.tail] + edge.length) }
    var simplex = NetworkSimplex(places: places, edges: edges)
    var effort = 10_000
    simplex.solve(effort: &effort)
    #expect(effort > 0 && holds(simplex.places, edges))
    var best = Int.max
    for number in 0..<32_768 {
      let tried = (0..<5).map { (number >> (3 * $0)) & 7 }
      if holds(tried, edges) { best = min(best, cost(tried, edges)) }
    }
    #expect(cost(simplex.places, edges) == best)
    simplex.balance(step: 0)
    #expect(holds(simplex.places, edges) && cost(simplex.places, edges) == best)
  }

  @Test func withoutEffortNothingMoves() {
    var simplex = NetworkSimplex(places: [0, 9], edges: [.init(tail: 0, head: 1, length: 1, weight: 1)])
    var effort = 0
    simplex.solve(effort: &effort)
    #expect(simplex.places == [0, 9])
    effort = 10
    simplex.solve(effort: &effort)
    #expect(simplex.places[1] - simplex.places[0] == 1 && effort == 9)
  }

  /// Neighbours that stand in each other's way share a median of all their wishes.
  @Test func placesFollowTheirWishes() {
    var fit = IsotonicFit()
    for wish in [5, 3, 8] { fit.append([(wish, 1)]) }
    #expect(fit.places == [4, 4, 8])
    fit = IsotonicFit()
    // What weighs more decides, and a wish for the middle of two is met there.
    fit.append([(6, 1)])
    fit.append([(2, 3)])
    fit.append([(10, 1), (20, 1)])
    #expect(fit.places == [2, 2, 15])
  }
}
