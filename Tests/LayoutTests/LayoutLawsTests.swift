import Layout
import Testing

/// Laws that hold for every layout, tried on random graphs.
@Suite struct LayoutLawsTests {
  /// A graph with boxes and labels of all sizes, made from a number.
  struct Sample {
    var sizes: [LayoutSize] = []
    var links: [LayoutLink] = []

    init(seed: UInt64) {
      var state = seed
      func random(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let count = 1 + random(18)
      let reach = 1 + random(count)
      for box in 0..<count {
        sizes.append(LayoutSize(width: 5 + random(16), height: 3 + random(4)))
        guard box > 0, random(4) > 0 else { continue }
        for _ in 0...random(3) {
          let label = random(3) == 0 ? LayoutSize(width: 0, height: 0) : LayoutSize(width: 1 + random(9), height: 1)
          links.append(LayoutLink(from: max(0, box - 1 - random(reach)), to: box, label: label))
        }
      }
    }
  }

  @Test(arguments: 0..<40, [false, true])
  func layoutsAreSound(seed: Int, flowsDown: Bool) throws {
    let sample = Sample(seed: UInt64(seed) * 7919 + 1)
    let layering = try #require(Layering(boxCount: sample.sizes.count, links: sample.links))
    let layout = LayeredLayout(
      layering: layering, sizes: sample.sizes, links: sample.links, metrics: .cells(flowsDown: flowsDown))
    check(layout, sample)
    let again = LayeredLayout(
      layering: layering, sizes: sample.sizes, links: sample.links, metrics: .cells(flowsDown: flowsDown))
    #expect(layout == again)
  }

  /// Rows that were split for a narrow screen keep every law, and what fits stays within the screen.
  @Test(arguments: 0..<30)
  func foldedLayoutsAreSound(seed: Int) throws {
    let sample = Sample(seed: UInt64(seed) * 104_729 + 5)
    let layering = try #require(Layering(boxCount: sample.sizes.count, links: sample.links))
    guard let folded = layering.folded(sizes: sample.sizes, links: sample.links, width: 60) else { return }
    #expect(folded.layerCount >= layering.layerCount)
    check(
      LayeredLayout(
        layering: folded, sizes: sample.sizes, links: sample.links, metrics: .cells(flowsDown: true), breadth: 80),
      sample)
  }

  /// What goes on in the next row keeps every law on its way there.
  @Test func layoutsInRowsAreSound() throws {
    var seen = 0
    for seed in 0..<150 {
      let sample = Sample(seed: UInt64(seed) * 6151 + 9)
      let layering = try #require(Layering(boxCount: sample.sizes.count, links: sample.links))
      for rows in 2...4 where rows < layering.layerCount {
        let layout = LayeredLayout(inRows: rows, layering, sizes: sample.sizes, links: sample.links)
        guard let layout else { continue }
        seen += 1
        check(layout, sample)
      }
    }
    #expect(seen > 60)
  }

