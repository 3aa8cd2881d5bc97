import Autodiff

/// A formula's tree: immutable, shared where it is the same, with its shape.
///
/// Sums and products have any number of terms, so that a long sum is wide and not deep; what is deep is never built
/// (see `Expression.depthLimit`), so that no walk over a tree can exhaust the stack.
final class Expression: Sendable {
  enum Kind: Sendable, Hashable {
    /// A literal; the sign belongs to it.
    case number(Double)
    /// π.
    case circleNumber
    /// A node of the figure.
    case name(String, node: Int)
    /// The gradient that arrives from above, by the name it has in the flow language.
    case upstream(String)
    case negative(Expression)
    case sum([Term])
    /// Element by element; at least two factors.
    case product([Expression])
    case quotient(Expression, Expression)
    case power(Expression, Expression)
    case call(Function, [Expression], [Option])
    case comparison(Relation, Expression, Expression)
    case matrixProduct(Expression, Expression)
    /// Every entry of one vector times every entry of another.
    case outerProduct(Expression, Expression)
    /// All axes reversed.
    case transposed(Expression)
    case indexed(Expression, [Subscript])
    /// `x[:, i, j]`: the axes from this one on by tensors of whole numbers.
    case taken(Expression, axis: Int, [Expression])
    /// `[a, b]`, one level of nesting for each axis.
    case list([Expression])
    /// All entries 0 or 1.
    case zeros
    case ones
    /// Ones on the diagonal.
    case identityMatrix
    /// diag(s) − s·sᵀ of a vector s.
    case softmaxMatrix(Expression)
    /// A divisor or the argument of a logarithm that counts as 1 where it is 0: by convention the derivative is 0
    /// there, and so is what it divides or multiplies. People do not write that; the flow language has to.
    case guarded(Expression)
    /// What people say, and the same in the flow language if that has it.
    case described(Expression?, [Phrase])
  }

  /// A part of a description.
  enum Phrase: Sendable, Hashable {
    case words(String)
    case part(Expression)
  }

  /// One term of a sum.
  struct Term: Sendable, Hashable {
    var isSubtracted = false
    var value: Expression
  }

  typealias Relation = Primitive.Comparison

  enum Function: Sendable, Hashable {
    case primitive(Primitive)
    /// Φ and φ: the normal distribution's.
    case normalCumulative, normalDensity
  }

  /// `axis=0`
  struct Option: Sendable, Hashable {
    enum Value: Sendable, Hashable {
      case number(Double), integer(Int), integers([Int]), text(String)
      /// One axis, which stays with the length 1.
      case line(Int)
    }
    let key: String
    let value: Value
  }

  let kind: Kind
  let shape: Shape
  /// How many symbols there are.
  let size: Int
  /// How many levels.
  let depth: Int
  let hasUpstream: Bool
  /// Whether the flow language has it.
  let hasCode: Bool
  /// For names: the place in the order of first use.
  let rank: Int
  private let fingerprint: Int

  /// Nothing deeper is built.
  static let depthLimit = 200

  init(_ kind: Kind, shape: Shape, rank: Int = .max) {
    self.kind = kind
    self.shape = shape
    self.rank = rank
    var size = 1
    var depth = 0
    var hasUpstream = false
    var hasCode = true
    if case .described(nil, _) = kind { hasCode = false }
    for part in kind.parts {
      hasCode = hasCode && part.hasCode
      size += part.size
      depth = max(depth, part.depth)
      hasUpstream = hasUpstream || part.hasUpstream
    }
    if case .upstream = kind { hasUpstream = true }
    // What a softmax's matrix is applied to stands twice in the flow language.
    if case .matrixProduct(let a, let b) = kind, case .softmaxMatrix = a.kind { size += a.size + b.size }
    self.size = size
    self.depth = depth + 1
    self.hasUpstream = hasUpstream
    self.hasCode = hasCode
    self.fingerprint = kind.hashValue
  }

  var isTooLarge: Bool { size > FormulaWriter.sizeLimit || depth > Expression.depthLimit }
}

extension Expression: Hashable {
  static func == (a: Expression, b: Expression) -> Bool {
    a === b || (a.fingerprint == b.fingerprint && a.shape == b.shape && a.kind == b.kind)
  }
  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension Expression.Kind {
  var parts: [Expression] {
    switch self {
    case .number, .circleNumber, .name, .upstream, .zeros, .ones, .identityMatrix: []
    case .negative(let a), .transposed(let a), .indexed(let a, _), .guarded(let a), .softmaxMatrix(let a): [a]
    case .sum(let terms): terms.map { $0.value }
    case .product(let parts), .call(_, let parts, _), .list(let parts): parts
    case .taken(let base, _, let indices): [base] + indices
    case .quotient(let a, let b), .power(let a, let b), .comparison(_, let a, let b), .matrixProduct(let a, let b),
      .outerProduct(let a, let b):
      [a, b]
    case .described(let code?, _): [code]
    case .described(nil, let phrases): phrases.parts
    }
  }
}

extension [Expression.Phrase] {
  var parts: [Expression] { compactMap { if case .part(let part) = $0 { part } else { nil } } }
}

extension Expression {
  static func number(_ value: Double) -> Expression { Expression(.number(value), shape: .scalar) }

  /// The value of a literal.
  var literal: Double? {
    if case .number(let value) = kind { return value }
    return nil
  }

  /// Whether a minus stands before it.
  var hasSign: Bool {
    if case .negative = kind { return true }
    return literal.map { $0 < 0 } ?? false
  }

  var isName: Bool {
    if case .name = kind { return true }
    return false
  }

  /// A tensor made one number.
  var isReduction: Bool {
    if case .call(_, let arguments, _) = kind { return shape.isScalar && arguments.contains { !$0.shape.isScalar } }
    return false
  }

  /// The upstream gradient, or the same with axes of length 1 put in, so that it broadcasts.
  var isUpstreamSeen: Bool {
    if case .call(.primitive(.move(.reshape)), let arguments, _) = kind {
      return arguments[0].isUpstream
        && arguments[0].shape.dimensions.filter { $0 != 1 } == shape.dimensions.filter { $0 != 1 }
    }
    return isUpstream
  }

  var isUpstream: Bool {
    if case .upstream = kind { return true }
    return false
  }
}
