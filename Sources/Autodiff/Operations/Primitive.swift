/// The closed list of operations. Everything that a graph can compute is made of these.
///
/// An operation has facets (shape, value, partials, domain, formula, notation); each facet is one table,
/// an exhaustive `switch` over this list, so that adding a primitive breaks the build exactly where an
/// answer is owed.
package enum Primitive: UInt8, CaseIterable, Sendable {
  case leaf
  /// `b = a`: a second name for a node.
  case identity
  /// The same value, of which nothing flows back.
  case detach

  // Of one variable, element by element.
  case negate, exp, log, sqrt, square, abs, sin, cos, tan, tanh, sigmoid, relu, softplus, silu, erf,
    sign, floor
  /// x·Φ(x), exactly; and its tanh form.
  case gelu, geluTanh
  /// `Attributes.number` is the slope below zero.
  case leakyRelu
  /// `Attributes.number` is alpha.
  case elu
  /// `Attributes.number` is the literal exponent.
  case power
  /// `Attributes.dropout`: each entry 0 or times 1/(1 − p).
  case dropout

  // Of two, element by element, broadcast by NumPy's rules.
  case add, subtract, multiply, divide, pow, minimum, maximum
  case less, lessEqual, greater, greaterEqual, equal

  /// `where(condition, a, b)`, broadcast.
  case select

  // Reductions: `Attributes.reduction`.
  case sum, mean, product, variance, standardDeviation, norm, logSumExp, largest, smallest

  // Shapes.
  /// `Attributes.shape`.
  case reshape
  /// `Attributes.axes`: axis k of the result is axis `axes[k]` of the operand.
  case transpose
  /// `Attributes.subscripts`.
  case index
  /// `Attributes.axis`; any number of operands.
  case concat, stack
  /// `Attributes.axis`.
  case cumsum
  case tril, triu

  // Products.
  /// NumPy's `@`: vectors, matrices, and batches of matrices.
  case matmul
  /// NumPy's `dot` of vectors and matrices.
  case dot

  // Networks.
  /// Along one axis, `Attributes.axis`.
  case softmax, logSoftmax
  /// Over the last axis, to mean 0 and variance 1, or to mean square 1; `Attributes.number` is eps, which is added below the root.
  case layerNorm, rmsNorm
  /// Of logits and of rows of probabilities along the last axis; the mean over the rows.
  case crossEntropy
  /// The rows of a table at whole numbers from 0; no gradient flows to these.
  case embedding
  /// A 1 at the place of each whole number along a new last axis, `Attributes.classes` long; no gradient.
  case oneHot
}

/// What an operation is told beside its operands; a literal exponent, axis or index is no node.
package enum Attributes: Hashable, Sendable {
  case none
  case number(Double)
  case axis(Int)
  case axes([Int])
  case shape(Shape)
  /// `axes` nil: over all. Axes are resolved: ascending, none negative. `ddof` is for variance and
  /// standard deviation.
  case reduction(axes: [Int]?, keepDimensions: Bool, ddof: Double)
  case subscripts([Subscript])
  /// `seed` alone, with the number of entries, says which entries are dropped; see `Attributes.keeps(_:)`.
  case dropout(probability: Double, seed: Int)
  /// How many classes there are.
  case classes(Int)
}

/// One place of an index: as resolved against the axis, so never negative.
package enum Subscript: Hashable, Sendable {
  /// One entry; the axis goes.
  case entry(Int)
  /// `count` entries from `start`, `step` apart (which may be negative); the axis stays.
  case slice(start: Int, count: Int, step: Int)
}

/// A primitive with its attributes.
package struct Operation: Hashable, Sendable {
  package let primitive: Primitive
  package let attributes: Attributes

  package init(_ primitive: Primitive, _ attributes: Attributes = .none) {
    self.primitive = primitive
    self.attributes = attributes
  }

  /// The function's name as the flow language writes it: `add`, `matmul`, `leaky_relu`; `leaf`.
  package var name: String { primitive.name }
}