  /// A chain of four boxes of 8 columns in two rows: two of them a row, and the way back below the first row.
  @Test func aChainGoesOnBelow() throws {
    let links = (0..<3).map { LayoutLink(from: $0, to: $0 + 1) }
    let layering = try #require(Layering(boxCount: 4, links: links))
    let sizes = Array(repeating: LayoutSize(width: 8, height: 3), count: 4)
    let layout = try #require(LayeredLayout(inRows: 2, layering, sizes: sizes, links: links))
    #expect(layout.boxes.map { $0.y } == [0, 0, 4, 4])
    #expect(layout.boxes[2].x < layout.boxes[1].x && layout.boxes[0].x < layout.boxes[1].x)
    // Out to the right, down, back, down and in.
    let way = layout.wires[1].points
    #expect(way.count == 6 && way.map { $0.y } == [1, 1, 3, 3, 5, 5])
    #expect(way[1].x > way[0].x && way[3].x == 0 && way[5].x == layout.boxes[2].x - 1)
    // What would pass a whole row by is not drawn so.
    let far = links + [LayoutLink(from: 0, to: 3)]
    #expect(
      try LayeredLayout(inRows: 4, #require(Layering(boxCount: 4, links: far)), sizes: sizes, links: far) == nil)
  }

  /// What is left over goes between the layers, and never more than there is.
  @Test(arguments: 0..<12, [0, 60, 200])
  func easeKeepsToItsRoom(seed: Int, room: Int) throws {
    let sample = Sample(seed: UInt64(seed) * 31 + 3)
    let layering = try #require(Layering(boxCount: sample.sizes.count, links: sample.links))
    let tight = LayeredLayout(
      layering: layering, sizes: sample.sizes, links: sample.links, metrics: .cells(flowsDown: false), ease: 0)
    let eased = LayeredLayout(
      layering: layering, sizes: sample.sizes, links: sample.links, metrics: .cells(flowsDown: false), room: room)
    check(eased, sample)
    #expect(eased.width <= max(tight.width, room))
    #expect(eased.height == tight.height)
    #expect(tight.width >= layering.leastWidth(sizes: sample.sizes, links: sample.links, flowsDown: false))
  }

  private func check(_ layout: LayeredLayout, _ sample: Sample, sourceLocation: SourceLocation = #_sourceLocation) {
    func fail(_ message: String) { Issue.record("\(message)", sourceLocation: sourceLocation) }
    func require(_ holds: Bool, _ message: String) { if !holds { fail(message) } }
    // Who stands where: boxes from 0 on, labels from 1,000 on.
    var owner = Array(repeating: -1, count: layout.width * layout.height)
    func cell(_ x: Int, _ y: Int) -> Int? {
      guard x >= 0, x < layout.width, y >= 0, y < layout.height else { return nil }
      return y * layout.width + x
    }
    func claim(_ x: Int, _ y: Int, _ who: Int) {
      guard let cell = cell(x, y) else { return fail("\(who) leaves the picture at \(x), \(y)") }
      require(owner[cell] == -1, "\(who) stands on \(owner[cell]) at \(x), \(y)")
      owner[cell] = who
    }
    // Every box once, at least as large as asked for, none over another.
    require(layout.boxes.count == sample.sizes.count, "a box is missing")
    for (index, box) in layout.boxes.enumerated() {
      require(box.width >= sample.sizes[index].width && box.height >= sample.sizes[index].height, "too small")
      for y in box.y..<box.y + box.height {
        for x in box.x..<box.x + box.width { claim(x, y, index) }
      }
    }
    // No label over anything, and a blank before it.
    for (index, wire) in layout.wires.enumerated() {
      let size = sample.links[index].label
      require((wire.label == nil) == (size.width == 0), "a label is missing")
      guard let label = wire.label else { continue }
      for x in label.x - 1..<label.x + size.width { claim(x, label.y, 1_000 + index) }
    }
    // Wires: right angles, through nothing, and cells shared only where two cross.
    var across = Array(repeating: -1, count: owner.count)
    var down = across
    for (index, wire) in layout.wires.enumerated() {
      let source = layout.boxes[sample.links[index].from]
      let target = layout.boxes[sample.links[index].to]
      let first = wire.points[0]
      let last = wire.points[wire.points.count - 1]
      let (right, bottom) = (source.x + source.width - 1, source.y + source.height - 1)
      if !layout.flowsDown {
        require(first.x == right && first.y > source.y && first.y < bottom, "leaves at a corner")
        require(
          last.x == target.x - 1 && last.y > target.y && last.y < target.y + target.height - 1, "enters at a corner")
      } else {
        require(first.y == bottom && first.x > source.x && first.x < right, "leaves at a corner")
        require(
          last.y == target.y - 1 && last.x > target.x && last.x < target.x + target.width - 1, "enters at a corner")
      }
      for (number, (a, b)) in zip(wire.points, wire.points.dropFirst()).enumerated() {
        require((a.x == b.x) != (a.y == b.y), "a wire bends at right angles")
        for y in min(a.y, b.y)...max(a.y, b.y) {
          for x in min(a.x, b.x)...max(a.x, b.x) {
            guard let cell = cell(x, y) else { return fail("a wire leaves the picture") }
            let isStart = number == 0 && x == a.x && y == a.y
            let isFree = owner[cell] == -1 || isStart || owner[cell] == 1_000 + index
            require(isFree, "wire \(index) runs through \(owner[cell]) at \(x), \(y)")
            let isEnd = x == a.x && y == a.y || x == b.x && y == b.y
            // An end of a segment is a corner, an arrowhead or a tee: nobody else may pass there at all.
            for (taken, isParallel) in [(across[cell], a.y == b.y), (down[cell], a.x == b.x)]
            where taken != -1 && taken != index {
              require(!isParallel && !isEnd, "wires \(taken) and \(index) run together at \(x), \(y)")
            }
            if a.y == b.y || isEnd { across[cell] = index }
            if a.x == b.x || isEnd { down[cell] = index }
          }
        }
      }
    }
  }
}
