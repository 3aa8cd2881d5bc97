import Autodiff
import Letters

extension Operation {
  /// What stands in the box of an unnamed node: `·`, `+`, `tanh`, `²`, `[0, 1]`.
  var sign: String {
    switch primitive {
    case .leaf: ""
    case .identity: "="
    case .negate, .subtract: "−"
    case .add: "+"
    case .multiply: "·"
    case .divide: "/"
    case .square: "²"
    case .power: exponentSign
    case .pow: "^"
    case .sqrt: "√"
    case .sigmoid: "σ"
    case .less: "<"
    case .lessEqual: "≤"
    case .greater: ">"
    case .greaterEqual: "≥"
    case .equal: "=="
    case .transpose: "ᵀ"
    case .matmul: "@"
    case .index: indexSign
    case .detach, .exp, .log, .abs, .sin, .cos, .tan, .tanh, .relu, .softplus, .silu, .erf, .floor, .gelu, .geluTanh,
      .leakyRelu, .elu, .minimum, .maximum, .select, .sum, .mean, .product, .variance, .standardDeviation, .norm,
      .logSumExp, .largest, .smallest, .reshape, .concat, .stack, .cumsum, .tril, .triu, .dot, .sign,
      .dropout,
      .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding, .oneHot:
      primitive.name
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
