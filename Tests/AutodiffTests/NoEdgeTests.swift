// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Testing

@testable import Autodiff

/// Comparisons, conditions, detach and indices have no edge for the gradient: what lies only behind them gets none, even where a
/// slope there is infinite. All values are PyTorch's (2.13, float64).
@Suite("No gradient flows through what has no edge")
struct NoEdgeTests {
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let gradient: Double
    var x = 0.0
    /// By forward mode, where that differs.
    var tangent: Double?
    let draw: @Sendable (Sketch.Node) -> Sketch.Node
  }

  static let cases: [Case] = [
    Case(description: "where(1/x > 5, x, 2x)", gradient: 1) { x in
      x.sketch.record(
        .choose, .none, x.sketch.record(.compare(.greater), .none, 1 / x, x.sketch.literal(5)), x, 2 * x)
    },
    Case(description: "where(√x, x, 5x)", gradient: 5) { x in
      x.sketch.record(.choose, .none, x(.map(.sqrt)), x, 5 * x)
    },
    Case(description: "(√x < 1)·x", gradient: 1) { x in
      x.sketch.record(.compare(.less), .none, x(.map(.sqrt)), x.sketch.literal(1)) * x
    },
    Case(description: "3x + detach(√x)", gradient: 3) { x in x * 3 + x(.map(.sqrt))(.detach) },
    Case(description: "x·detach(1/x)", gradient: .infinity) { x in x * (1 / x)(.detach) },
    // Floor and sign have an edge, of 0, and 0 times infinity is no number.
    Case(description: "floor(1/x) + x", gradient: .nan) { x in (1 / x)(.map(.floor)) + x },
    Case(description: "sign(1/x) + x", gradient: .nan) { x in (1 / x)(.map(.sign)) + x },
    // Of what arrives it hands on 0, however much that is.
    Case(description: "√floor(x)", gradient: 0, x: 0.5, tangent: .nan) { x in x(.map(.floor))(.map(.sqrt)) },
    // An untaken branch has an edge too.
    Case(description: "where(x > 0, √x, x)", gradient: .nan) { x in
      x.sketch.record(
        .choose, .none, x.sketch.record(.compare(.greater), .none, x, x.sketch.literal(0)), x(.map(.sqrt)), x)
    },
  ]

  private func expect(_ actual: Double, _ wanted: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    let isSame = wanted.isNaN ? actual.isNaN : actual == wanted
    #expect(isSame, "\(actual) for \(wanted)", sourceLocation: sourceLocation)
  }

  @Test("reverse mode, forward mode, the tape, contributions and regions say the same", arguments: cases)
  func gradients(_ one: Case) {
    let sketch = Sketch()
    let x = sketch.parameter("x", one.x)
    let model = sketch.model(output: sketch.define("L", one.draw(x)))
    let (graph, output) = (model.graph, model.output!)
    let backward = graph.forwardTrace().linearization().backwardTrace(from: output)
    expect(backward.scalarAdjoint(of: x.index), one.gradient)
    expect(
      backward.linearization.tangents(along: [x.index: Tensor(1)])[output].scalars[0], one.tangent ?? one.gradient)

    let tape = GradientTape(graph, output: output)
    tape.step()
    expect(tape.gradient(of: x.index), one.gradient)

    var sum = 0.0
    for node in 0..<graph.nodeCount {
      for slot in 0..<graph.operandCount(of: node) where graph.operand(of: node, slot: slot) == x.index {
        sum += backward.contribution(of: node, slot: slot).scalars[0]
      }
    }
    expect(sum, one.gradient)

    let region = graph.regions(showing: model.namedNodes)[0]
    expect(backward.contributions(of: region)[0].scalars[0], one.gradient)
    expect(backward.linearization.totalDerivative(of: region, by: x.index).scalar!, one.gradient)
    expect(backward.linearization.totalDerivatives(of: region)[0].scalar!, one.gradient)
    expect(pathSum(backward.linearization, from: x.index, to: output).scalars[0], one.gradient)
  }

  @Test("so it is between tensors")
  func tensors() throws {
    var g = GraphRecorder()
    let x = g.leaf([0, 0.25] as Tensor)
    let root = try g.record(.sqrt, x)
    let isSmall = try g.record(Primitive.compare(.less), root, g.leaf(1))
    let chosen = try g.record(.choose, isSmall, x, root)
    let half = try g.record(.add, chosen, g.record(.detach, g.record(.log, x)))
    let loss = try g.record(.reduce(.sum), g.record(.multiply, half, g.leaf([2, 3] as Tensor)))
    let graph = g.finish()
    // The untaken √x at 0 counts; so take another node that only the condition sees.
    let backward = graph.forwardTrace().linearization().backwardTrace(from: loss)
    #expect(backward.adjoint(of: isSmall).scalars == [0, 0])
    #expect(backward.adjoint(of: x).scalars[0].isNaN && backward.adjoint(of: x).scalars[1] == 3)
    let tape = GradientTape(graph, output: loss)
    tape.step()
    #expect(tape.gradient(of: x).isNaN && tape.gradient(of: x, entry: 1) == 3)
  }

  @Test("rows and classes are chosen, not differentiated")
  func choices() throws {
    var g = GraphRecorder()
    let (table, x) = (g.leaf([[1, 2], [3, 4]] as Tensor), g.leaf(0))
    // The index is 0, with an infinite slope.
    let rows = try g.record(.embedding, table, g.record(.sqrt, x))
    let loss = try g.record(.add, g.record(.reduce(.sum), rows), x)
    let graph = g.finish()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: loss)
    #expect(backward.adjoint(of: table).scalars == [1, 1, 0, 0])
    #expect(backward.scalarAdjoint(of: x) == 1)
  }
}

