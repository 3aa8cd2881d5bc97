import Testing

@testable import Autodiff

/// A small graph of one operation on leaves, summed with weights so that every entry of the result counts differently.
struct Sample {
  let graph: Graph
  let leaves: [Int]
  let node: Int
  let output: Int

  init(_ operation: Operation, _ operands: [Tensor]) throws {
    var g = GraphRecorder()
    let leaves = operands.map { g.leaf($0) }
    node = try g.record(operation, leaves)
    let shape = g.shape(of: node)
    let weights = g.leaf(Tensor(shape: shape, scalars: (0..<shape.count).map { 0.7 + 0.3 * Double($0 % 5) }))
    output = try g.record(.reduce(.sum), g.record(.multiply, node, weights))
    self.leaves = leaves
    graph = g.finish()
  }
}

extension GraphRecorder {
  /// An operation without attributes.
  mutating func record(_ primitive: Primitive, _ operands: Int...) throws -> Int {
    try record(Autodiff.Operation(primitive), operands)
  }
}

/// Numbers without pattern, from a fixed seed.
struct Numbers {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// Uniform in the range.
  mutating func next(_ range: ClosedRange<Double> = -2...2) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let unit = Double(state >> 11) / Double(1 << 53)
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  mutating func index(below bound: Int) -> Int { Int(next(0...0.999_999) * Double(bound)) }

  mutating func tensor(_ shape: Shape, _ range: ClosedRange<Double> = -2...2) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.count).map { _ in next(range) })
  }
}

extension GradientTape {
  /// The gradient of a whole node.
  func gradientTensor(of node: Int) -> Tensor {
    let shape = graph.shape(of: node)
    return Tensor(shape: shape, scalars: (0..<shape.count).map { gradient(of: node, entry: $0) })
  }
}

/// Reverse mode, the tape, forward mode and central differences agree on every entry of the leaves.
func expectAgreement(
  _ graph: Graph, _ output: Int, _ leaves: [Int], tolerance: Double = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let trace = graph.forwardTrace()
  let linearization = trace.linearization()
  let backward = linearization.backwardTrace(from: output)
  let tape = GradientTape(graph, output: output)
  tape.step()
  #expect(tape.value == trace.scalar(of: output), sourceLocation: sourceLocation)
  for leaf in leaves {
    let value = trace.value(of: leaf)
    let gradient = backward.adjoint(of: leaf)
    #expect(close(tape.gradientTensor(of: leaf), gradient, 1e-12), sourceLocation: sourceLocation)
    for entry in 0..<value.shape.count {
      let tangents = linearization.tangents(along: [leaf: .unit(entry, of: value.shape)])
      let h = 6e-6 * max(1, abs(value.scalars[entry]))
      func shifted(to x: Double) -> Double {
        var scalars = value.scalars
        scalars[entry] = x
        return graph.forwardTrace(at: [leaf: Tensor(shape: value.shape, scalars: scalars)]).scalar(of: output)
      }
      let x = value.scalars[entry]
      let central = (shifted(to: x + h) - shifted(to: x - h)) / (2 * h)
      let reverse = gradient.scalars[entry]
      #expect(
        abs(reverse - central) <= tolerance * max(1, abs(reverse), abs(trace.scalar(of: output))),
        "entry \(entry) of leaf \(leaf): \(reverse) against \(central)", sourceLocation: sourceLocation)
      #expect(
        abs(tangents[output].scalars[0] - reverse) <= 1e-12 * max(1, abs(reverse)), sourceLocation: sourceLocation)
    }
  }
}

func close(_ a: Tensor, _ b: Tensor, _ tolerance: Double) -> Bool {
  a.shape == b.shape
    && zip(a.scalars, b.scalars).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0), abs($1)) }
}
