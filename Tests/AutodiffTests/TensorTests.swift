import Testing

@testable import Autodiff

/// Operations that look at more than one entry: values by hand, gradients by differences, maps against their transposes.
@Suite struct TensorTests {
  private static func reduction(_ axes: [Int]?, keep: Bool = false, ddof: Double = 0) -> Attributes {
    .reduction(axes: axes, keepDimensions: keep, ddof: ddof)
  }

  static let cases: [(Autodiff.Operation, [Shape])] = {
    var cases: [(Autodiff.Operation, [Shape])] = []
    for primitive in Primitive.Reduction.allCases.map({ Primitive.reduce($0) }) {
      cases.append((.init(primitive, reduction(nil)), [[2, 3, 4]]))
      cases.append((.init(primitive, reduction([2])), [[2, 3, 4]]))
      cases.append((.init(primitive, reduction([1], keep: true)), [[2, 3, 4]]))
      cases.append((.init(primitive, reduction([0, 2], ddof: 1)), [[2, 3, 4]]))
      cases.append((.init(primitive, reduction(nil)), [[5]]))
    }
    for (shape, size, stride) in [([1, 7], [3], [2]), ([2, 2, 6], [2], [2]), ([1, 5], [1], [1])]
      as [(Shape, [Int], [Int])]
    {
      for pool in [Primitive.Pool.max1d, .mean1d] {
        cases.append((.init(.pool(pool), .window(Window(size: size, stride: stride, padding: [0]))), [shape]))
      }
    }
    for (shape, size, stride) in [([1, 4, 5], [2, 3], [1, 2]), ([2, 1, 4, 4], [2, 2], [2, 2])]
      as [(Shape, [Int], [Int])]
    {
      for pool in [Primitive.Pool.max2d, .mean2d] {
        cases.append((.init(.pool(pool), .window(Window(size: size, stride: stride, padding: [0, 0]))), [shape]))
      }
    }
    for (shapes, stride, padding) in [
      ([[1, 6], [2, 1, 3]], 1, 0), ([[2, 5], [3, 2, 2]], 2, 1), ([[3, 2, 4], [1, 2, 4]], 3, 2),
    ] as [([Shape], Int, Int)] {
      let window = Window(size: [shapes[1].dimensions[2]], stride: [stride], padding: [padding])
      cases.append((.init(.convolve(.line), .window(window)), shapes))
    }
    for (shapes, stride, padding) in [
      ([[1, 4, 5], [2, 1, 3, 2]], [1, 1], [0, 0]), ([[2, 2, 3, 3], [2, 2, 2, 2]], [2, 1], [1, 1]),
    ] as [([Shape], [Int], [Int])] {
      let window = Window(size: Array(shapes[1].dimensions.suffix(2)), stride: stride, padding: padding)
      cases.append((.init(.convolve(.plane), .window(window)), shapes))
    }
    for matrix in Primitive.Matrix.allCases {
      for side in [1, 2, 3, 5] { cases.append((.init(.matrix(matrix)), [Shape([side, side])])) }
    }
    cases.append((.init(.move(.diag)), [[4]]))
    cases.append((.init(.move(.diag)), [[2, 3]]))
    cases.append((.init(.scan(.product), .axis(0)), [[5]]))
    cases.append((.init(.scan(.product), .axis(1)), [[2, 3, 2]]))
    cases.append((.init(.product(.outer)), [[2], [3]]))
    cases.append((.init(.lines(.batchNorm), .number(0.1)), [[4, 3]]))
    cases.append((.init(.move(.reshape), .shape([3, 4])), [[2, 6]]))
    cases.append((.init(.move(.transpose), .axes([1, 0])), [[2, 3]]))
    cases.append((.init(.move(.transpose), .axes([2, 0, 1])), [[2, 3, 4]]))
    cases.append((.init(.move(.index), .subscripts([.entry(1)])), [[3, 2]]))
    cases.append((.init(.move(.index), .subscripts([.slice(start: 0, count: 3, step: 1), .entry(1)])), [[3, 2]]))
    cases.append((.init(.move(.index), .subscripts([.slice(start: 4, count: 3, step: -2)])), [[5, 2]]))
    cases.append((.init(.join(.concat), .axis(0)), [[2, 3], [1, 3], [2, 3]]))
    cases.append((.init(.join(.concat), .axis(1)), [[2, 3], [2, 1]]))
    cases.append((.init(.join(.stack), .axis(0)), [[], [], []]))
    cases.append((.init(.join(.stack), .axis(1)), [[2, 3], [2, 3]]))
    cases.append((.init(.join(.stack), .axis(2)), [[2, 3], [2, 3]]))
    cases.append((.init(.scan(.sum), .axis(0)), [[3, 2]]))
    cases.append((.init(.scan(.sum), .axis(1)), [[2, 3, 2]]))
    cases.append((.init(.move(.tril)), [[3, 4]]))
    cases.append((.init(.move(.triu)), [[2, 3, 3]]))
    for shapes: [Shape] in [
      [[3], [3]], [[2, 3], [3]], [[3], [3, 2]], [[2, 3], [3, 4]], [[2, 2, 3], [2, 3, 2]], [[2, 3], [4, 3, 2]],
      [[2, 1, 2, 3], [3, 3, 2]], [[2, 2, 3], [3]], [[3], [2, 3, 2]],
    ] {
      cases.append((.init(.product(.matmul)), shapes))
    }
    cases.append((.init(.product(.dot)), [[3], [3]]))
    cases.append((.init(.product(.dot)), [[2, 3], [3, 2]]))
    for shapes: [Shape] in [
      [[2, 3], [3]], [[2, 1], [1, 3]], [[], [2, 3]], [[2, 3], []], [[4, 1, 3], [2, 1]], [[1], []],
    ] {
      for primitive in [
        Primitive.pair(.add), .pair(.subtract), .pair(.multiply), .pair(.divide), .pair(.pow), .pair(.maximum),
        .pair(.minimum),
      ] {
        cases.append((.init(primitive), shapes))
      }
    }
    for primitive in [Primitive.lines(.softmax), .lines(.logSoftmax)] {
      cases.append((.init(primitive, .axis(0)), [[5]]))
      cases.append((.init(primitive, .axis(0)), [[3, 2]]))
      cases.append((.init(primitive, .axis(1)), [[2, 3, 2]]))
      cases.append((.init(primitive, .axis(2)), [[2, 1, 3]]))
      cases.append((.init(primitive, .axis(1)), [[3, 1]]))
    }
    for primitive in [Primitive.lines(.layerNorm), .lines(.rmsNorm)] {
      cases.append((.init(primitive, .number(1e-5)), [[5]]))
      cases.append((.init(primitive, .number(0.1)), [[2, 2, 3]]))
      cases.append((.init(primitive, .number(0.5)), [[3, 1]]))
    }
    cases.append((.init(.crossEntropy), [[4], [4]]))
    cases.append((.init(.crossEntropy), [[3, 4], [3, 4]]))
    cases.append((.init(.crossEntropy), [[2, 2, 3], [2, 2, 3]]))
    cases.append((.init(.dropout, .dropout(probability: 0.4, seed: 3)), [[3, 4]]))
    cases.append((.init(.choose), [[3], [2, 1], [2, 3]]))
    cases.append((.init(.choose), [[], [2], []]))
    return cases
  }()

