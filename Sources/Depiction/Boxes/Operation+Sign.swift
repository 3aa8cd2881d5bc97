import Autodiff
import Letters

extension Operation {
  /// What stands in the box of an unnamed node: `·`, `+`, `tanh`, `²`, `[0, 1]`.
  var sign: String {
    switch primitive {
    case .leaf: ""
    case .identity: "="
    case .map(let map): map.sign ?? name
    case .parametric(.power): exponentSign
    case .pair(let pair): pair.sign ?? name
    case .compare(let comparison): comparison.sign
    case .move(.transpose): "ᵀ"
    case .move(.index): indexSign
    case .take: "[…]"
    case .product(.matmul): "@"
    case .detach, .parametric(.leakyRelu), .parametric(.elu), .dropout, .choose, .reduce, .find, .pool,
      .move(.reshape), .move(.tril), .move(.triu), .move(.diag), .join, .scan, .product(.dot), .product(.outer),
      .convolve,
      .matrix, .lines, .crossEntropy, .embedding, .oneHot:
      name
    }
  }

  /// What stands in a gate: `×`, `+`, `exp`, `(·)²`.
  var gate: String {
    switch primitive {
    case .pair(.multiply): "×"
    case .map(.square), .parametric(.power): "(·)" + sign
    default: sign
    }
  }

  /// `³`, `⁻¹`, `^0.5`.
  private var exponentSign: String {
    guard case .number(let exponent) = attributes else { return "^" }
    guard let whole = Int(exactly: exponent), whole.magnitude < 1000 else {
      return "^" + NumberFormat().text(exponent)
    }
    return String(whole, .raised)
  }

  private var indexSign: String {
    guard case .subscripts(let places) = attributes else { return "[]" }
    let texts = places.map { place in
      switch place {
      case .entry(let index):
        return "\(index)"
      case .slice(let start, let count, let step):
        let end = start + count * step
        // Before the first entry nothing can be written: −1 is the last.
        return "\(start):" + (end < 0 ? "" : "\(end)") + (step == 1 ? "" : ":\(step)")
      }
    }
    return "[" + texts.joined(separator: ", ") + "]"
  }
}

extension Primitive.Map {
  /// Nil: its name.
  fileprivate var sign: String? {
    switch self {
    case .negate: "−"
    case .square: "²"
    case .sqrt: "√"
    case .sigmoid: "σ"
    case .exp, .expm1, .log, .log1p, .log2, .log10, .abs, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh,
      .asinh,
      .acosh, .atanh, .relu, .softplus, .silu, .erf, .sign, .floor, .ceil, .round, .gelu, .geluTanh:
      nil
    }
  }
}

extension Primitive.Pair {
  /// Nil: its name.
  fileprivate var sign: String? {
    switch self {
    case .add: "+"
    case .subtract: "−"
    case .multiply: "·"
    case .divide: "/"
    case .pow: "^"
    case .minimum, .maximum, .atan2: nil
    }
  }
}

extension Primitive.Comparison {
  fileprivate var sign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .equal: "=="
    }
  }
}
