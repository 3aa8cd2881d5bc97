import Testing

@testable import Layout

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

  /// Two units that are fed alike cross as often in either order, so the first of the file stands first; so do its leaves.
  @Test func theAuthorsOrderIsKept() throws {
    // 0 and 1 feed 4 and 5, with a weight of their own each; both feed 6.
    let pairs = [(0, 4), (1, 4), (2, 4), (0, 5), (1, 5), (3, 5), (4, 6), (5, 6)]
    let layering = try #require(self.layering(7, pairs))
    #expect(layering.crossings == 1)
    #expect(layering.layers == [[2, 0, 1, 3], [4, 5], [6]])
  }

  /// One more leaf beside what uses it leaves the order of all else as it is.
  @Test(arguments: 1..<12)
  func aLeafMovesNothingElse(seed: Int) throws {
    let graph = RandomGraph(24, seed: UInt64(seed))
    let before = try #require(Layering(boxCount: 24, links: graph.links))
    for user in 1..<24 {
      var links = graph.links
      // The new box is the first, so all others move up by one.
      for index in links.indices {
        links[index].from += 1
        links[index].to += 1
      }
      links.append(LayoutLink(from: 0, to: user + 1, term: 2))
      let after = try #require(Layering(boxCount: 25, links: links))
      let shown = after.layers.map { $0.filter { 0 < $0 && $0 < 25 }.map { $0 - 1 } }.filter { !$0.isEmpty }
      #expect(shown == before.layers.map { $0.filter { $0 < 24 } })
      let layer = try #require(after.layers.firstIndex { $0.contains(user + 1) })
      #expect(after.layers[layer - 1].contains(0))
    }
  }

  /// Wires of one source keep apart on their whole way, and so do those of one target.
  @Test(arguments: 1..<12)
  func wiresOfOneSourceDoNotCross(seed: Int) throws {
    let graph = RandomGraph(40, seed: UInt64(seed))
    let layering = try #require(Layering(boxCount: 40, links: graph.links))
    var position = Array(repeating: 0, count: layering.layerOfItem.count)
    for layer in layering.layers { for (place, item) in layer.enumerated() { position[item] = place } }
    for (index, a) in layering.pieces.enumerated() {
      for b in layering.pieces[..<index] where layering.layerOfItem[a.from] == layering.layerOfItem[b.from] {
        guard graph.links[a.link].from == graph.links[b.link].from else { continue }
        #expect((position[a.from] - position[b.from]) * (position[a.to] - position[b.to]) >= 0)
      }
    }
  }
}
