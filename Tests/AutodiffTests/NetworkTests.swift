import Testing

@testable import Autodiff

/// Operations of networks: what random tensors do not reach.
@Suite struct NetworkTests {
  private static let masked = Tensor(-Double.infinity)

  private func node(_ operation: Autodiff.Operation, _ operands: Tensor...) throws -> (ForwardTrace, Int) {
    let sample = try Sample(operation, operands)
    return (sample.graph.forwardTrace(), sample.node)
  }

  private func value(_ operation: Autodiff.Operation, _ operands: Tensor...) throws -> Tensor {
    let sample = try Sample(operation, operands)
    return sample.graph.forwardTrace().value(of: sample.node)
  }

  @Test("Masked entries have the probability 0, and get and give no gradient")
  func masked() throws {
    let (trace, node) = try node(.init(.lines(.softmax), .axis(0)), [0, Self.masked, 0])
    #expect(trace.value(of: node) == [0.5, 0, 0.5])
    let map = trace.linearization().localDerivative(of: node, slot: 0)
    #expect(map.transposeApplied(to: [1, 7, 0]) == [0.25, 0, -0.25])
    #expect(map.applied(to: [1, 7, 0]) == [0.25, 0, -0.25])
    #expect(try value(.init(.lines(.logSoftmax), .axis(0)), [3, Self.masked]) == [0, Self.masked])
    // As PyTorch has it: of nothing there is no distribution.
    #expect(try value(.init(.lines(.softmax), .axis(0)), [Self.masked, Self.masked]).scalars[0].isNaN)
  }

  @Test("Powers of e neither overflow nor vanish")
  func extremes() throws {
    #expect(try value(.init(.lines(.softmax), .axis(0)), [1e3, 1e3]) == [0.5, 0.5])
    #expect(try value(.init(.lines(.softmax), .axis(0)), [-1e3, 1e3]) == [0, 1])
    #expect(try value(.init(.lines(.logSoftmax), .axis(0)), [-1e3, 1e3]) == [-2e3, 0])
    #expect(try value(.init(.crossEntropy), [-1e3, 1e3], [1, 0]) == 2e3)
    #expect(try value(.init(.crossEntropy), [-1e3, 1e3], [0, 1]) == 0)
    // A class without weight may be impossible.
    #expect(try value(.init(.crossEntropy), [Self.masked, 2], [0, 1]) == 0)
    #expect(try value(.init(.lines(.layerNorm), .number(1e-5)), [1e3, 1e3, 1e3]) == [0, 0, 0])
    #expect(try value(.init(.lines(.rmsNorm), .number(1e-5)), [0, 0]) == [0, 0])
    #expect(try value(.init(.lines(.softmax), .axis(0)), [.init(Double.nan), 1]).scalars.allSatisfy(\.isNaN))
  }

  @Test("Rows of a table: those that are named twice get both gradients, the indices none")
  func embedding() throws {
    let table: Tensor = [[1, 2], [3, 4], [5, 6]]
    let (trace, node) = try node(.init(.embedding), table, [2, 0, 2])
    #expect(trace.value(of: node) == [[5, 6], [1, 2], [5, 6]])
    let linearization = trace.linearization()
    let map = linearization.localDerivative(of: node, slot: 0)
    #expect(map.transposeApplied(to: [[1, 2], [3, 4], [5, 6]]) == [[3, 4], [0, 0], [6, 8]])
    #expect(map.applied(to: [[1, 2], [3, 4], [5, 6]]) == [[5, 6], [1, 2], [5, 6]])
    #expect(linearization.localDerivative(of: node, slot: 1).isZero)
    #expect(try value(.init(.embedding), table, 1) == [3, 4])
    #expect(try value(.init(.embedding), [7, 8, 9], [[0, 2]]) == [[7, 9]])
    for wrong in [-1, 3, 0.5, .nan, 1e300] {
      #expect(try value(.init(.embedding), table, Tensor(wrong)).scalars.allSatisfy(\.isNaN), "\(wrong)")
      #expect(try value(.init(.oneHot, .classes(3)), Tensor(wrong)).scalars.allSatisfy(\.isNaN), "\(wrong)")
    }
    #expect(try value(.init(.oneHot, .classes(3)), [2, 0]) == [[0, 0, 1], [1, 0, 0]])
  }

