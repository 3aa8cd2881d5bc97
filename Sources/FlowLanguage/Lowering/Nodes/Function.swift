import Autodiff

/// The functions of the language by their names; the one table of what `f(` may be.
enum Function: CaseIterable {
  // Of one variable.
  case exp, log, sqrt, square, abs, sin, cos, tan, tanh, sigmoid, relu, leakyRelu, elu, softplus, gelu, silu, erf
  case sign, floor
  // Of two, or a reduction with one operand.
  case min, max
  case pow
  // Reductions.
  case sum, mean, prod, variance, standardDeviation, norm, logSumExp
  // Shapes and products.
  case reshape, transpose, concat, stack, dot, matmul, cumsum, tril, triu, choose
  // Leaf values.
  case zeros, ones, normal, uniform, xavier, he, csv
  // Networks.
  case softmax, logSoftmax, layerNorm, rmsNorm, crossEntropy, mse, embedding, oneHot, dropout, detach

  /// How it may be written; the first is the standard one.
  var spellings: [String] {
    switch self {
    case .exp: ["exp"]
    case .log: ["log", "ln"]
    case .sqrt: ["sqrt"]
    case .square: ["square"]
    case .abs: ["abs"]
    case .sin: ["sin"]
    case .cos: ["cos"]
    case .tan: ["tan"]
    case .tanh: ["tanh"]
    case .sigmoid: ["sigmoid", "σ"]
    case .relu: ["relu"]
    case .leakyRelu: ["leaky_relu"]
    case .elu: ["elu"]
    case .softplus: ["softplus"]
    case .gelu: ["gelu"]
    case .silu: ["silu", "swish"]
    case .erf: ["erf"]
    case .sign: ["sign"]
    case .floor: ["floor"]
    case .min: ["min"]
    case .max: ["max"]
    case .pow: ["pow"]
    case .sum: ["sum"]
    case .mean: ["mean"]
    case .prod: ["prod"]
    case .variance: ["var"]
    case .standardDeviation: ["std"]
    case .norm: ["norm"]
    case .logSumExp: ["logsumexp"]
    case .reshape: ["reshape"]
    case .transpose: ["transpose"]
    case .concat: ["concat"]
    case .stack: ["stack"]
    case .dot: ["dot"]
    case .matmul: ["matmul"]
    case .cumsum: ["cumsum"]
    case .tril: ["tril"]
    case .triu: ["triu"]
    case .choose: ["where"]
    case .zeros: ["zeros"]
    case .ones: ["ones"]
    case .normal: ["normal"]
    case .uniform: ["uniform"]
    case .xavier: ["xavier"]
    case .he: ["he"]
    case .csv: ["csv"]
    case .softmax: ["softmax"]
    case .logSoftmax: ["log_softmax"]
    case .layerNorm: ["layer_norm"]
    case .rmsNorm: ["rms_norm"]
    case .crossEntropy: ["cross_entropy"]
    case .mse: ["mse"]
    case .embedding: ["embedding"]
    case .oneHot: ["one_hot"]
    case .dropout: ["dropout"]
    case .detach: ["detach"]
    }
  }

  /// What a call of it does.
  enum Form {
    case map(Primitive.Map)
    /// One number beside the operand: `leaky_relu(x, slope=0.01)`.
    case parametric(Primitive.Parametric, option: String, standard: Double)
    case gelu, detach
    case pairOrReduction(Primitive.Pair, Primitive.Reduction)
    case reduction(Primitive.Reduction)
    case power
    case product(Primitive.Product)
    case join(Primitive.Join)
    case reshape, transpose, cumsum, triangle(Primitive.Move), choose
    /// Along one axis, the last one unless given.
    case softmax(Primitive.Lines)
    /// Over the last axis, then times a gain and plus a bias, where there are any.
    case norm(Primitive.Lines)
    case crossEntropy, meanSquaredError, embedding, oneHot, dropout
    case filled(Double)
    case random, csv
  }