  @Test("Reverse, forward, the tape and central differences agree", arguments: cases)
  func gradients(_ operation: Autodiff.Operation, _ shapes: [Shape]) throws {
    var numbers = Numbers(11)
    let sample = try Sample(operation, shapes.map { numbers.tensor($0, 0.3...1.9) })
    expectAgreement(sample.graph, sample.output, sample.leaves)
  }

  @Test("A map and its transpose: ⟨Jx, y⟩ = ⟨x, Jᵀy⟩, and both are the Jacobian's", arguments: cases)
  func maps(_ operation: Autodiff.Operation, _ shapes: [Shape]) throws {
    var numbers = Numbers(3)
    let sample = try Sample(operation, shapes.map { numbers.tensor($0, 0.3...1.9) })
    let linearization = sample.graph.forwardTrace().linearization()
    let backward = linearization.backwardTrace(from: sample.output)
    for slot in shapes.indices {
      let map = linearization.localDerivative(of: sample.node, slot: slot)
      #expect(map.source == shapes[slot])
      #expect(map.target == sample.graph.shape(of: sample.node))
      let x = numbers.tensor(map.source)
      let y = numbers.tensor(map.target)
      let image = map.applied(to: x).scalars
      let preimage = map.transposeApplied(to: y).scalars
      func inner(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(abs(inner(image, y.scalars) - inner(x.scalars, preimage)) < 1e-12)
      let jacobian = map.jacobian()
      let columns = map.source.count
      #expect(jacobian.shape.dimensions == map.target.dimensions + map.source.dimensions)
      for row in 0..<map.target.count {
        let entries = Array(jacobian.scalars[row * columns..<(row + 1) * columns])
        #expect(abs(inner(entries, x.scalars) - image[row]) < 1e-12)
      }
      // What the edge contributes is what the sweep has found, since nothing else uses the leaf.
      #expect(
        close(backward.contribution(of: sample.node, slot: slot), backward.adjoint(of: sample.leaves[slot]), 1e-12))
    }
  }

