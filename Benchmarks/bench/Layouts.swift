import Layout
import Platform

// The graph of the layout's tests; its file lies there.
extension RandomGraph {
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
