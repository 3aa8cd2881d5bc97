/// What was probably meant.
enum Suggestion {
  /// The candidate that is nearly `word`; the first of the equally near.
  static func nearest(_ word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased())
    guard letters.count <= 64 else { return nil }
    let limit = letters.count <= 2 ? 1 : letters.count <= 5 ? 2 : 3
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = editDistance(letters, other)
      // Of a short word, something must be left.
      guard distance <= limit, distance < max(letters.count, other.count) else { continue }
      if letters.count <= 2, letters.first != other.first { continue }
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

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
    switch word.lowercased() {
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
    switch word.lowercased() {
    case "absolute", "fabs": "abs"
    case "logistic", "sigma", "expit": "sigmoid"
    case "average", "avg": "mean"
    case "maximum", "amax", "fmax": "max"
    case "minimum", "amin", "fmin": "min"
    case "power": "pow"
    case "product": "prod"
    case "variance": "var"
    case "concatenate", "cat", "hstack", "vstack": "concat"
    case "randn": "normal"
    case "rand": "uniform"
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

  /// A new name beside one that is taken: `c2` for `c`.
  static func next(_ name: String, taken: (String) -> Bool = { _ in false }) -> String {
    let stem = name.last?.isNumber == true ? name + "_" : name
    var number = 2
    while taken(stem + String(number)) { number += 1 }
    return stem + String(number)
  }
}