  private func value(_ operation: Autodiff.Operation, _ operands: Tensor...) throws -> Tensor {
    let sample = try Sample(operation, operands)
    return sample.graph.forwardTrace().value(of: sample.node)
  }

  private func gradient(_ operation: Autodiff.Operation, _ operand: Tensor) throws -> [Double] {
    let sample = try Sample(operation, [operand])
    return sample.graph.forwardTrace().linearization().localDerivative(of: sample.node, slot: 0)
      .transposeApplied(to: 1).scalars
  }

  @Test("Zeros and ties are exact: running products, determinants, the first of a window")
  func exactZeros() throws {
    func slopes(_ operation: Autodiff.Operation, _ operand: Tensor) throws -> [Double] {
      let sample = try Sample(operation, [operand])
      let map = sample.graph.forwardTrace().linearization().localDerivative(of: sample.node, slot: 0)
      return map.transposeApplied(
        to: Tensor(shape: map.target, scalars: Array(repeating: 1, count: map.target.count))
      )
      .scalars
    }
    // 1·x + 1·x·0·… by each factor, the others as they are.
    #expect(try slopes(.init(.scan(.product), .axis(0)), [2, 0, 3]) == [1, 8, 0])
    #expect(try slopes(.init(.scan(.product), .axis(0)), [0, 0, 3]) == [1, 0, 0])
    // The cofactors of a matrix without an inverse.
    #expect(try slopes(.init(.matrix(.determinant)), [[1, 2], [2, 4]]) == [4, -2, -2, 1])
    #expect(
      try slopes(.init(.matrix(.determinant)), [[0, 0, 0], [0, 2, 0], [0, 0, 3]]) == [6, 0, 0, 0, 0, 0, 0, 0, 0])
    let window = Attributes.window(Window(size: [2], stride: [1], padding: [0]))
    #expect(try slopes(.init(.pool(.max1d), window), [[3, 3, 1]]) == [1, 1, 0])
    #expect(try slopes(.init(.pool(.mean1d), window), [[3, 3, 1]]) == [0.5, 1, 0.5])
  }

  @Test("Places, and entries by their places")
  func places() throws {
    let all = Self.reduction(nil)
    #expect(try value(.init(.find(.largest), all), [[1, 5], [5, 2]]) == 1)
    #expect(try value(.init(.find(.smallest), Self.reduction([0])), [[1, 5, 2], [5, 2, 2]]) == [0, 1, 0])
    #expect(try value(.init(.find(.largest), all), Tensor(shape: [4], scalars: [1, .nan, 3, .nan])) == 1)
    let a: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(try value(.init(.take, .axis(0)), a, [1, 0, -1]) == [[4, 5, 6], [1, 2, 3], [4, 5, 6]])
    #expect(try value(.init(.take, .axis(1)), a, [[2], [0]]) == [[[3], [1]], [[6], [4]]])
    #expect(try value(.init(.take, .axis(0)), a, [0, 1], 2) == [3, 6])
    #expect(
      try value(.init(.take, .axis(0)), [1, 2], [2, -3, 0.5, 1]).scalars.map { $0.isNaN } == [
        true, true, true, false,
      ])
    // The gradient is added where it was taken.
    var g = GraphRecorder()
    let x = g.leaf([1, 2, 3] as Tensor)
    let places = g.leaf([2, 0, 2] as Tensor)
    let y = try g.record(Autodiff.Operation(.take, .axis(0)), [x, places])
    let graph = g.finish()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: y, seed: [10, 20, 30])
    #expect(backward.adjoint(of: x) == [20, 0, 40])
  }

  @Test("Values as NumPy gives them")
  func values() throws {
    let a: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(try value(.init(.reduce(.sum), Self.reduction([0])), a) == [5, 7, 9])
    #expect(try value(.init(.reduce(.mean), Self.reduction([1], keep: true)), a) == [[2], [5]])
    #expect(try value(.init(.reduce(.product), Self.reduction(nil)), a) == 720)
    #expect(try value(.init(.reduce(.variance), Self.reduction([1], ddof: 1)), a) == [1, 1])
    #expect(try value(.init(.reduce(.variance), Self.reduction([0])), a) == [2.25, 2.25, 2.25])
    #expect(try value(.init(.reduce(.standardDeviation), Self.reduction([0])), a) == [1.5, 1.5, 1.5])
    #expect(try value(.init(.reduce(.norm), Self.reduction(nil)), [3, 4]) == 5)
    #expect(try value(.init(.reduce(.largest), Self.reduction([1])), a) == [3, 6])
    #expect(try value(.init(.reduce(.smallest), Self.reduction([0])), a) == [1, 2, 3])
    #expect(try value(.init(.move(.transpose)), a) == [[1, 4], [2, 5], [3, 6]])
    #expect(
      try value(.init(.move(.index), .subscripts([.entry(1), .slice(start: 2, count: 2, step: -2)])), a) == [6, 4])
    #expect(try value(.init(.join(.concat), .axis(1)), a, [[7], [8]]) == [[1, 2, 3, 7], [4, 5, 6, 8]])
    #expect(try value(.init(.join(.stack), .axis(1)), [1, 2], [3, 4]) == [[1, 3], [2, 4]])
    #expect(try value(.init(.scan(.sum), .axis(1)), a) == [[1, 3, 6], [4, 9, 15]])
    #expect(try value(.init(.scan(.sum), .axis(0)), a) == [[1, 2, 3], [5, 7, 9]])
    #expect(try value(.init(.move(.tril)), a) == [[1, 0, 0], [4, 5, 0]])
    #expect(try value(.init(.move(.triu)), a) == [[1, 2, 3], [0, 5, 6]])
    #expect(try value(.init(.product(.matmul)), a, [1, 0, -1]) == [-2, -2])
    #expect(try value(.init(.product(.matmul)), [1, -1], a) == [-3, -3, -3])
    #expect(try value(.init(.product(.matmul)), a, [[1], [1], [1]]) == [[6], [15]])
    #expect(try value(.init(.pair(.add)), a, [[10], [20]]) == [[11, 12, 13], [24, 25, 26]])
    #expect(try value(.init(.choose), [1, 0, 1], a, 9) == [[1, 9, 3], [4, 9, 6]])
  }

  @Test("Ties, zeros and equal entries")
  func conventions() throws {
    #expect(try gradient(.init(.reduce(.largest)), [3, 1, 3, 2]) == [0.5, 0, 0.5, 0])
    #expect(try gradient(.init(.reduce(.smallest)), [1, 1, 1, 2]) == [1.0 / 3, 1.0 / 3, 1.0 / 3, 0])
    #expect(try gradient(.init(.reduce(.norm)), [0, 0]) == [0, 0])
    #expect(try gradient(.init(.reduce(.standardDeviation)), [2, 2, 2]) == [0, 0, 0])
    #expect(try gradient(.init(.reduce(.product)), [2, 0, 5]) == [0, 10, 0])
    #expect(try gradient(.init(.reduce(.product)), [0, 0, 5]) == [0, 0, 0])
    #expect(try gradient(.init(.reduce(.product)), [0.5, 3, 4]) == [12, 2, 1.5])
  }

  @Test("Sums of exponentials, and squares, of large numbers")
  func extremes() throws {
    #expect(try value(.init(.reduce(.logSumExp)), [1e3, 1e3]).scalars[0] == 1000 + 0.6931471805599453)
    #expect(try gradient(.init(.reduce(.logSumExp)), [-1e3, 0]) == [0, 1])
    #expect(abs(try value(.init(.reduce(.norm)), [3e200, 4e200]).scalars[0] / 5e200 - 1) < 1e-15)
    #expect(abs(try value(.init(.reduce(.norm)), [3e-200, 4e-200]).scalars[0] / 5e-200 - 1) < 1e-15)
    #expect(try value(.init(.reduce(.largest)), [1, .init(Double.nan), 2]).scalars[0].isNaN)
  }
}
