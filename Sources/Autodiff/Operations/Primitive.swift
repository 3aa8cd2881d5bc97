/// The closed list of operations, by family. Everything that a graph can compute is made of these.
///
/// An operation has facets (shape, value, partials, domain, formula, notation). Each facet is one table: an exhaustive
/// `switch` over the families, and within a family over its members. So a new operation breaks the build exactly where
/// an answer is owed, and no table names what is not its business.
@usableFromInline package enum Primitive: Hashable, Sendable, CaseIterable {
  case leaf
  /// `b = a`: a second name for a node.
  case identity
  /// The same value, of which nothing flows back.
  case detach
  /// Of one number, entry by entry.
  case map(Map)
  /// Of one number and a literal one, `Attributes.number`, entry by entry.
  case parametric(Parametric)
  /// `Attributes.dropout`: each entry 0 or times 1/(1 − p).
  case dropout
  /// Of two numbers, entry by entry, broadcast by NumPy's rules.
  case pair(Pair)
  /// 1 where it holds, else 0; entry by entry, broadcast.
  case compare(Comparison)
  /// `where(condition, a, b)`, entry by entry, broadcast.
  case choose
  /// Many entries to one: `Attributes.reduction`.
  case reduce(Reduction)
  /// Where an entry stands among those along an axis, or among all: `Attributes.reduction`. A whole number from 0.
  case find(Find)
  /// Over windows of the last axes: `Attributes.window`.
  case pool(Pool)
  /// The entries of one operand moved or left out, but not changed.
  case move(Move)
  /// The entries of any number of operands side by side: `Attributes.axis`.
  case join(Join)
  /// Running along one axis, `Attributes.axis`.
  case scan(Scan)
  /// Linear in each of two operands.
  case product(Product)
  /// Cross-correlation of an image `[channels, …]` or `[batch, channels, …]` with a kernel `[out, channels, …]`, as in PyTorch:
  /// `Attributes.window`, whose size is the kernel's.
  case convolve(Convolution)
  /// Of a square matrix.
  case matrix(Matrix)
  /// Along the lines of one axis, each entry from all of its line.
  case lines(Lines)
  /// Of logits and of rows of probabilities along the last axis; the mean over the rows.
  case crossEntropy
  /// The rows of a table at whole numbers from 0.
  case embedding
  /// `x[i, j]` with tensors of whole numbers: the operands behind the first, which are broadcast, stand for as many axes from
  /// `Attributes.axis` on. Negative numbers count from the end.
  case take
  /// A 1 at the place of each whole number along a new last axis, `Attributes.classes` long.
  case oneHot

  // The raw values are the functions' names in the flow language.

  @usableFromInline package enum Map: String, CaseIterable, Sendable {
    case negate, exp, expm1, log, log1p, log2, log10, sqrt, square, abs, sin, cos, tan, asin, acos, atan
    case sinh, cosh, tanh, asinh, acosh, atanh, sigmoid, relu, softplus, silu, erf, sign, floor, ceil, round
    /// x·Φ(x), exactly; and its tanh form.
    case gelu
    case geluTanh = "gelu_tanh"
  }

  @usableFromInline package enum Parametric: String, CaseIterable, Sendable {
    /// The number is the slope below zero.
    case leakyRelu = "leaky_relu"
    /// The number is alpha.
    case elu
    /// The number is the exponent.
    case power
  }

  @usableFromInline package enum Pair: String, CaseIterable, Sendable {
    case add, subtract, multiply, divide, pow, atan2
    case minimum = "min"
    case maximum = "max"
  }

  @usableFromInline package enum Comparison: String, CaseIterable, Sendable {
    case less
    case lessOrEqual = "less_equal"
    case greater
    case greaterOrEqual = "greater_equal"
    case equal
  }

  @usableFromInline package enum Reduction: String, CaseIterable, Sendable {
    case sum, mean
    case product = "prod"
    case variance = "var"
    case standardDeviation = "std"
    case norm
    case logSumExp = "logsumexp"
    case largest = "max"
    case smallest = "min"
  }

  @usableFromInline package enum Find: String, CaseIterable, Sendable {
    /// Of equal ones the first.
    case largest = "argmax"
    case smallest = "argmin"
  }

  @usableFromInline package enum Pool: String, CaseIterable, Sendable {
    case max1d = "max_pool1d"
    case max2d = "max_pool2d"
    case mean1d = "avg_pool1d"
    case mean2d = "avg_pool2d"
  }

  @usableFromInline package enum Move: String, CaseIterable, Sendable {
    /// `Attributes.shape`.
    case reshape
    /// `Attributes.axes`: axis k of the result is axis `axes[k]` of the operand.
    case transpose
    /// `Attributes.subscripts`.
    case index
    case tril, triu
    /// A vector as the diagonal of a matrix, and the diagonal of a matrix as a vector.
    case diag
  }

  @usableFromInline package enum Join: String, CaseIterable, Sendable {
    case concat, stack
  }

  @usableFromInline package enum Scan: String, CaseIterable, Sendable {
    case sum = "cumsum"
    case product = "cumprod"
  }

  @usableFromInline package enum Product: String, CaseIterable, Sendable {
    /// NumPy's `@`: vectors, matrices, and batches of matrices.
    case matmul
    /// NumPy's `dot` of vectors and matrices.
    case dot
    /// Every entry of one vector times every entry of another.
    case outer
  }

  @usableFromInline package enum Convolution: String, CaseIterable, Sendable {
    case line = "conv1d"
    case plane = "conv2d"

    /// How many axes the kernel moves along.
    package var axes: Int {
      switch self {
      case .line: 1
      case .plane: 2
      }
    }
  }

  @usableFromInline package enum Matrix: String, CaseIterable, Sendable {
    case inverse = "inv"
    case determinant = "det"
  }

  @usableFromInline package enum Lines: String, CaseIterable, Sendable {
    /// Along `Attributes.axis`.
    case softmax
    case logSoftmax = "log_softmax"
    /// Over the last axis, to mean 0 and variance 1; `Attributes.number` is eps, which is added below the root.
    case layerNorm = "layer_norm"
    /// The same over the first axis.
    case batchNorm = "batch_norm"
    /// Over the last axis, to mean square 1; eps as of `layerNorm`.
    case rmsNorm = "rms_norm"
  }
}

