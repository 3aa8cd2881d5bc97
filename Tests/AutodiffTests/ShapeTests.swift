import Testing

@testable import Autodiff

/// Shapes by NumPy's rules, and evidence where they do not fit.
@Suite struct ShapeTests {
  static let fitting: [(Autodiff.Operation, [Shape], Shape)] = [
    (.init(.pair(.add)), [[8, 1, 6, 1], [7, 1, 5]], [8, 7, 6, 5]),
    (.init(.pair(.multiply)), [[], [3]], [3]),
    (.init(.choose), [[2, 1], [3], []], [2, 3]),
    (.init(.reduce(.sum)), [[2, 3]], []),
    (.init(.reduce(.sum), .reduction(axes: [0], keepDimensions: true, ddof: 0)), [[2, 3]], [1, 3]),
    (.init(.reduce(.mean), .reduction(axes: nil, keepDimensions: true, ddof: 0)), [[2, 3]], [1, 1]),
    (.init(.product(.matmul)), [[3], [3]], []),
    (.init(.product(.matmul)), [[2, 3], [3]], [2]),
    (.init(.product(.matmul)), [[3], [3, 4]], [4]),
    (.init(.product(.matmul)), [[5, 1, 2, 3], [4, 3, 6]], [5, 4, 2, 6]),
    (.init(.move(.reshape), .shape([6])), [[2, 3]], [6]),
    (.init(.move(.transpose), .axes([1, 2, 0])), [[2, 3, 4]], [3, 4, 2]),
    (.init(.move(.index), .subscripts([.entry(0)])), [[2, 3]], [3]),
    (.init(.move(.index), .subscripts([.entry(1), .slice(start: 2, count: 2, step: -1)])), [[2, 3]], [2]),
    (.init(.join(.concat), .axis(1)), [[2, 3], [2, 4]], [2, 7]),
    (.init(.join(.stack), .axis(1)), [[2], [2], [2]], [2, 3]),
    (.init(.join(.stack), .axis(0)), [[], []], [2]),
    (.init(.scan(.sum), .axis(1)), [[2, 3]], [2, 3]),
    (.init(.move(.triu)), [[2, 3]], [2, 3]),
  ]

  @Test("What fits", arguments: fitting)
  func fits(_ operation: Autodiff.Operation, _ operands: [Shape], _ result: Shape) throws {
    #expect(try operation.resultShape(of: operands) == result)
  }

  static let failing: [(Autodiff.Operation, [Shape], ShapeError)] = [
    (.init(.pair(.add)), [[2], [3]], .mismatch(.pair(.add), [[2], [3]])),
    (.init(.product(.matmul)), [[2, 3], [2]], .mismatch(.product(.matmul), [[2, 3], [2]])),
    (.init(.product(.matmul)), [[], [2]], .mismatch(.product(.matmul), [[], [2]])),
    (.init(.product(.matmul)), [[2, 2, 3], [3, 3, 2]], .mismatch(.product(.matmul), [[2, 2, 3], [3, 3, 2]])),
    (.init(.product(.dot)), [[2, 2, 3], [3]], .mismatch(.product(.dot), [[2, 2, 3], [3]])),
    (
      .init(.reduce(.sum), .reduction(axes: [2], keepDimensions: false, ddof: 0)), [[2, 3]],
      .axisOutOfRange(axis: 2, rank: 2)
    ),
    (.init(.reduce(.sum), .reduction(axes: [1, 1], keepDimensions: false, ddof: 0)), [[2, 3]], .repeatedAxis(1)),
    (.init(.move(.reshape), .shape([5])), [[2, 3]], .reshape(from: [2, 3], to: [5])),
    (.init(.move(.reshape), .shape([-2, -3])), [[2, 3]], .reshape(from: [2, 3], to: [-2, -3])),
    (.init(.move(.transpose), .axes([0, 0])), [[2, 3]], .repeatedAxis(0)),
    (.init(.move(.index), .subscripts([.entry(2)])), [[2]], .indexOutOfRange(index: 2, length: 2)),
    (.init(.move(.index), .subscripts([.entry(0), .entry(0)])), [[2]], .tooManyIndices(count: 2, rank: 1)),
    (.init(.move(.index), .subscripts([.slice(start: 0, count: 0, step: 1)])), [[2]], .empty(.move(.index))),
    (
      .init(.move(.index), .subscripts([.slice(start: 0, count: 3, step: 1)])), [[2]],
      .indexOutOfRange(index: 2, length: 2)
    ),
    (.init(.join(.concat), .axis(0)), [[2, 3], [2]], .mismatch(.join(.concat), [[2, 3], [2]])),
    (.init(.join(.concat), .axis(0)), [[], []], .rankTooLow(.join(.concat), [])),
    (.init(.join(.stack), .axis(0)), [[2], [3]], .mismatch(.join(.stack), [[2], [3]])),
    (.init(.scan(.sum), .axis(1)), [[2]], .axisOutOfRange(axis: 1, rank: 1)),
    (.init(.move(.tril)), [[2]], .rankTooLow(.move(.tril), [2])),
    (.init(.pair(.add)), [[1 << 20, 1], [1 << 20]], .tooLarge([1 << 20, 1 << 20])),
  ]

  @Test("What does not", arguments: failing)
  func fails(_ operation: Autodiff.Operation, _ operands: [Shape], _ error: ShapeError) throws {
    #expect(throws: error) { try operation.resultShape(of: operands) }
  }

  @Test("What all results together would not hold is refused before it is computed")
  func tooMuch() throws {
    var g = GraphRecorder()
    let row = g.leaf(Tensor(shape: [1, 8192], scalars: Array(repeating: 1, count: 8192)))
    let column = g.leaf(Tensor(shape: [8192, 1], scalars: Array(repeating: 1, count: 8192)))
    let first = try g.record(.add, row, column)
    #expect(throws: ShapeError.tooLarge([8192, 8192])) {
      _ = try g.record(.add, first, first)
    }
  }
}
