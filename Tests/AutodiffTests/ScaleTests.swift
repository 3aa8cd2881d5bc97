import Testing

@testable import Autodiff

/// Deep, wide and large graphs; sorted tapes; sizes in bytes.
@Suite struct ScaleTests {
  @Test("Twenty doublings: 2^20 paths, one sweep")
  func doublings() throws {
    var g = GraphRecorder()
    let x = g.leaf(1)
    var r = x
    for _ in 0..<20 { r = try g.record(.add, r, r) }
    let graph = g.finish()
    #expect(graph.nodeCount == 21 && graph.edgeCount == 40)
    let backward = graph.forwardTrace().linearization().backwardTrace(from: r)
    #expect(backward.scalarAdjoint(of: x) == 1_048_576)
    let tape = GradientTape(graph, output: r)
    tape.step()
    #expect(tape.gradient(of: x) == 1_048_576)
  }

  @Test("A chain 100,000 deep")
  func chain() throws {
    var g = GraphRecorder()
    let x = g.leaf(0.5)
    var y = x
    for k in 0..<100_000 { y = try g.record(k % 2 == 0 ? Primitive.map(.negate) : .identity, y) }
    let graph = g.finish()
    let trace = graph.forwardTrace()
    #expect(trace.scalar(of: y) == 0.5)
    let linearization = trace.linearization()
    #expect(linearization.backwardTrace(from: y).scalarAdjoint(of: x) == 1)
    #expect(linearization.tangents(along: [x: Tensor(2)])[y].scalar == 2)
    let tape = GradientTape(graph, output: y)
    tape.step()
    #expect(tape.gradient(of: x) == 1)
  }

  @Test("A node used 10,000 times")
  func popular() throws {
    var g = GraphRecorder()
    let x = g.leaf(3)
    var sum = x
    for _ in 0..<10_000 { sum = try g.record(.add, sum, g.record(.square, x)) }
    let graph = g.finish()
    let tape = GradientTape(graph, output: sum)
    tape.step()
    #expect(tape.value == 90_003)
    #expect(tape.gradient(of: x) == 60_001)
    #expect(graph.forwardTrace().linearization().backwardTrace(from: sum).scalarAdjoint(of: x) == 60_001)
  }

  /// Many levels of many nodes, so that a tape sorts them.
  private func layers(_ width: Int, _ depth: Int, seed: UInt64, tensors: Bool) throws -> (Graph, Int, [Int]) {
    var numbers = Numbers(seed)
    var g = GraphRecorder()
    let leaves = (0..<width).map { place in
      tensors && place % 3 == 0 ? g.leaf(numbers.tensor([2, 3], 0.3...1.5)) : g.leaf(numbers.next(0.3...1.5))
    }
    let unary: [Primitive.Map] = [.tanh, .sigmoid, .softplus, .sin, .exp]
    let binary: [Primitive.Pair] = [.add, .subtract, .multiply, .maximum]
    var layer = leaves
    for _ in 0..<depth {
      var next: [Int] = []
      for place in 0..<width {
        let a = layer[numbers.index(below: width)]
        if numbers.next() < 0 {
          let node = try g.record(unary[numbers.index(below: unary.count)], a)
          next.append(try g.record(.tanh, node))
        } else if tensors, place % 7 == 0 {
          next.append(
            try g.record(Operation(.reduce(.mean), .reduction(axes: nil, keepDimensions: false, ddof: 0)), [a]))
        } else {
          next.append(try g.record(binary[numbers.index(below: binary.count)], a, layer[numbers.index(below: width)]))
        }
      }
      layer = next
    }
    var sum = try g.record(.reduce(.mean), layer[0])
    for node in layer.dropFirst() { sum = try g.record(.add, sum, g.record(.reduce(.mean), node)) }
    return (g.finish(), sum, leaves)
  }

  @Test("A sorted tape finds what the traces find", arguments: [false, true])
  func sorted(tensors: Bool) throws {
    let (graph, output, leaves) = try layers(120, 40, seed: 5, tensors: tensors)
    let tape = GradientTape(graph, output: output)
    #expect(tape.plan.isSorted)
    tape.step()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: output)
    #expect(abs(tape.value - backward.trace.scalar(of: output)) <= 1e-12 * abs(tape.value))
    for leaf in leaves { #expect(close(tape.gradientTensor(of: leaf), backward.adjoint(of: leaf), 1e-11)) }
  }

  @Test("New leaf values: the same as a new trace, again and again, bit for bit")
  func steps() throws {
    let (graph, output, leaves) = try layers(40, 5, seed: 9, tensors: true)
    let tape = GradientTape(graph, output: output)
    var numbers = Numbers(1)
    for _ in 0..<3 {
      var bindings: [Int: Tensor] = [:]
      for leaf in leaves {
        let value = numbers.tensor(graph.shape(of: leaf))
        bindings[leaf] = value
        tape.setLeaf(leaf, to: value)
      }
      tape.step()
      let first = leaves.map { tape.gradientTensor(of: $0) }
      tape.step()
      #expect(leaves.map { tape.gradientTensor(of: $0) } == first)
      let backward = graph.forwardTrace(at: bindings).linearization().backwardTrace(from: output)
      for (leaf, gradient) in zip(leaves, first) { #expect(close(gradient, backward.adjoint(of: leaf), 1e-12)) }
      let value = tape.value
      tape.evaluate()
      #expect(tape.value == value)
    }
  }

  @Test("Parameters are updated in place: descent on (w − 3)²")
  func update() throws {
    var g = GraphRecorder()
    let w = g.leaf(0)
    let loss = try g.record(.square, g.record(.subtract, w, g.leaf(3)))
    let tape = GradientTape(g.finish(), output: loss)
    let (values, gradient) = try #require(tape.buffers(of: w))
    for _ in 0..<3 {
      tape.step()
      values[0] -= 0.25 * gradient[0]
    }
    #expect(tape.value(of: w) == 2.625)
  }
}
