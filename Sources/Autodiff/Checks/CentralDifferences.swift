/// Slopes of the output along single entries of leaves, with what is known of their errors.
struct CentralDifferences {
  private let backward: BackwardTrace
  /// Holds the leaves' values of the trace, but for the entry that is moved.
  private let tape: GradientTape
  /// Nodes with a boundary on which the output depends, and where they stand.
  private let bounded: [(node: Int, boundary: Boundary, sides: Sides)]
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
    // Of what is detached nothing flows back, so that it must not move.
    let graph = backward.graph.holdingDetached(of: backward.trace)
    let output = backward.output
    let needed = graph.ancestors(of: output)
    let tape = GradientTape(graph, output: output, isForValues: true)
    var bounded: [(node: Int, boundary: Boundary, sides: Sides)] = []
    var size = 0
    var sensitivity = 0.0
    for node in 0...output {
      size += graph.shape(of: node).count
      guard needed[node] else { continue }
      if graph.operandCount(of: node) == 0 {
        tape.setLeaf(node, to: backward.trace.value(of: node))
      } else {
        let boundary = graph.operation(of: node).boundary
        if boundary.hasSides { bounded.append((node, boundary, Sides(of: node, at: boundary, in: backward.trace))) }
      }
      if graph.shape(of: node).isScalar {
        sensitivity += Self.sensitivity(backward.trace.scalar(of: node), backward.scalarAdjoint(of: node))
      } else {
        for (number, adjoint) in zip(backward.trace.numbers(of: node), backward.numbers(of: node)) {
          sensitivity += Self.sensitivity(number, adjoint)
        }
      }
    }
    self.tape = tape
    self.bounded = bounded
    seed = backward.adjoint(of: output).scalars
    let outputValue = backward.trace.value(of: output).scalars
    magnitude = abs(zip(seed, outputValue).reduce(0) { $0 + $1.0 * $1.1 })
    roundOff = sensitivity * Double.ulpOfOne
    let affordableTraces = 200_000_000 / max(size, 1)
    // As many as are a fair sample; of what takes a tenth of a second each only a few.
    let fairSample = min(200, max(250_000_000 / max(size, 1), 8))
    affordableEntries = min(max(affordableTraces / 2, fairSample), 20_000)
    secondOpinions = min(max(affordableTraces / 60, 8), 10_000)
  }

  /// What does not count, such as a masked −∞, has no error either.
  private static func sensitivity(_ number: Double, _ adjoint: Double) -> Double {
    adjoint == 0 ? 0 : abs(number * adjoint)
  }

  /// One number of a leaf.
  struct Place {
    let leaf: Int
    let entry: Int
    /// Its value in the trace.
    let center: Double
  }

  /// Whether the analytic derivative agrees with the slope, and the slope; nil where no slope can be believed.
  mutating func verdict(on analytic: Double, at place: Place) -> (slope: Double, agrees: Bool)? {
    guard analytic.isFinite else { return nil }
    let tolerance = 1e-6 * max(1, abs(analytic), magnitude)
    let step = 6e-6 * max(1, abs(place.center))
    if let first = slope(at: place, step: step), abs(analytic - first.slope) <= tolerance {
      return (first.slope, true)
    }
    guard secondOpinions > 0 else { return nil }
    secondOpinions -= 1
    guard let best = bestSlope(at: place, around: step) else { return nil }
    let distance = abs(analytic - best.slope)
    if distance <= tolerance { return (best.slope, true) }
    return distance <= 4 * best.error ? nil : (best.slope, false)
  }

  private struct Estimate {
    let slope: Double
    let error: Double
  }

  /// Richardson's extrapolation over steps from 256 times the given one down to the entry's last digits: of the pairs of
  /// neighbouring steps that one whose estimated error (truncation: how far the two are apart; round-off: the bound) is
  /// least, among those that no finer pair contradicts. A wave that is much shorter than the steps has small differences
  /// that agree among themselves, but not with the finer ones.
  private func bestSlope(at place: Place, around step: Double) -> Estimate? {
    var pairs: [Estimate] = []
    var coarse: Estimate?
    var width = 256 * step
    let least = max(4 * place.center.magnitude.ulp, step / 0x1p48)
    while width > least {
      let fine = slope(at: place, step: width)
      if let fine, let coarse {
        let difference = fine.slope - coarse.slope
        pairs.append(Estimate(slope: fine.slope + difference / 15, error: abs(difference) + fine.error))
      }
      coarse = fine
      width /= 4
    }
    return pairs.indices.filter { index in
      pairs[index...].allSatisfy { finer in
        abs(finer.slope - pairs[index].slope) <= 4 * (finer.error + pairs[index].error)
      }
    }.min { pairs[$0].error < pairs[$1].error }.map { pairs[$0] }
  }

  /// (f(x + h) − f(x − h)) / 2h, with the bound for its round-off; nil if a value is not finite or a boundary is
  /// crossed between the two.
  private func slope(at place: Place, step: Double) -> Estimate? {
    let (above, below) = (place.center + step, place.center - step)
    // The step that the rounded ends really make.
    let width = above - below
    guard width > 0,
      let upper = output(at: place, moved: above),
      let lower = output(at: place, moved: below)
    else { return nil }
    let slope = (upper - lower) / width
    return slope.isFinite ? Estimate(slope: slope, error: 4 * roundOff / width) : nil
  }

  private func output(at place: Place, moved number: Double) -> Double? {
    tape.setLeaf(place.leaf, entry: place.entry, to: number)
    tape.evaluate()
    defer { tape.setLeaf(place.leaf, entry: place.entry, to: place.center) }
    let values = TapeValues(tape: tape)
    if bounded.contains(where: { Sides(of: $0.node, at: $0.boundary, in: values) != $0.sides }) { return nil }
    let sum = seed.indices.reduce(0) { $0 + seed[$1] * tape.value(of: tape.output, entry: $1) }
    return sum.isFinite ? sum : nil
  }
}

/// A tape's values as of its last evaluation.
private struct TapeValues: NodeValues {
  let tape: GradientTape
  var graph: Graph { tape.graph }
  var plan: Plan { tape.plan }
  func scalar(of node: Int) -> Double { tape.value(of: node) }
  func value(of node: Int) -> Tensor {
    let shape = tape.graph.shape(of: node)
    return Tensor(shape: shape, scalars: (0..<shape.count).map { tape.value(of: node, entry: $0) })
  }
}

extension Graph {
  /// The same nodes under the same indices, but those that stop the gradient are leaves with the values that they have
  /// in a trace: of this graph the derivatives are differences.
  fileprivate func holdingDetached(of trace: ForwardTrace) -> Graph {
    let detached = (0..<nodeCount).filter { primitive(of: $0) == .detach }
    return rebuilt(leaves: Dictionary(uniqueKeysWithValues: detached.map { ($0, trace.value(of: $0)) }))
  }
}

extension Boundary {
  /// Whether it divides the domain. A single point does not.
  fileprivate var hasSides: Bool {
    switch self {
    case .none, .equalEntries, .zeroEntries: false
    case .zero, .equality, .whole, .half, .edges, .cut, .pole, .zeroBase, .sharedExtreme, .singular: true
    }
  }
}
