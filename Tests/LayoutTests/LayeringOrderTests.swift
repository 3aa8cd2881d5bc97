import Layout
import Testing

@Suite struct LayeringOrderTests {
  private func layering(_ count: Int, _ pairs: [(Int, Int)]) -> Layering? {
    Layering(boxCount: count, links: pairs.map { LayoutLink(from: $0.0, to: $0.1) })
  }

  /// Two trees written across each other: an order without crossings exists and is found.
  @Test func crossingsGoAwayWhereTheyCan() throws {
    let pairs = [(0, 4), (2, 4), (1, 5), (3, 5), (4, 6), (5, 7)]
    #expect(try #require(layering(8, pairs)).crossings == 0)
    // K(3,3) cannot be drawn in two layers with fewer than 9.
    let complete = (0..<3).flatMap { a in (3..<6).map { (a, $0) } }
    #expect(try #require(layering(6, complete)).crossings == 9)
  }

  @Test func aGraphThatIsNotInOrderIsRefused() {
    #expect(layering(2, [(1, 0)]) == nil)
    #expect(layering(2, [(0, 0)]) == nil)
    #expect(layering(2, [(0, 2)]) == nil)
    #expect(layering(2, [(-1, 1)]) == nil)
    #expect(layering(0, [])?.layerCount == 0)
  }

  @Test func lanesAreBounded() {
    // 100 edges that each skip 199 layers.
    let chain = (0..<200).map { ($0, $0 + 1) } + (0..<100).map { _ in (0, 200) }
    let links = chain.map { LayoutLink(from: $0.0, to: $0.1) }
    #expect(Layering(boxCount: 201, links: links, laneLimit: 4_000) == nil)
    #expect(Layering(boxCount: 201, links: links, laneLimit: 100_000) != nil)
  }
}
