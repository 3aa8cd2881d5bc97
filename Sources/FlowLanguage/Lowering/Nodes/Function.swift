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
    case pair(Primitive.Pair)
    case pairOrReduction(Primitive.Pair, Primitive.Reduction)
    case reduction(Primitive.Reduction)
    case find(Primitive.Find)
    case power
    case product(Primitive.Product)
    case join(Primitive.Join)
    case reshape, flatten, transpose, flip, `repeat`, scan(Primitive.Scan), move(Primitive.Move), choose, einsum
    case matrix(Primitive.Matrix)
    case convolution(Primitive.Convolution), pool(Primitive.Pool)
    case composed(Composition)
    /// Along one axis, the last one unless given.
    case softmax(Primitive.Lines)
    /// Over the last axis, then times a gain and plus a bias, where there are any.
    case norm(Primitive.Lines)
    case crossEntropy, embedding, oneHot, dropout
    case filled(Double), like(Double), full, eye, arange, linspace
    case random(Distribution)
    case csv
  }

  /// What is made of other functions.
  enum Composition {
    // Of one operand, entry by entry.
    case exp2, rsqrt, reciprocal, logSigmoid, relu6, hardtanh, selu, mish, clip
    // Losses, each the mean.
    case meanSquaredError, meanAbsoluteError, huber, binaryCrossEntropy, binaryCrossEntropyOfLogits, divergence
    case linear, negativeLogLikelihood, solve, trace, cross
  }

  enum Distribution {
    case normal, uniform, xavier, he
    /// Whether numbers behind the first one are certainly lengths, and not a mean or a bound.
    var isOfShape: Bool {
      switch self {
      case .normal, .uniform: false
      case .xavier, .he: true
      }
    }
  }

  static let all: [Function] = [
    Function("exp", form: .map(.exp)), Function("exp2", form: .composed(.exp2)),
    Function("expm1", form: .map(.expm1)), Function("log", "ln", form: .map(.log)),
    Function("log2", form: .map(.log2)), Function("log10", form: .map(.log10)),
    Function("log1p", form: .map(.log1p)), Function("sqrt", form: .map(.sqrt)),
    Function("rsqrt", form: .composed(.rsqrt)), Function("square", form: .map(.square)),
    Function("reciprocal", form: .composed(.reciprocal)), Function("abs", form: .map(.abs)),
    Function("sin", form: .map(.sin)), Function("cos", form: .map(.cos)), Function("tan", form: .map(.tan)),
    Function("asin", "arcsin", form: .map(.asin)), Function("acos", "arccos", form: .map(.acos)),
    Function("atan", "arctan", form: .map(.atan)), Function("sinh", form: .map(.sinh)),
    Function("cosh", form: .map(.cosh)), Function("tanh", form: .map(.tanh)),
    Function("asinh", "arcsinh", "arsinh", form: .map(.asinh)),
    Function("acosh", "arccosh", "arcosh", form: .map(.acosh)),
    Function("atanh", "arctanh", "artanh", form: .map(.atanh)), Function("sigmoid", "σ", form: .map(.sigmoid)),
    Function("logsigmoid", form: .composed(.logSigmoid)), Function("relu", form: .map(.relu)),
    Function("relu6", form: .composed(.relu6)), Function("selu", form: .composed(.selu)),
    Function("mish", form: .composed(.mish)), Function("hardtanh", form: .composed(.hardtanh)),
    Function("clip", "clamp", form: .composed(.clip)),
    Function("leaky_relu", form: .parametric(.leakyRelu, option: "slope", standard: 0.01)),
    Function("elu", form: .parametric(.elu, option: "alpha", standard: 1)),
    Function("softplus", form: .map(.softplus)), Function("gelu", form: .gelu),
    Function("silu", "swish", form: .map(.silu)), Function("erf", form: .map(.erf)),
    Function("sign", form: .map(.sign)), Function("floor", form: .map(.floor)),
    Function("ceil", form: .map(.ceil)), Function("round", form: .map(.round)),
    Function("atan2", "arctan2", form: .pair(.atan2)),
    Function("min", form: .pairOrReduction(.minimum, .smallest)),
    Function("max", form: .pairOrReduction(.maximum, .largest)), Function("pow", form: .power),
    Function("sum", form: .reduction(.sum)), Function("mean", form: .reduction(.mean)),
    Function("prod", form: .reduction(.product)), Function("var", form: .reduction(.variance)),
    Function("std", form: .reduction(.standardDeviation)), Function("norm", form: .reduction(.norm)),
    Function("logsumexp", form: .reduction(.logSumExp)), Function("argmax", form: .find(.largest)),
    Function("argmin", form: .find(.smallest)), Function("reshape", form: .reshape),
    Function("flatten", form: .flatten), Function("transpose", form: .transpose),
    Function("concat", form: .join(.concat)), Function("stack", form: .join(.stack)),
    Function("flip", form: .flip), Function("repeat", form: .repeat), Function("cumsum", form: .scan(.sum)),
    Function("cumprod", form: .scan(.product)), Function("tril", form: .move(.tril)),
    Function("triu", form: .move(.triu)), Function("diag", form: .move(.diag)), Function("where", form: .choose),
    Function("dot", form: .product(.dot)), Function("matmul", form: .product(.matmul)),
    Function("outer", form: .product(.outer)), Function("cross", form: .composed(.cross)),
    Function("trace", form: .composed(.trace)), Function("det", form: .matrix(.determinant)),
    Function("inv", form: .matrix(.inverse)), Function("solve", form: .composed(.solve)),
    Function("einsum", form: .einsum), Function("zeros", form: .filled(0)), Function("ones", form: .filled(1)),
    Function("zeros_like", form: .like(0)), Function("ones_like", form: .like(1)), Function("full", form: .full),
    Function("eye", form: .eye), Function("arange", form: .arange), Function("linspace", form: .linspace),
    Function("normal", form: .random(.normal)), Function("uniform", form: .random(.uniform)),
    Function("xavier", form: .random(.xavier)), Function("he", form: .random(.he)), Function("csv", form: .csv),
    Function("softmax", form: .softmax(.softmax)), Function("log_softmax", form: .softmax(.logSoftmax)),
    Function("layer_norm", form: .norm(.layerNorm)), Function("batch_norm", form: .norm(.batchNorm)),
    Function("rms_norm", form: .norm(.rmsNorm)),
    Function("cross_entropy", form: .crossEntropy), Function("mse", form: .composed(.meanSquaredError)),
    Function("l1", form: .composed(.meanAbsoluteError)), Function("huber", form: .composed(.huber)),
    Function("bce", form: .composed(.binaryCrossEntropy)),
    Function("bce_with_logits", form: .composed(.binaryCrossEntropyOfLogits)),
    Function("nll", form: .composed(.negativeLogLikelihood)),
    Function("conv1d", form: .convolution(.line)), Function("conv2d", form: .convolution(.plane)),
    Function("max_pool1d", form: .pool(.max1d)), Function("max_pool2d", form: .pool(.max2d)),
    Function("avg_pool1d", form: .pool(.mean1d)), Function("avg_pool2d", form: .pool(.mean2d)),
    Function("kl_div", form: .composed(.divergence)), Function("linear", form: .composed(.linear)),
    Function("embedding", form: .embedding), Function("one_hot", form: .oneHot),
    Function("dropout", form: .dropout), Function("detach", form: .detach),
  ]

  /// Added in 0.2: a file may have a function of its own of that name, which then is meant.
  var isRecent: Bool { Self.recent.contains(names[0]) }

  private static let recent: Set<String> = [
    "exp2", "expm1", "log2", "log10", "log1p", "rsqrt", "reciprocal", "asin", "acos", "atan", "sinh", "cosh", "asinh",
    "acosh", "atanh", "logsigmoid", "relu6", "selu", "mish", "hardtanh", "clip", "ceil", "round", "atan2", "argmax",
    "argmin", "flatten", "flip", "repeat", "cumprod", "diag", "outer", "cross", "trace", "det", "inv", "solve",
    "einsum", "batch_norm", "l1", "huber", "bce", "bce_with_logits", "nll", "kl_div", "linear", "conv1d", "conv2d",
    "max_pool1d", "max_pool2d", "avg_pool1d", "avg_pool2d", "full", "eye", "arange", "linspace", "zeros_like",
    "ones_like",
  ]

  /// Whether it gives leaves their values and stands nowhere else.
  var isForLeaves: Bool {
    switch form {
    case .random, .csv: true
    default: false
    }
  }

  /// Whether a shape's lengths are often given one by one, which has an answer of its own.
  var takesLooseShape: Bool {
    switch form {
    case .filled, .reshape: true
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
    case .map, .detach, .move, .flatten, .matrix, .like: Signature(operands: 1)
    case .parametric(_, let option, _): Signature(operands: 1, named: [option])
    case .composed(let composition): composition.signature
    case .gelu: Signature(operands: 1, named: ["approximate"])
    case .pairOrReduction: Signature(operands: 2, named: ["axis", "keepdims"])
    case .reduction(.variance), .reduction(.standardDeviation):
      Signature(operands: 1, named: ["axis", "keepdims", "ddof"])
    case .reduction(.norm): Signature(operands: 1, named: ["ord", "axis", "keepdims"])
    case .reduction, .find: Signature(operands: 1, named: ["axis", "keepdims"])
    case .pair, .power, .product, .crossEntropy, .embedding: Signature(operands: 2)
    case .choose: Signature(operands: 3)
    case .join: Signature(operands: .max, named: ["axis"])
    case .reshape: Signature(operands: 1, positional: ["shape"])
    case .transpose: Signature(operands: 1, named: ["axes"])
    case .scan, .softmax, .flip: Signature(operands: 1, named: ["axis"])
    case .repeat: Signature(operands: 1, positional: ["times"], named: ["axis"])
    case .einsum: Signature(operands: .max)
    case .convolution: Signature(operands: 2, positional: ["bias"], named: ["stride", "padding"], nodes: ["bias"])
    case .pool: Signature(operands: 1, positional: ["size"], named: ["stride"])
    case .norm(.rmsNorm): Signature(operands: 1, named: ["gain", "eps"], nodes: ["gain"])
    case .norm: Signature(operands: 1, named: ["gain", "bias", "eps"], nodes: ["gain", "bias"])
    case .oneHot: Signature(operands: 1, positional: ["classes"])
    case .dropout: Signature(operands: 1, named: ["p", "seed"])
    case .filled: Signature(positional: ["shape"])
    case .full: Signature(positional: ["shape", "value"])
    case .eye: Signature(positional: ["n"])
    case .arange: Signature(positional: ["start", "stop"], named: ["step"])
    case .linspace: Signature(positional: ["start", "stop", "count"])
    case .random(.normal): Signature(positional: ["shape"], named: ["mean", "std", "seed"])
    case .random(.uniform): Signature(positional: ["shape"], named: ["low", "high", "seed"])
    case .random(.xavier), .random(.he): Signature(positional: ["shape"], named: ["seed"])
    case .csv: Signature(positional: ["file"], named: ["columns"])
    }
  }
}

extension Function.Composition {
  fileprivate var signature: Signature {
    switch self {
    case .exp2, .rsqrt, .reciprocal, .logSigmoid, .relu6, .hardtanh, .selu, .mish, .trace: Signature(operands: 1)
    case .clip: Signature(operands: 1, named: ["low", "high"], nodes: ["low", "high"])
    case .meanSquaredError, .meanAbsoluteError, .binaryCrossEntropy, .binaryCrossEntropyOfLogits, .divergence,
      .negativeLogLikelihood, .solve, .cross:
      Signature(operands: 2)
    case .huber: Signature(operands: 2, named: ["delta"])
    case .linear: Signature(operands: 2, positional: ["b"], nodes: ["b"])
    }
  }
}