  @Test("The tape does the same, step by step")
  func tape() throws {
    let sample = try Sample(.init(.embedding), [[[1, 2], [3, 4], [5, 6]], [2, 0, 2]])
    let tape = GradientTape(sample.graph, output: sample.output)
    tape.step()
    // Weights 0.7, 1.0, 1.3, 1.6, 1.9, 0.7: rows 2, 0, 2.
    #expect(close(tape.gradientTensor(of: sample.leaves[0]), [[1.3, 1.6], [0, 0], [2.6, 1.7]], 1e-15))
    #expect(tape.gradientTensor(of: sample.leaves[1]) == [0, 0, 0])
    tape.setLeaf(sample.leaves[1], to: [0, 0, 0])
    tape.step()
    #expect(close(tape.gradientTensor(of: sample.leaves[0]), [[3.9, 3.3], [0, 0], [0, 0]], 1e-15))
  }

  @Test("The numbers of dropout are SplitMix64's: of the seed 0 these are the first, as published")
  func dropout() {
    var numbers = SplitMix64(state: 0)
    #expect(numbers.next() == 0xE220_A839_7B1D_CDAF)
    #expect(numbers.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(numbers.next() == 0x06C4_5D18_8009_454F)
    // 0.883, 0.432, 0.026, …
    #expect(Attributes.dropout(probability: 0.5, seed: 0).keeps(3) == [true, false, false])
    #expect(Attributes.dropout(probability: 0, seed: 9).keeps(100).allSatisfy { $0 })
  }

  @Test("No gradient flows through what is detached, and no difference sees it")
  func detached() throws {
    var g = GraphRecorder()
    let x = g.leaf(3)
    let y = try g.record(.multiply, x, g.record(.detach, x))
    let graph = g.finish()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: y)
    #expect(backward.scalarAdjoint(of: x) == 3)
    let check = backward.numericalCheck(of: [x])
    #expect(check.entries.count == 1 && check.agrees && check.skipped.isEmpty)
  }

  @Test("What only chooses a class is not compared, and no one misses it")
  func chosen() throws {
    var g = GraphRecorder()
    let (z, t) = (g.leaf([1, 2, 4] as Tensor), g.leaf(1))
    let loss = try g.record(.crossEntropy, z, g.record(Autodiff.Operation(.oneHot, .classes(3)), [t]))
    let graph = g.finish()
    let check = graph.forwardTrace().linearization().backwardTrace(from: loss).numericalCheck(of: [z, t])
    #expect(check.entries.count == 3 && check.entryCount == 3 && check.agrees && check.skipped.isEmpty)
  }

  @Test("A causal mask of minus infinity: checked, not skipped")
  func mask() throws {
    var g = GraphRecorder()
    let scores = g.leaf([[0.5, 2], [-1, 0.25]] as Tensor)
    let mask = g.leaf([[1, 0], [1, 1]] as Tensor)
    let hidden = try g.record(Autodiff.Operation(.choose), [mask, scores, g.leaf(-Double.infinity)])
    let weights = try g.record(Autodiff.Operation(.lines(.softmax), .axis(1)), [hidden])
    let loss = try g.record(.reduce(.sum), g.record(.square, weights))
    let graph = g.finish()
    let check = graph.forwardTrace().linearization().backwardTrace(from: loss).numericalCheck(of: [scores])
    #expect(check.entries.count == 4 && check.agrees)
    #expect(check.entries[1].analytic == 0)
  }

  @Test("Shapes that do not fit")
  func shapes() {
    func result(_ operation: Autodiff.Operation, _ shapes: Shape...) -> Shape? {
      try? operation.resultShape(of: shapes)
    }
    #expect(result(.init(.lines(.softmax), .axis(1)), [2]) == nil)
    #expect(result(.init(.lines(.layerNorm), .number(1e-5)), []) == nil)
    #expect(result(.init(.crossEntropy), [], []) == nil)
    #expect(result(.init(.crossEntropy), [2, 3], [3]) == nil)
    #expect(result(.init(.embedding), [], [2]) == nil)
    #expect(result(.init(.oneHot, .classes(0)), [2]) == nil)
    #expect(result(.init(.oneHot, .classes(1 << 60)), [2, 2]) == nil)
    #expect(result(.init(.oneHot, .classes(4)), []) == [4])
    #expect(result(.init(.embedding), [5, 2, 3], [4, 1]) == [4, 1, 2, 3])
  }
}
