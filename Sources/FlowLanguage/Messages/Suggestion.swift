import Letters

/// What was probably meant.
enum Suggestion {
  /// The candidate that is a slip of `word`: the same but for case and `_`, or a letter or two of a longer word. Digits and
  /// primes are no slips: `w2` is another than `w1`. None if several are as near.
  /// - Parameter isName: whether it is an author's, of which short ones are often alike.
  static func nearest(_ word: String, among candidates: [String], isName: Bool = false) -> String? {
    let letters = plain(word)
    guard letters.count <= 64, letters.count > 1 else { return nil }
    let limit = letters.count <= (isName ? 3 : 2) ? 0 : letters.count <= 6 ? 1 : 2
    var best: (distance: Int, candidate: String)?
    var isAlone = true
    for candidate in candidates {
      let other = plain(candidate)
      guard abs(other.count - letters.count) <= limit, marks(other) == marks(letters) else { continue }
      let distance = editDistance(letters, other)
      guard distance <= limit else { continue }
      if distance == best?.distance { isAlone = isAlone && candidate == best?.candidate }
      if distance < best?.distance ?? .max { (best, isAlone) = ((distance, candidate), true) }
    }
    return isAlone ? best?.candidate : nil
  }

  private static func plain(_ word: String) -> [Character] { word.canonicalName.inSmallLetters.filter { $0 != "_" } }

  private static func marks(_ word: [Character]) -> [Character] { word.filter { $0.isNumber || $0 == "'" } }

  /// Insertions, deletions, substitutions and swaps of neighbours.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in 0..<b.count {
        row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
      }
      before = last
      last = row
    }
    return last[b.count]
  }

  /// Words of other languages for a keyword.
  static func keyword(_ word: String) -> String? {
    switch word.inSmallLetters {
    case "parameter", "weight", "variable", "var", "bias", "trainable": "param"
    case "data", "const", "constant", "let", "leaf": "input"
    case "label", "truth": "target"
    case "assert", "check", "claim": "expect"
    case "func", "function", "fn", "define": "def"
    case "objective", "cost", "minimize": "loss"
    case "result": "output"
    case "caption": "title"
    default: nil
    }
  }

  /// Functions of other libraries.
  static func function(_ word: String) -> String? {
    switch word.inSmallLetters {
    case "absolute", "fabs": "abs"
    case "logistic", "sigma", "expit": "sigmoid"
    case "average", "avg": "mean"
    case "maximum", "amax", "fmax": "max"
    case "minimum", "amin", "fmin": "min"
    case "power": "pow"
    case "product": "prod"
    case "variance": "var"
    case "concatenate", "cat", "hstack", "vstack": "concat"
    case "tg": "tan"
    case "sqr": "square"
    case "mm", "bmm": "matmul"
    case "leakyrelu": "leaky_relu"
    case "nll_loss": "nll"
    case "l1_loss": "l1"
    case "huber_loss", "smooth_l1_loss": "huber"
    case "binary_cross_entropy": "bce"
    case "binary_cross_entropy_with_logits": "bce_with_logits"
    case "log_sigmoid": "logsigmoid"
    case "hard_tanh": "hardtanh"
    case "determinant": "det"
    case "inverse": "inv"
    case "batchnorm": "batch_norm"
    case "layernorm": "layer_norm"
    case "rmsnorm": "rms_norm"
    case "maxpool2d": "max_pool2d"
    case "avgpool2d": "avg_pool2d"
    case "identity": "eye"
    default: nil
    }
  }

  /// What a function of mathematics is in terms of those that there are; nil for what is none. Its name is no slip of
  /// another's.
  static func mathematics(_ name: String, _ x: String) -> [String]? {
    switch name {
    case "sec": ["1/cos(\(x))"]
    case "csc", "cosec": ["1/sin(\(x))"]
    case "cot", "ctg": ["1/tan(\(x))"]
    case "sech": ["1/cosh(\(x))"]
    case "csch": ["1/sinh(\(x))"]
    case "coth": ["1/tanh(\(x))"]
    case "erfc": ["(1 - erf(\(x)))"]
    case "logit": ["(log(\(x)) - log(1 - (\(x))))"]
    case "cbrt": ["sign(\(x))*abs(\(x))^(1/3)"]
    case "lg", "lb", "ld", "celu", "trunc", "frac", "gamma", "lgamma", "gammaln", "digamma", "beta", "erfinv",
      "sinc", "hypot", "mod", "rem", "fmod", "gcd", "lcm", "factorial", "binom", "argsort", "sort", "median",
      "mode", "quantile", "percentile", "histogram", "cov", "corr", "corrcoef", "len", "size", "shape", "rank",
      "numel", "ndim", "pinv", "eig", "eigh", "eigvals", "svd", "qr", "lu", "cholesky", "chol", "lstsq",
      "kron", "inner", "roll", "pad", "rot90", "tile", "diff", "gradient", "conv", "fft", "ifft", "dct",
      "norm1", "int", "float", "bool", "range", "zip", "map", "filter", "sorted", "print", "id":
      []
    default: nil
    }
  }

  /// The inverse of a function, where it is one.
  static func inverse(_ name: String) -> String? {
    switch name {
    case "sin": "asin"
    case "cos": "acos"
    case "tan": "atan"
    case "sinh": "asinh"
    case "cosh": "acosh"
    case "tanh": "atanh"
    case "exp": "log"
    case "log", "ln": "exp"
    case "sqrt": "square"
    default: nil
    }
  }

  /// A new name beside one that is taken: `c2` for `c`.
  static func next(_ name: String, taken: (String) -> Bool = { _ in false }) -> String {
    let stem = name.last?.isNumber == true ? name + "_" : name
    var number = 2
    while taken(stem + String(number)) { number += 1 }
    return stem + String(number)
  }
}
