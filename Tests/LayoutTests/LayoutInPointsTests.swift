import Layout
import Testing

/// What holds for layouts in points: of lessons' figures and of graphs with thousands of boxes.
@Suite struct LayoutInPointsTests {
  private struct Frame {
    var left, top, right, bottom: Int

    func overlaps(_ other: Frame) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private static func layout(_ graph: RandomGraph, flowsDown: Bool = false) throws -> LayeredLayout {
    let layering = try #require(
      Layering(boxCount: graph.sizes.count, links: graph.links, laneLimit: 100_000))
    return LayeredLayout(
      layering: layering, sizes: graph.sizes, links: graph.links, metrics: .points(flowsDown: flowsDown, scale: 10))
  }

  /// All pairs that overlap, with those of one frame's own left out. O(n log n), if few stand above each other.
  private static func overlaps(
    of frames: [(who: Int, frame: Frame)], with others: [(who: Int, frame: Frame)]
  ) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    var active: [(who: Int, frame: Frame, isOther: Bool)] = []
    let all = (frames.map { ($0.who, $0.frame, false) } + others.map { ($0.who, $0.frame, true) })
      .sorted { $0.1.left < $1.1.left }
    for (who, frame, isOther) in all {
      active.removeAll { $0.frame.right <= frame.left }
      for that in active where that.isOther != isOther && that.who != who && that.frame.overlaps(frame) {
        found.append((who, that.who))
      }
      active.append((who, frame, isOther))
    }
    return found
  }

  @Test(arguments: [100, 1_000, 3_000, 10_000])
  func nothingStandsOnAnything(count: Int) throws {
    for flowsDown in count > 100 ? [false] : [false, true] {
      let graph = RandomGraph(count)
      let layout = try Self.layout(graph, flowsDown: flowsDown)
      // Boxes are known by their negative numbers, wires and their labels by the numbers of the links.
      let boxes = layout.boxes.enumerated().map {
        (who: -1 - $0, frame: Frame(left: $1.x, top: $1.y, right: $1.x + $1.width, bottom: $1.y + $1.height))
      }
      var labels: [(who: Int, frame: Frame)] = []
      var wires: [(who: Int, frame: Frame)] = []
      for (index, wire) in layout.wires.enumerated() {
        let size = graph.links[index].label
        let label = try #require(wire.label)
        labels.append(
          (index, Frame(left: label.x, top: label.y, right: label.x + size.width, bottom: label.y + size.height)))
        // Turns are round: they may take all of the room around them.
        for (number, (a, b)) in zip(wire.points, wire.points.dropFirst()).enumerated() {
          var frame = Frame(
            left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x) + 1, bottom: max(a.y, b.y) + 1)
          if number % 2 == 1 {
            let ease = wire.turns[number / 2].ease
            if flowsDown { (frame.top, frame.bottom) = (frame.top - ease, frame.bottom + ease) }
            if !flowsDown { (frame.left, frame.right) = (frame.left - ease, frame.right + ease) }
          } else if number == 0 || number == wire.points.count - 2 {
            // Its ends touch borders.
            if flowsDown, number == 0 { frame.top += 1 } else if number == 0 { frame.left += 1 }
            if flowsDown, number > 0 || wire.turns.isEmpty { frame.bottom -= 1 }
            if !flowsDown, number > 0 || wire.turns.isEmpty { frame.right -= 1 }
          }
          wires.append((index, frame))
        }
      }
      #expect(Self.overlaps(of: wires, with: boxes).isEmpty)
      #expect(Self.overlaps(of: wires, with: labels).isEmpty)
      #expect(Self.overlaps(of: labels, with: boxes).isEmpty)
      #expect(Self.overlaps(of: labels, with: labels.map { (who: $0.who, frame: $0.frame) }).isEmpty)
      #expect(Self.overlaps(of: boxes, with: boxes.map { (who: $0.who, frame: $0.frame) }).isEmpty)
    }
  }

  /// A bend of fewer than ten points looks like a mistake.
  @Test(arguments: 1..<20)
  func wiresAreStraightOrBendVisibly(seed: Int) throws {
    let layout = try Self.layout(RandomGraph(6 + seed, seed: UInt64(seed)))
    for wire in layout.wires {
      var row = wire.points[0].y
      for turn in wire.turns {
        #expect(abs(turn.row - row) >= 100)
        row = turn.row
      }
    }
  }

  /// Wires of one box need not cross each other: of parameters that several sums use, beside some that one uses.
  @Test(arguments: 1..<120)
  func wiresOfOneBoxDoNotCross(seed: Int) throws {
    var graph = RandomGraph(0)
    let (shared, sums) = (2 + seed % 3, 2 + seed % 2)
    var own = seed
    let label = LayoutSize(width: 400, height: 380)
    graph.sizes = Array(repeating: LayoutSize(width: 900, height: 300), count: shared)
    var uses: [(from: Int, sum: Int)] = []
    for sum in 0..<sums {
      for _ in 0..<own % 3 {
        uses.append((graph.sizes.count, sum))
        graph.sizes.append(LayoutSize(width: 900, height: 300))
      }
      uses += (0..<shared).map { ($0, sum) }
      own /= 3
    }
    let first = graph.sizes.count
    graph.sizes += Array(repeating: LayoutSize(width: 1_200, height: 600), count: sums)
    graph.links = uses.map {
      LayoutLink(from: $0.from, to: first + $0.sum, label: $0.from < shared ? LayoutSize(width: 0, height: 0) : label)
    }
    let layout = try Self.layout(graph)
    for (index, (link, wire)) in zip(graph.links, layout.wires).enumerated() {
      for (other, that) in zip(graph.links, layout.wires).prefix(index)
      where other.from == link.from || other.to == link.to {
        #expect(Self.crossings(wire.points, that.points) == 0, "\(link.from)–\(link.to), \(other.from)–\(other.to)")
      }
    }
  }

  /// Of two wires at right angles.
  private static func crossings(_ a: [LayoutPoint], _ b: [LayoutPoint]) -> Int {
    var count = 0
    for (p, q) in zip(a, a.dropFirst()) {
      for (r, s) in zip(b, b.dropFirst()) where (p.x == q.x) != (r.x == s.x) {
        let (x, y) = p.x == q.x ? (p.x, r.y) : (r.x, p.y)
        let isInFirst = p.x == q.x ? min(p.y, q.y) < y && y < max(p.y, q.y) : min(p.x, q.x) < x && x < max(p.x, q.x)
        let isInSecond = r.x == s.x ? min(r.y, s.y) < y && y < max(r.y, s.y) : min(r.x, s.x) < x && x < max(r.x, s.x)
        if isInFirst && isInSecond { count += 1 }
      }
    }
    return count
  }

  /// ŷ = w1·x1 + w2·x2, e = ŷ − y: leaves of a term stand together, the target beside what uses it, the way to the loss is
  /// straight.
  @Test func theDeliveryFigure() throws {
    let size = LayoutSize(width: 600, height: 500)
    let label = LayoutSize(width: 400, height: 380)
    func link(_ from: Int, _ to: Int, _ term: Int) -> LayoutLink {
      LayoutLink(from: from, to: to, term: term, label: label)
    }
    let (x1, x2, y, w1, w2, ŷ, e, loss) = (0, 1, 2, 3, 4, 5, 6, 7)
    let links = [
      link(w1, ŷ, 0), link(x1, ŷ, 0), link(w2, ŷ, 1), link(x2, ŷ, 1), link(ŷ, e, 0), link(y, e, 1), link(e, loss, 0),
    ]
    let layering = try #require(Layering(boxCount: 8, links: links))
    let layout = LayeredLayout(
      layering: layering, sizes: Array(repeating: size, count: 8), links: links,
      metrics: .points(flowsDown: false, scale: 10))
    let tops = [x1, w1, x2, w2].map { layout.boxes[$0].y }
    #expect(tops == tops.sorted() && Set([x1, w1, x2, w2].map { layout.boxes[$0].x }).count == 1)
    func gap(_ a: Int, _ b: Int) -> Int { layout.boxes[b].y - layout.boxes[a].y - layout.boxes[a].height }
    #expect(gap(x1, w1) == 100 && gap(w1, x2) == 220 && gap(x2, w2) == 100)
    #expect(layout.boxes[y].x == layout.boxes[ŷ].x && layout.boxes[y].y > layout.boxes[ŷ].y)
    #expect(layout.wires[4].turns.isEmpty && layout.wires[6].turns.isEmpty)
    #expect(layout.boxes[ŷ].y == layout.boxes[e].y && layout.boxes[e].y == layout.boxes[loss].y)
  }

  /// y = x·x: the box grows until both wires run straight, whoever places it.
  @Test(arguments: [nil, [500, 300, 300, 900]] as [[Int]?])
  func wiresSideBySideAreStraight(_ places: [Int]?) throws {
    let links = Array(repeating: LayoutLink(from: 0, to: 1, label: LayoutSize(width: 800, height: 480)), count: 2)
    let layout = LayeredLayout(
      layering: try #require(Layering(boxCount: 2, links: links)),
      sizes: Array(repeating: LayoutSize(width: 960, height: 620), count: 2), links: links,
      metrics: .points(flowsDown: false, scale: 10), engine: LayoutEngine(name: "any") { _, _, _ in places })
    #expect(layout.wires.allSatisfy { $0.turns.isEmpty })
    #expect(layout.wires[1].points[0].y - layout.wires[0].points[0].y >= 480)
  }

  /// Boxes of two groups stand so far apart that both frames and the second's title have room.
  @Test func framesHaveRoom() throws {
    let links = [LayoutLink(from: 0, to: 2), LayoutLink(from: 1, to: 2)]
    var metrics = LayoutMetrics.points(flowsDown: false, scale: 10)
    (metrics.frameGap, metrics.frameHead) = (70, 150)
    func gap(_ groups: [[Int]]) throws -> Int {
      let layout = LayeredLayout(
        layering: try #require(Layering(boxCount: 3, links: links)),
        sizes: Array(repeating: LayoutSize(width: 960, height: 720), count: 3), links: links, metrics: metrics,
        groups: groups)
      return layout.boxes[1].y - layout.boxes[0].y - layout.boxes[0].height
    }
    #expect(try gap([[0], [1], []]) >= 70 + 150 + 70)
    #expect(try gap([[0], [0], []]) == gap([]))
  }

  @Test func somebodyElsePlacesTheBoxes() throws {
    let graph = RandomGraph(12, seed: 4)
    let layering = try #require(Layering(boxCount: 12, links: graph.links))
    func layout(_ engine: LayoutEngine) -> LayeredLayout {
      LayeredLayout(
        layering: layering, sizes: graph.sizes, links: graph.links, metrics: .points(flowsDown: false, scale: 10),
        engine: engine)
    }
    // Everything as far down as its number says.
    let stairs = LayoutEngine(name: "stairs") { layers, sizes, links in
      #expect(layers.flatMap { $0 }.sorted() == Array(sizes.indices) && links.allSatisfy { $0.weight > 0 })
      return sizes.indices.map { $0 * 3_000 }
    }
    let placed = layout(stairs)
    #expect(placed.engine == "stairs")
    for (a, b) in zip(placed.boxes, placed.boxes.dropFirst()) where a.x == b.x { #expect(a.y + a.height < b.y) }
    let unable = layout(LayoutEngine(name: "unable") { _, _, _ in nil })
    #expect(unable == layout(.edgewise) && unable.engine == "edgewise")
  }
}
