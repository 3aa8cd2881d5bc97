import Layout
import Platform

/// The random graph on which layouts are measured: two operands a box, none further back than 20.
private struct RandomGraph {
  var sizes: [LayoutSize] = []
  var links: [LayoutLink] = []

  init(_ count: Int, seed: UInt64) {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for box in 0..<count {
      sizes.append(LayoutSize(width: 600 + random(900), height: 400 + random(300)))
      guard box > 0 else { continue }
      let operands = [max(0, box - 1 - random(20)), max(0, box - 1 - random(20))]
      for operand in operands[0] == operands[1] ? [operands[0]] : operands {
        links.append(
          LayoutLink(from: operand, to: box, label: LayoutSize(width: 300 + random(500), height: 380)))
      }
    }
  }

  var dot: String {
    var text = "digraph {\nnode [shape=box fixedsize=true]\n"
    for (box, size) in sizes.enumerated() {
      text += "\(box) [width=\(Double(size.height) / 720) height=\(Double(size.width) / 720)]\n"
    }
    for link in links { text += "\(link.from) -> \(link.to)\n" }
    return text + "}\n"
  }
}

/// Layers, order, places and wires, labels and all; beside `dot`, which is given no labels.
func measureLayouts(_ report: inout Report) {
  for (count, bound) in [(100, 0.003), (1_000, 0.04), (3_000, 0.15), (10_000, 0.6)] {
    let graph = RandomGraph(count, seed: 1)
    let time = seconds(count < 3_000 ? 21 : 5) {
      guard let layering = Layering(boxCount: count, links: graph.links, laneLimit: 1_000_000) else { return }
      _ = LayeredLayout(
        layering: layering, sizes: graph.sizes, links: graph.links, metrics: .points(flowsDown: false, scale: 10))
    }
    report.figure("layout of \(count) boxes", milliseconds(time), "≤ \(Int(bound * 1e3)) ms", time <= bound)
  }
  for (count, seeds) in [(100, 1...10), (1_000, 1...2)] as [(Int, ClosedRange<UInt64>)] {
    var (ours, theirs, time) = (0, 0, 0.0)
    let name = "crossings, \(count) boxes : dot -Tplain"
    for seed in seeds {
      let graph = RandomGraph(count, seed: seed)
      ours += Layering(boxCount: count, links: graph.links, laneLimit: 1_000_000)?.crossings ?? 0
      let start = Clock.wall.now
      guard let crossings = crossingsByDot(of: graph) else { return report.skip(name, "no dot") }
      time += Clock.wall.now - start
      theirs += crossings
    }
    report.ratio(name, "\(ours)", "\(theirs)", Double(ours) / Double(theirs), atMost: 1.1)
    report.figure("time of dot, \(count) boxes", milliseconds(time / Double(seeds.count)), "", true)
  }
}

/// `dot -v` says how many crossings are left.
private func crossingsByDot(of graph: RandomGraph) -> Int? {
  let (dot, log) = ("/tmp/edgewise-bench-\(getpid()).dot", "/tmp/edgewise-bench-\(getpid()).log")
  defer {
    unlink(dot)
    unlink(log)
  }
  guard let out = fopen(dot, "w") else { return nil }
  fputs(graph.dot, out)
  fclose(out)
  guard run(["dot", "-v", "-Tplain", dot], errorsTo: log) == 0, let file = fopen(log, "r") else { return nil }
  defer { fclose(file) }
  var found: Int?
  var line = [CChar](repeating: 0, count: 4096)
  while fgets(&line, Int32(line.count), file) != nil {
    // mincross G: 180 crossings, 0.00 secs.
    let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .split(separator: " ")
    if words.first == "mincross", words.count > 3, words[3].hasPrefix("crossings") { found = Int(words[2]) ?? found }
  }
  return found
}
