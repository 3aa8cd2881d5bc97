import Letters

/// LaTeX and braces: an error that shows the language's own signs.
extension Parser {
  /// What stands in braces from here to their partner on this line.
  func braced(from start: Int) -> (inner: Range<Int>, end: Int)? {
    guard start < lexer.bytes.count, lexer.bytes[start] == UInt8(ascii: "{") else { return nil }
    return partner(UInt8(ascii: "{"), UInt8(ascii: "}"), from: start).map { ((start + 1)..<$0, $0 + 1) }
  }

  /// `{x + y}`, `x^{2}`, `h_{t-1}`, `max{0, x}`, with the brace as the current word.
  mutating func braces() -> Unreadable? {
    guard let (inner, end) = braced(from: token.start), !lexer.bytes[inner].contains(UInt8(ascii: "=")),
      !inner.isEmpty
    else { return nil }
    let written = text(inner)
    let isBehindName = previous.kind == .name && previous.end == token.start
    guard isBehindName else { return fail(.braces(["(\(written))"]), at: token.start..<end) }
    let range = previous.start..<end
    let name = text(previous.range)
    if words.function(previous.name) != nil { return fail(.braces(["\(name)(\(written))"]), at: range) }
    let isIndex = name.hasSuffix("_") && written.unicodeScalars.allSatisfy { $0.isLetter || $0.isDigit }
    return fail(.braces(isIndex ? [name + written] : []), at: range)
  }

  /// `\\frac{a}{b}`, `\\sigma`, with the stroke as the current word.
  mutating func latex() -> Unreadable {
    let start = token.start
    var end = start + 1
    while end < lexer.bytes.count, lexer.bytes[end].isLetter { end += 1 }
    let name = text((start + 1)..<end)
    if name.isEmpty, end < lexer.bytes.count, lexer.bytes[end] < 0x80 { end += 1 }
    let written = text(start..<end)
    func failing(_ readings: [String], _ end: Int) -> (GrammarProblem, Range<Int>) {
      (.latex(written, readings), start..<end)
    }
    var result = failing([], end)
    switch name {
    case "frac", "dfrac", "tfrac":
      guard let above = braced(from: end), let below = braced(from: above.end) else { break }
      let quotient = "\(atom(above.inner))/\(atom(below.inner))"
      result = failing([joinsBehind(below.end) ? "(\(quotient))" : quotient], below.end)
    case "sqrt":
      if let under = braced(from: end) { result = failing(["√(\(text(under.inner)))"], under.end) }
    case "mathrm", "mathbf", "text", "operatorname", "mathit", "boldsymbol":
      if let inner = braced(from: end) { result = failing([text(inner.inner)], inner.end) }
    default:
      if let sign = Parser.latexSigns[name] { result = failing([sign], end) }
    }
    return fail(result.0, at: result.1)
  }

  /// `$x$`
  mutating func dollars() -> Unreadable? {
    let line = lexer.bytes[token.end..<lineEnd(from: token.end)]
    guard let end = line.firstIndex(of: UInt8(ascii: "$")) else { return nil }
    return fail(.latex("$", [text(token.end..<end)]), at: token.start..<(end + 1))
  }

  /// A stretch in brackets, unless it is a name or a number.
  private func atom(_ range: Range<Int>) -> String {
    let isOne = lexer.bytes[range].allSatisfy { $0.isLetter || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }
    return isOne ? text(range) : "(\(text(range)))"
  }

  /// Whether an operand stands behind.
  private func joinsBehind(_ end: Int) -> Bool {
    var ahead = lexer
    ahead.position = end
    switch ahead.next().kind {
    case .name, .number, .openParenthesis, .root, .bar, .normBar, .bad, .power, .superscript: return true
    default: return false
    }
  }

  private static let latexSigns: [String: String] = [
    "cdot": "·", "times": "×", "odot": "⊙", "circ": "∘", "div": "÷", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠",
    "neq": "≠", "pi": "π", "infty": "∞", "partial": "∂", "sum": "Σ", "top": "⊤", "intercal": "⊤", "left": "",
    "right": "",
    "big": "", "Big": "", "bigl": "", "bigr": "", "quad": " ", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lvert": "|",
    "rvert": "|", "vert": "|", "exp": "exp", "log": "log", "ln": "ln", "sin": "sin", "cos": "cos", "tan": "tan",
    "tanh": "tanh", "sinh": "sinh", "cosh": "cosh", "max": "max", "min": "min", "det": "det", "arcsin": "arcsin",
    "arccos": "arccos", "arctan": "arctan", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
    "ell": "ℓ", "nabla": "∇",
  ]
}
