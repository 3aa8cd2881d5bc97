import Autodiff

// Reductions: over all axes, or over the ones given, of which negative ones count from the end.
/// The sum of the entries.
public func sum(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.sum, axis, keepDimensions)
}
/// The mean of the entries.
public func mean(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.mean, axis, keepDimensions)
}
/// The product of the entries; exact where some are 0.
public func prod(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.product, axis, keepDimensions)
}
/// Σ(x − mean)²/(n − ddof); `ddof` is NumPy's 0 unless given, and PyTorch's is 1.
public func variance(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false, ddof: Double = 0) -> Node {
  x.reduced(.variance, axis, keepDimensions, ddof)
}
/// The root of the variance, with NumPy's `ddof` of 0 unless given; at equal entries its derivative is 0.
public func std(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false, ddof: Double = 0) -> Node {
  x.reduced(.standardDeviation, axis, keepDimensions, ddof)
}
/// √Σx².
public func norm(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.norm, axis, keepDimensions)
}
/// log Σeˣ.
public func logSumExp(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.logSumExp, axis, keepDimensions)
}
/// The largest entry; equal ones share the gradient.
public func max(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.largest, axis, keepDimensions)
}
/// The smallest entry; equal ones share the gradient.
public func min(_ x: Node, axis: Int? = nil, keepDimensions: Bool = false) -> Node {
  x.reduced(.smallest, axis, keepDimensions)
}

/// NumPy's `@`: vectors, matrices, and batches of matrices.
public func matmul(_ a: Node, _ b: Node) -> Node { a.applying(Operation(.product(.matmul)), b) }
/// NumPy's `dot` of vectors and matrices.
public func dot(_ a: Node, _ b: Node) -> Node { a.applying(Operation(.product(.dot)), b) }

/// Every entry of one vector times every entry of another.
public func outer(_ a: Node, _ b: Node) -> Node { a.applying(Operation(.product(.outer)), b) }
/// The inverse of a square matrix.
public func inv(_ a: Node) -> Node { a.applying(Operation(.matrix(.inverse))) }
/// The determinant of a square matrix.
public func det(_ a: Node) -> Node { a.applying(Operation(.matrix(.determinant))) }
/// The x of A·x = b, by the inverse.
public func solve(_ a: Node, _ b: Node) -> Node { matmul(inv(a), b) }
/// The sum of a matrix's diagonal.
public func trace(_ a: Node) -> Node { sum(diag(a)) }
/// A vector as the diagonal of a matrix, and the diagonal of a matrix as a vector.
public func diag(_ a: Node) -> Node { a.applying(Operation(.move(.diag))) }
/// x·Wᵀ + b, as a layer of PyTorch has it.
public func linear(_ x: Node, _ weights: Node, _ bias: Node? = nil) -> Node {
  let product = matmul(x, weights.transposed)
  return bias.map { product + $0 } ?? product
}

/// The place of the first of the largest entries, along an axis or among all; nothing flows back.
public func argmax(_ x: Node, axis: Int? = nil) -> Node { x.finding(.largest, axis) }
/// The place of the first of the smallest entries, along an axis or among all; nothing flows back.
public func argmin(_ x: Node, axis: Int? = nil) -> Node { x.finding(.smallest, axis) }

/// The nodes one after the other along an axis that they have.
/// - Precondition: there is a node at least.
public func concat(_ nodes: [Node], axis: Int = 0) -> Node { joined(.concat, nodes, axis, added: 0) }
/// The nodes along a new axis.
/// - Precondition: there is a node at least.
public func stack(_ nodes: [Node], axis: Int = 0) -> Node { joined(.stack, nodes, axis, added: 1) }

private func joined(_ join: Primitive.Join, _ nodes: [Node], _ axis: Int, added: Int) -> Node {
  guard let first = nodes.first else { preconditionFailure("there is nothing to join") }
  let axis = axis < 0 ? axis + first.shape.rank + added : axis
  return first.applying(Operation(.join(join), .axis(axis)), all: Array(nodes.dropFirst()))
}

/// Running sums.
public func cumsum(_ x: Node, axis: Int = 0) -> Node {
  x.applying(Operation(.scan(.sum), .axis(axis < 0 ? axis + x.shape.rank : axis)))
}
/// Running products; exact where some entries are 0.
public func cumprod(_ x: Node, axis: Int = 0) -> Node {
  x.applying(Operation(.scan(.product), .axis(axis < 0 ? axis + x.shape.rank : axis)))
}
/// The entries on and below the diagonal of the last two axes; 0 elsewhere.
public func tril(_ x: Node) -> Node { x.applying(Operation(.move(.tril))) }
/// The entries on and above the diagonal of the last two axes; 0 elsewhere.
public func triu(_ x: Node) -> Node { x.applying(Operation(.move(.triu))) }

extension Node {
  /// With the axes in reverse order.
  public var transposed: Node { transposed(axes: Array((0..<shape.rank).reversed())) }

  /// Axis k of the result is axis `axes[k]` of this.
  public func transposed(axes: [Int]) -> Node {
    let rank = shape.rank
    return applying(Operation(.move(.transpose), .axes(axes.map { $0 < 0 ? $0 + rank : $0 })))
  }

  /// The same entries in another shape, of which one length may be −1: what is left.
  public func reshaped(_ dimensions: [Int]) -> Node {
    var dimensions = dimensions
    if let open = dimensions.firstIndex(of: -1) {
      let known = dimensions.reduce(-1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      if known > 0, shape.count % known == 0 { dimensions[open] = shape.count / known }
    }
    return applying(Operation(.move(.reshape), .shape(Shape(dimensions))))
  }

  /// One entry for each index, from 0; negative ones count from the end.
  public subscript(_ indices: Int...) -> Node {
    let lengths = shape.dimensions
    return self[
      indices.enumerated().map { place, index in
        .entry(index < 0 && place < lengths.count ? index + lengths[place] : index)
      }]
  }

  /// The entries whose places are given along the first axes, by nodes of whole numbers; negative ones count from the end.
  public func taking(_ indices: Node...) -> Node { applying(Operation(.take, .axis(0)), all: indices) }

  /// Some rows, in order.
  public subscript(_ rows: Range<Int>) -> Node {
    self[[.slice(start: rows.lowerBound, count: rows.count, step: 1)]]
  }

  /// Any index: entries and slices, resolved against their axes.
  package subscript(_ subscripts: [Subscript]) -> Node {
    applying(Operation(.move(.index), .subscripts(subscripts)))
  }

  fileprivate func finding(_ find: Primitive.Find, _ axis: Int?) -> Node {
    let axes = axis.map { [$0 < 0 ? $0 + shape.rank : $0] }
    return applying(Operation(.find(find), .reduction(axes: axes, keepDimensions: false, ddof: 0)))
  }

  fileprivate func reduced(_ reduction: Primitive.Reduction, _ axis: Int?, _ keepDimensions: Bool, _ ddof: Double = 0)
    -> Node
  {
    let rank = shape.rank
    return applying(
      Operation(
        .reduce(reduction),
        .reduction(axes: axis.map { [$0 < 0 ? $0 + rank : $0] }, keepDimensions: keepDimensions, ddof: ddof)))
  }
}