  var form: Form {
    switch self {
    case .exp: .map(.exp)
    case .log: .map(.log)
    case .sqrt: .map(.sqrt)
    case .square: .map(.square)
    case .abs: .map(.abs)
    case .sin: .map(.sin)
    case .cos: .map(.cos)
    case .tan: .map(.tan)
    case .tanh: .map(.tanh)
    case .sigmoid: .map(.sigmoid)
    case .relu: .map(.relu)
    case .leakyRelu: .parametric(.leakyRelu, option: "slope", standard: 0.01)
    case .elu: .parametric(.elu, option: "alpha", standard: 1)
    case .softplus: .map(.softplus)
    case .gelu: .gelu
    case .silu: .map(.silu)
    case .erf: .map(.erf)
    case .sign: .map(.sign)
    case .floor: .map(.floor)
    case .min: .pairOrReduction(.minimum, .smallest)
    case .max: .pairOrReduction(.maximum, .largest)
    case .pow: .power
    case .sum: .reduction(.sum)
    case .mean: .reduction(.mean)
    case .prod: .reduction(.product)
    case .variance: .reduction(.variance)
    case .standardDeviation: .reduction(.standardDeviation)
    case .norm: .reduction(.norm)
    case .logSumExp: .reduction(.logSumExp)
    case .reshape: .reshape
    case .transpose: .transpose
    case .concat: .join(.concat)
    case .stack: .join(.stack)
    case .dot: .product(.dot)
    case .matmul: .product(.matmul)
    case .cumsum: .cumsum
    case .tril: .triangle(.tril)
    case .triu: .triangle(.triu)
    case .choose: .choose
    case .zeros: .filled(0)
    case .ones: .filled(1)
    case .normal, .uniform, .xavier, .he: .random
    case .csv: .csv
    case .softmax: .softmax(.softmax)
    case .logSoftmax: .softmax(.logSoftmax)
    case .layerNorm: .norm(.layerNorm)
    case .rmsNorm: .norm(.rmsNorm)
    case .crossEntropy: .crossEntropy
    case .mse: .meanSquaredError
    case .embedding: .embedding
    case .oneHot: .oneHot
    case .dropout: .dropout
    case .detach: .detach
    }
  }

  /// Positional arguments from this one on are part of the operation and no operands: axes, shapes, file names.
  var operandLimit: Int {
    switch form {
    case .map, .parametric, .gelu, .detach, .reduction, .reshape, .transpose, .cumsum, .triangle, .softmax, .oneHot,
      .dropout:
      1
    case .pairOrReduction, .power, .product, .crossEntropy, .meanSquaredError, .embedding: 2
    case .norm: 1 + operandOptions.count
    case .choose: 3
    case .join: .max
    case .filled, .random, .csv: 0
    }
  }

  /// Options whose values are nodes; they too may be given by position behind the operands.
  var operandOptions: [String] {
    switch self {
    case .layerNorm: ["gain", "bias"]
    case .rmsNorm: ["gain"]
    default: []
    }
  }

  /// The options that a call may name, in the order in which they may also be given by position behind the operands.
  var options: [String] {
    switch self {
    case .min, .max, .sum, .mean, .prod, .norm, .logSumExp: ["axis", "keepdims"]
    case .variance, .standardDeviation: ["axis", "keepdims", "ddof"]
    case .leakyRelu: ["slope"]
    case .elu: ["alpha"]
    case .gelu: ["approximate"]
    case .reshape: ["shape"]
    case .transpose: ["axes"]
    case .concat, .stack, .cumsum, .softmax, .logSoftmax: ["axis"]
    case .layerNorm, .rmsNorm: operandOptions + ["eps"]
    case .oneHot: ["classes"]
    case .dropout: ["p", "seed"]
    case .zeros, .ones: ["shape"]
    case .normal: ["shape", "mean", "std", "seed"]
    case .uniform: ["shape", "low", "high", "seed"]
    case .xavier, .he: ["shape", "seed"]
    case .csv: ["file", "columns"]
    default: []
    }
  }

  static let allSpellings = allCases.flatMap { $0.spellings }
}
