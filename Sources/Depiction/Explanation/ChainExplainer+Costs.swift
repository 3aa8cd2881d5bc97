import Autodiff
import Letters
import Pictures

extension ChainExplainer {
  /// What each way of computing costs on this very graph.
  func costs(_ mode: ExplanationMode) -> Explanation.Section {
    var numbers = 0
    var visits = PathCount.none
    var paths = PathCount.none
    var factors = PathCount.none
    var onPath: Set<ChainEdge> = []
    let passages = sources.prefix(Depiction.countedDerivatives).map { ($0, chain.passage(from: $0, to: output)) }
    for (source, passage) in passages {
      let size = graph.shape(of: source).count
      numbers += size
      visits += .exactly(UInt64(passage.edges.count) * UInt64(size))
      let count = passage.pathCount
      paths += count.paths
      factors += count.edges
      onPath.formUnion(passage.edges)
    }
    let isScalar = onPath.allSatisfy {
      graph.shape(of: $0.source).isScalar && graph.shape(of: $0.target).isScalar
    }
    let each = isScalar ? ", one multiplication each" : ""
    let noun = counted(numbers, "derivative")
    let reverse =
      Prose("Reverse mode: 1 sweep back from ") + notation.name(output)
      + " over \(counted(onPath.count, "edge"))\(each); it gives \(numbers == 1 ? "the derivative" : numbers == 2 ? "both derivatives" : "all " + noun)."
    let forward =
      Prose("Forward mode: \(counted(numbers, "sweep")), one for each number of the \(kind), over ")
      + "\(several(visits, "edge")) in all."
    let single = Prose("Path by path: \(several(paths, "path")) with \(several(factors, "factor")).")
    var lines = mode == .reverse ? [reverse, forward] : [forward, reverse]
    lines.append(single)
    let left = sources.count - passages.count
    if left > 0 { lines.append("Counted for the first \(passages.count) of \(sources.count) \(kind).") }
    return .init("What it costs", [.list(lines)])
  }

  private func several(_ count: PathCount, _ noun: String) -> String {
    count == .exactly(1) ? "1 \(noun)" : "\(count) \(noun)s"
  }
}

extension Depiction {
  /// For more derivatives nothing is counted.
  static let countedDerivatives = 64
}
