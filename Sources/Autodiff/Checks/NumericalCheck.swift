/// The analytic gradient beside central differences, on the leaves.
///
/// |analytic − central| ≤ 1e-6·max(1, |analytic|, |output|) with h = 6e-6·max(1, |x|); of a large leaf a fixed
/// sample of 200 entries. Where the difference is too large, or a kink lies within the step, other steps are tried
/// before the gradient is called wrong: the steps' disagreement among themselves, and a bound for the round-off in
/// the output, say how far a central difference can be believed.
package struct NumericalCheck: Sendable {
  package struct Entry: Sendable, Hashable {
    package let leaf: Int
    /// Row-major index into the leaf's entries.
    package let entry: Int
    package let analytic: Double
    package let central: Double
    package let agrees: Bool
  }
  /// What was compared, by leaf and entry.
  package let entries: [Entry]
  /// Leaves of which nothing could be compared, in ascending order: the output depends on them through a kink, tie,
  /// jump or domain edge hit exactly, a value is not finite, or no step gives a difference to be believed. Leaves that only
  /// say which row or class is meant are left out altogether.
  package let skipped: [Int]
  /// How many entries the leaves have in all, skipped ones too: more than `entries` if only a sample was tried.
  package let entryCount: Int

  /// Whether no gradient is wrong.
  package var agrees: Bool { entries.allSatisfy { $0.agrees } }
}

extension BackwardTrace {
  /// Compares ∂output/∂leaf with central differences.
  /// - Parameter leaves: the leaves to check.
  /// Complexity: two forward traces for each entry tried; at most 200 entries of a leaf, and in graphs of above
  /// 5,000 nodes so few entries in all that about 2·10^8 nodes are computed.
  package func numericalCheck(of leaves: [Int]) -> NumericalCheck {
    let (needed, moving) = (graph.ancestors(of: output), graph.ancestors(of: output, by: .value))
    let leaves = Array(Set(leaves)).sorted().filter { !needed[$0] || moving[$0] }
    let unsmooth = graph.ancestors(of: trace.singularities(for: output, by: leaves).map { $0.node })
    var differences = CentralDifferences(of: self)

    var candidates: [(leaf: Int, entry: Int)] = []
    var skipped = Set<Int>()
    for leaf in leaves {
      if unsmooth[leaf] {
        skipped.insert(leaf)
      } else {
        let count = graph.shape(of: leaf).count
        candidates += count.stratified(sampling: 200).map { (leaf, $0) }
      }
    }

    let tried = candidates.count.stratified(sampling: differences.affordableEntries).map { candidates[$0] }
    var entries: [NumericalCheck.Entry] = []
    var next = 0
    while next < tried.count {
      let leaf = tried[next].leaf
      let analytic = adjoint(of: leaf).scalars
      let values = trace.value(of: leaf).scalars
      let before = entries.count
      while next < tried.count, tried[next].leaf == leaf {
        let entry = tried[next].entry
        next += 1
        let place = CentralDifferences.Place(leaf: leaf, entry: entry, center: values[entry])
        guard let verdict = differences.verdict(on: analytic[entry], at: place) else { continue }
        entries.append(
          NumericalCheck.Entry(
            leaf: leaf, entry: entry, analytic: analytic[entry], central: verdict.slope, agrees: verdict.agrees))
      }
      if entries.count == before { skipped.insert(leaf) }
    }
    return NumericalCheck(
      entries: entries, skipped: skipped.sorted(),
      entryCount: leaves.reduce(0) { $0 + graph.shape(of: $1).count })
  }
}

extension Int {
  /// All of `0 ..< self`, or `limit` of them, one out of each of so many equal parts. Within its part the place moves
  /// on by the golden ratio, so that a matrix is not sampled along one of its columns only.
  func stratified(sampling limit: Int) -> [Int] {
    guard self > limit else { return Array(0..<self) }
    return (0..<limit).map { part in
      let low = part * self / limit
      let high = (part + 1) * self / limit
      let turn = Double(part) * 0.618_033_988_749_894_9
      let fraction = turn - turn.rounded(.down)
      return Swift.min(low + Int(fraction * Double(high - low)), high - 1)
    }
  }
}