extension Primitive {
  @usableFromInline package static var allCases: [Primitive] {
    var all: [Primitive] = [.leaf, .identity, .detach]
    all += Map.allCases.map { .map($0) } + Parametric.allCases.map { .parametric($0) } + [.dropout]
    all += Pair.allCases.map { .pair($0) } + Comparison.allCases.map { .compare($0) } + [.choose]
    all += Find.allCases.map { .find($0) } + Pool.allCases.map { .pool($0) }
    all += Convolution.allCases.map { .convolve($0) } + Matrix.allCases.map { .matrix($0) }
    all += Reduction.allCases.map { .reduce($0) } + Move.allCases.map { .move($0) } + Join.allCases.map { .join($0) }
    all += Scan.allCases.map { .scan($0) } + Product.allCases.map { .product($0) }
    all += Lines.allCases.map { .lines($0) } + [.crossEntropy, .embedding, .take, .oneHot]
    return all
  }

  /// The function's name as the flow language writes it, and `operation` in JSON and DOT.
  package var name: String {
    switch self {
    case .leaf: "leaf"
    case .identity: "identity"
    case .detach: "detach"
    // Two forms of one function.
    case .map(.geluTanh): "gelu"
    case .map(let map): map.rawValue
    case .parametric(let parametric): parametric.rawValue
    case .dropout: "dropout"
    case .pair(let pair): pair.rawValue
    case .compare(let comparison): comparison.rawValue
    case .choose: "where"
    case .reduce(let reduction): reduction.rawValue
    case .find(let find): find.rawValue
    case .pool(let pool): pool.rawValue
    case .convolve(let convolution): convolution.rawValue
    case .matrix(let matrix): matrix.rawValue
    case .move(let move): move.rawValue
    case .join(let join): join.rawValue
    case .scan(let scan): scan.rawValue
    case .product(let product): product.rawValue
    case .lines(let lines): lines.rawValue
    case .crossEntropy: "cross_entropy"
    case .embedding: "embedding"
    case .take: "take"
    case .oneHot: "one_hot"
    }
  }
}
