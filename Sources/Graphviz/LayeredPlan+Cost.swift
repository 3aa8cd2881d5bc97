/// What a layout costs, known before it starts: libgvc cannot be stopped.
extension LayeredPlan {
  /// Small enough to be laid out twice.
  var isSmall: Bool { items.count <= 240 && expectedSeconds < 0.1 }

  /// How long Graphviz 2.42 takes, within a factor of two; later versions are faster. Fitted to layered graphs, trees,
  /// chains and full layers of 300 to 5,000 items: a part grows with the square of the items (places across the flow),
  /// another with the square of the wires between two ranks, the more so the more of them share a target (crossings).
  var expectedSeconds: Double {
    var gaps: [(wires: Int, target: Int, hasMany: Bool, most: Int)] = []
    for path in paths {
      for step in 1..<path.count {
        let (rank, target) = (ranks[path[step]], path[step])
        while gaps.count <= rank { gaps.append((0, -1, false, 1)) }
        gaps[rank].wires += 1
        gaps[rank].hasMany = gaps[rank].hasMany || (gaps[rank].target >= 0 && gaps[rank].target != target)
        gaps[rank].target = target
        gaps[rank].most = max(gaps[rank].most, entering[target])
      }
    }
    let count = Double(items.count)
    return gaps.reduce(1.2e-7 * count * count) { seconds, gap in
      guard gap.hasMany else { return seconds }
      let wires = Double(gap.wires)
      return seconds + wires * wires * (1.2e-6 + 6e-9 * Double(gap.most))
    }
  }
}