/// What reductions hand back where an entry is NaN or infinite. All values are PyTorch's (2.13, float64), max and min as `amax` and `amin`.
@Suite("Reductions of what is not finite")
struct NotFiniteReductionTests {
  static let cases: [(Primitive.Reduction, [Double], [Double])] = {
    let (nan, inf) = (Double.nan, Double.infinity)
    return [
      (.largest, [nan, 2], [nan, nan]), (.largest, [1, nan, nan], [nan, nan, nan]), (.largest, [inf, 1], [1, 0]),
      (.largest, [inf, inf], [0.5, 0.5]), (.largest, [-inf, 1], [0, 1]), (.largest, [-inf, -inf], [0.5, 0.5]),
      (.smallest, [nan, 2], [nan, nan]), (.smallest, [inf, 1], [0, 1]), (.smallest, [-inf, 1], [1, 0]),
      (.sum, [nan, 2], [1, 1]), (.mean, [nan, 2], [0.5, 0.5]), (.product, [nan, 2], [nan, nan]),
      (.product, [1, nan, nan], [nan, nan, nan]), (.product, [0, nan], [nan, 0]), (.product, [0, inf], [inf, 0]),
      (.variance, [nan, 2], [nan, nan]),
      (.variance, [inf, 1], [nan, -inf]), (.standardDeviation, [nan, 2], [nan, nan]),
      (.standardDeviation, [inf, 1], [nan, nan]), (.norm, [nan, 2], [nan, nan]), (.norm, [inf, 1], [nan, 0]),
      (.norm, [-inf, -inf], [nan, nan]), (.logSumExp, [nan, 2], [nan, nan]), (.logSumExp, [inf, 1], [nan, 0]),
      (.logSumExp, [-inf, 1], [0, 1]), (.logSumExp, [-inf, -inf], [nan, nan]),
    ]
  }()

  @Test("gradients are PyTorch's", arguments: cases)
  func gradients(_ reduction: Primitive.Reduction, _ entries: [Double], _ expected: [Double]) throws {
    var g = GraphRecorder()
    let x = g.leaf(Tensor(entries))
    let y = try g.record(.reduce(reduction), x)
    let graph = g.finish()
    let gradient = graph.forwardTrace().linearization().backwardTrace(from: y).adjoint(of: x).scalars
    #expect(zip(gradient, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(gradient)")
  }

  /// Their sum divided by their count is another number in its last bit, and would leave a slope of ±0.4.
  @Test(arguments: [0.1, 1.9564354645876385, -3.3])
  func equalEntriesDoNotDeviate(_ number: Double) throws {
    var g = GraphRecorder()
    let x = g.leaf(Tensor(Array(repeating: number, count: 6)))
    let y = try g.record(.reduce(.standardDeviation), x)
    let trace = g.finish().forwardTrace()
    #expect(trace.value(of: y).scalars == [0])
    #expect(trace.linearization().backwardTrace(from: y).adjoint(of: x).scalars.allSatisfy { $0 == 0 })
  }
}
