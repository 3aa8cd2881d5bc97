/// Slopes of the output along single entries of leaves, with what is known of their errors.
struct CentralDifferences {
  private let backward: BackwardTrace
  private var graph: Graph { backward.graph }
  /// What the leaves hold in the trace where that is not what they were recorded with.
  private let bindings: [Int: Tensor]
  /// Nodes with a boundary on which the output depends.
  private let bounded: [Int]
  /// The weights with which the output's entries are summed: the seed.
  private let seed: [Double]
  /// |output|.
  private let magnitude: Double
  /// First-order bound for the round-off in the output: ε·Σ |value·adjoint| over all nodes and entries.
  private let roundOff: Double
  /// How many entries can be tried, and how many node values may still be computed for second opinions.
  let affordableEntries: Int
  private var secondOpinions: Int

  init(of backward: BackwardTrace) {
    self.backward = backward
    let graph = backward.graph
    let output = backward.output
    let needed = graph.nodesNeeded(for: output)
    var bindings: [Int: Tensor] = [:]
    var bounded: [Int] = []
    var size = 0
    var sensitivity = 0.0
    for node in 0...output {
      size += graph.shape(of: node).count
      guard needed[node] else { continue }
      if graph.operandCount(of: node) == 0 {
        let value = backward.trace.value(of: node)
        if value != graph.leafValue(of: node) { bindings[node] = value }
      } else if graph.operation(of: node).boundary.exists {
        bounded.append(node)
      }
      if graph.shape(of: node).isScalar {
        sensitivity += abs(backward.trace.scalar(of: node) * backward.scalarAdjoint(of: node))
      } else {
        let value = backward.trace.value(of: node).scalars
        for (number, adjoint) in zip(value, backward.adjoint(of: node).scalars) {
          sensitivity += abs(number * adjoint)
        }
      }
    }
    self.bindings = bindings
    self.bounded = bounded
    seed = backward.adjoint(of: output).scalars
    let outputValue = backward.trace.value(of: output).scalars
    magnitude = abs(zip(seed, outputValue).reduce(0) { $0 + $1.0 * $1.1 })
    roundOff = sensitivity * Double.ulpOfOne
    let affordableTraces = 400_000_000 / max(size, 1)
    affordableEntries = min(max(affordableTraces / 2, 200), 100_000)
    secondOpinions = min(max(affordableTraces / 30, 8), 10_000)
  }

  /// Whether the analytic derivative agrees with the slope, and the slope; nil where no slope can be believed.
  mutating func verdict(on analytic: Double, leaf: Int, entry: Int) -> (slope: Double, agrees: Bool)? {
    guard analytic.isFinite else { return nil }
    let tolerance = 1e-6 * max(1, abs(analytic), magnitude)
    let step = 6e-6 * max(1, abs(backward.trace.value(of: leaf).scalars[entry]))
    if let first = slope(leaf: leaf, entry: entry, step: step), abs(analytic - first.slope) <= tolerance {
      return (first.slope, true)
    }
    guard secondOpinions > 0 else { return nil }
    secondOpinions -= 1
    guard let best = bestSlope(leaf: leaf, entry: entry, around: step) else { return nil }
    let distance = abs(analytic - best.slope)
    if distance <= tolerance { return (best.slope, true) }
    return distance <= 4 * best.error ? nil : (best.slope, false)
  }

  private struct Estimate {
    let slope: Double
    let error: Double
  }

  /// Richardson's extrapolation over steps from 256 times to 2^-20 of the given one: of the pairs of neighbouring
  /// steps that one whose estimated error (truncation: how far the two are apart; round-off: the bound) is least.
  private func bestSlope(leaf: Int, entry: Int, around step: Double) -> Estimate? {
    var best: Estimate?
    var coarse: Estimate?
    for power in -4...10 {
      var width = step
      for _ in 0..<abs(power) { width *= power < 0 ? 4 : 0.25 }
      let fine = slope(leaf: leaf, entry: entry, step: width)
      if let fine, let coarse {
        let difference = fine.slope - coarse.slope
        let error = abs(difference) + fine.error
        if error < best?.error ?? .infinity {
          best = Estimate(slope: fine.slope + difference / 15, error: error)
        }
      }
      coarse = fine
    }
    return best
  }

  /// (f(x + h) − f(x − h)) / 2h, with the bound for its round-off; nil if a value is not finite or a boundary is
  /// crossed between the two.
  private func slope(leaf: Int, entry: Int, step: Double) -> Estimate? {
    let center = backward.trace.value(of: leaf).scalars[entry]
    let (above, below) = (center + step, center - step)
    // The step that the rounded ends really make.
    let width = above - below
    guard width > 0,
      let upper = output(leaf: leaf, entry: entry, at: above),
      let lower = output(leaf: leaf, entry: entry, at: below)
    else { return nil }
    let slope = (upper - lower) / width
    return slope.isFinite ? Estimate(slope: slope, error: 4 * roundOff / width) : nil
  }

  private func output(leaf: Int, entry: Int, at number: Double) -> Double? {
    let value = backward.trace.value(of: leaf)
    var scalars = value.scalars
    scalars[entry] = number
    var bindings = bindings
    bindings[leaf] = Tensor(shape: value.shape, scalars: scalars)
    let trace = backward.trace.forwardTrace(at: bindings)
    if bounded.contains(where: { backward.trace.crosses($0, to: trace) }) { return nil }
    let output = trace.value(of: backward.output).scalars
    let sum = zip(seed, output).reduce(0) { $0 + $1.0 * $1.1 }
    return sum.isFinite ? sum : nil
  }
}

extension Boundary {
  var exists: Bool { if case .none = self { false } else { true } }
}
