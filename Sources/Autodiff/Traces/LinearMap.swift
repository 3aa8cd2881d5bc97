/// A derivative as a linear map from the source's space to the target's. Never a full Jacobian unless asked.
package struct LinearMap: Sendable {
  package let source: Shape
  package let target: Shape
  let form: Form

  /// What such maps are made of.
  enum Form: Sendable {
    /// A number, between single numbers.
    case scale(Double)
    /// Target entry `rows[k]` takes `weights[k]` times source entry `columns[k]`.
    case sparse(Sparse)
    /// So many source entries, one after the other, go into a target entry, each times the same number.
    case even(length: Int, weight: Double)
    /// The product with the other operand, from the left or the right.
    case product(Product)
    /// Running sums along an axis: so many numbers from one to the next, so many along the axis.
    case runningSum(stride: Int, length: Int)
    /// Along the lines of one axis, each entry from all of its line.
    case lines(Lines)
    /// From a square matrix to its inverse, which is given.
    case inverse(side: Int, [Double])
    /// Something composed, such as a region's derivative.
    case composed(apply: @Sendable (Tensor) -> Tensor, transpose: @Sendable (Tensor) -> Tensor)
  }

  struct Sparse: Sendable {
    /// nil: entry by entry.
    var rows: [Int32]?
    var columns: [Int32]?
    var weights: [Double]

    /// Nothing gets through.
    static var none: Sparse { Sparse(rows: [], columns: [], weights: []) }

    @inline(__always) func row(_ place: Int) -> Int { rows.map { Int($0[place]) } ?? place }
    @inline(__always) func column(_ place: Int) -> Int { columns.map { Int($0[place]) } ?? place }
  }

  struct Product: Sendable {
    let plan: Plan
    let block: Block
    /// Whether the source is the left operand.
    let isLeft: Bool
    /// The value of the other one.
    let other: [Double]
  }

  struct Lines: Sendable {
    let kind: Primitive.Lines
    let block: Block
    let results: [Double]
    /// Of norms: the factor of each line.
    let scales: [Double]
  }

  init(source: Shape, target: Shape, form: Form) {
    self.source = source
    self.target = target
    self.form = form
  }

  /// A map given by what it does to tangents and to cotangents.
  package init(
    source: Shape, target: Shape, apply: @escaping @Sendable (Tensor) -> Tensor,
    transpose: @escaping @Sendable (Tensor) -> Tensor
  ) {
    self.init(source: source, target: target, form: .composed(apply: apply, transpose: transpose))
  }

  /// A map between single numbers.
  package init(scale: Double) { self.init(source: .scalar, target: .scalar, form: .scale(scale)) }

  /// The number, between scalars.
  package var scalar: Double? {
    guard source.isScalar, target.isScalar else { return nil }
    switch form {
    case .scale(let number): return number
    case .sparse(let entries): return entries.weights.reduce(0, +)
    case .even(_, let weight): return weight
    case .product, .runningSum, .lines, .inverse, .composed: return applied(to: Tensor(1)).scalars[0]
    }
  }

  /// True if nothing gets through.
  package var isZero: Bool {
    switch form {
    case .scale(let number): number == 0
    case .sparse(let entries): entries.weights.allSatisfy { $0 == 0 }
    case .product(let product): product.other.allSatisfy { $0 == 0 }
    case .even, .runningSum, .inverse: false
    case .lines(let lines):
      switch lines.kind {
      case .softmax, .logSoftmax, .layerNorm, .batchNorm: lines.block.length == 1
      case .rmsNorm: false
      }
    case .composed: jacobian().scalars.allSatisfy { $0 == 0 }
    }
  }
}
