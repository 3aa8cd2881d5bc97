import Autodiff

/// A function of the language; all of them are the one table of what `f(` may be.
struct Function {
  /// How it may be written; the first is the standard one.
  let names: [String]
  let form: Form

  private init(_ names: String..., form: Form) {
    self.names = names
    self.form = form
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
    case random(Distribution)
    case csv
  }

  enum Distribution { case normal, uniform, xavier, he }

  static let all: [Function] = [
    Function("exp", form: .map(.exp)), Function("log", "ln", form: .map(.log)), Function("sqrt", form: .map(.sqrt)),
    Function("square", form: .map(.square)), Function("abs", form: .map(.abs)), Function("sin", form: .map(.sin)),
    Function("cos", form: .map(.cos)), Function("tan", form: .map(.tan)), Function("tanh", form: .map(.tanh)),
    Function("sigmoid", "σ", form: .map(.sigmoid)), Function("relu", form: .map(.relu)),
    Function("leaky_relu", form: .parametric(.leakyRelu, option: "slope", standard: 0.01)),
    Function("elu", form: .parametric(.elu, option: "alpha", standard: 1)),
    Function("softplus", form: .map(.softplus)), Function("gelu", form: .gelu),
    Function("silu", "swish", form: .map(.silu)), Function("erf", form: .map(.erf)),
    Function("sign", form: .map(.sign)), Function("floor", form: .map(.floor)),
    Function("min", form: .pairOrReduction(.minimum, .smallest)),
    Function("max", form: .pairOrReduction(.maximum, .largest)), Function("pow", form: .power),
    Function("sum", form: .reduction(.sum)), Function("mean", form: .reduction(.mean)),
    Function("prod", form: .reduction(.product)), Function("var", form: .reduction(.variance)),
    Function("std", form: .reduction(.standardDeviation)), Function("norm", form: .reduction(.norm)),
    Function("logsumexp", form: .reduction(.logSumExp)), Function("reshape", form: .reshape),
    Function("transpose", form: .transpose), Function("concat", form: .join(.concat)),
    Function("stack", form: .join(.stack)), Function("dot", form: .product(.dot)),
    Function("matmul", form: .product(.matmul)), Function("cumsum", form: .cumsum),
    Function("tril", form: .triangle(.tril)), Function("triu", form: .triangle(.triu)),
    Function("where", form: .choose), Function("zeros", form: .filled(0)), Function("ones", form: .filled(1)),
    Function("normal", form: .random(.normal)), Function("uniform", form: .random(.uniform)),
    Function("xavier", form: .random(.xavier)), Function("he", form: .random(.he)), Function("csv", form: .csv),
    Function("softmax", form: .softmax(.softmax)), Function("log_softmax", form: .softmax(.logSoftmax)),
    Function("layer_norm", form: .norm(.layerNorm)), Function("rms_norm", form: .norm(.rmsNorm)),
    Function("cross_entropy", form: .crossEntropy), Function("mse", form: .meanSquaredError),
    Function("embedding", form: .embedding), Function("one_hot", form: .oneHot),
    Function("dropout", form: .dropout), Function("detach", form: .detach),
  ]

  /// Whether it gives leaves their values and stands nowhere else.
  var isForLeaves: Bool {
    switch form {
    case .random, .csv: true
    default: false
    }
  }

  /// Whether one number as its operand was hardly meant: `mean(x·h)`.
  var goesOverEntries: Bool {
    switch form {
    case .pairOrReduction, .reduction(.mean), .reduction(.variance), .reduction(.standardDeviation),
      .reduction(.logSumExp), .softmax:
      true
    default: false
    }
  }

  /// What a call of it may be given.
  var signature: Signature {
    switch form {
    case .map, .detach, .triangle: Signature(operands: 1)
    case .parametric(_, let option, _): Signature(operands: 1, positional: [option])
    case .gelu: Signature(operands: 1, named: ["approximate"])
    case .pairOrReduction: Signature(operands: 2, named: ["axis", "keepdims"])
    case .reduction(.variance), .reduction(.standardDeviation):
      Signature(operands: 1, named: ["axis", "keepdims", "ddof"])
    case .reduction: Signature(operands: 1, named: ["axis", "keepdims"])
    case .power, .product, .crossEntropy, .meanSquaredError, .embedding: Signature(operands: 2)
    case .choose: Signature(operands: 3)
    case .join: Signature(operands: .max, named: ["axis"])
    case .reshape: Signature(operands: 1, positional: ["shape"])
    case .transpose: Signature(operands: 1, positional: ["axes"])
    case .cumsum, .softmax: Signature(operands: 1, named: ["axis"])
    case .norm(.layerNorm):
      Signature(operands: 1, positional: ["gain", "bias"], named: ["eps"], nodes: ["gain", "bias"])
    case .norm: Signature(operands: 1, positional: ["gain"], named: ["eps"], nodes: ["gain"])
    case .oneHot: Signature(operands: 1, positional: ["classes"])
    case .dropout: Signature(operands: 1, positional: ["p", "seed"])
    case .filled: Signature(positional: ["shape"])
    case .random(.normal): Signature(positional: ["shape", "mean", "std", "seed"])
    case .random(.uniform): Signature(positional: ["shape", "low", "high", "seed"])
    case .random(.xavier), .random(.he): Signature(positional: ["shape", "seed"])
    case .csv: Signature(positional: ["file"], named: ["columns"])
    }
  }
}
