import Letters
import Pictures

/// Formulas in LaTeX's mathematics: they compile as they stand, with `amsmath`, and no name in them is a command.
struct LaTeXFormula {
  /// The command for functions that LaTeX does not know by name.
  let functionName: String

  /// Whether brackets have one size, as they must where a line ends between them.
  var hasPlainBrackets = false

  private let fractionName: String

  init(functionName: String = "\\operatorname", fractionName: String = "\\frac") {
    self.functionName = functionName
    self.fractionName = fractionName
  }

  func text(_ formula: Formula) -> String {
    var place = 0
    return text(formula.runs.filter { $0.layout != .line }, &place)
  }

  /// Up to what ends the part, or to the end.
  func text(_ runs: [Formula.Run], _ place: inout Int) -> String {
    var text = ""
    func part() -> String {
      place += 1
      return self.text(runs, &place)
    }
    while place < runs.count {
      let run = runs[place]
      switch run.kind {
      case .next, .row, .end: return text
      case .fraction: text += "\(fractionName){\(part())}{\(part())}"
      case .root: text += "\\sqrt{\(part())}"
      case .power: text += "^{\(part())}"
      case .cases:
        let condition = part()
        text +=
          "\\begin{cases} \(part()) & \\text{if } \(condition) \\\\ \(part()) & \\text{otherwise} \\end{cases}"
      case .matrix:
        text += "\\begin{bmatrix} " + part()
        while place < runs.count, runs[place].kind != .end {
          text += (runs[place].kind == .row ? " \\\\ " : " & ") + part()
        }
        text += " \\end{bmatrix}"
      default: text += self.text(run)
      }
      place += 1
    }
    return text
  }

  private func text(_ run: Formula.Run) -> String {
    switch run.kind {
    case .name: return name(run.text)
    case .differential: return "\\partial "
    case .number: return run.text == "NaN" ? "\\text{NaN}" : number(run.text)
    case .exponent: return "10^{\(number(run.text))}"
    case .sign: return Self.signs[run.text] ?? run.text.map { LaTeXText.mathematics($0) }.joined()
    case .dot: return " \\cdot "
    case .comma: return ",\\, "
    case .upstream: return "\\boxed{\\phantom{x}}"
    case .function: return function(run.text)
    case .open where hasPlainBrackets: return run.text == "‖" ? "\\lVert " : run.text
    case .close where hasPlainBrackets: return run.text == "‖" ? "\\rVert " : run.text
    case .open: return run.text == "‖" ? "\\left\\lVert " : "\\left" + run.text
    case .close: return run.text == "‖" ? "\\right\\rVert" : "\\right" + run.text
    case .raised: return "^{\(run.text == "T" ? "\\top" : number(run.text))}"
    case .lowered: return "_{\(run.text)}"
    case .words: return "\\text{\(LaTeXText.words(run.text, isInFormula: true))}"
    case .fraction, .root, .power, .cases, .matrix, .next, .row, .end: return ""
    }
  }

  /// Signs that LaTeX sets otherwise than letter by letter.
  private static let signs = [" == ": " = ", ": ": "\\colon "]

  private func number(_ digits: String) -> String {
    digits.map { $0 == "−" ? "-" : $0 == "∞" ? "\\infty " : String($0) }.joined()
  }

  private func function(_ name: String) -> String {
    if name == "Σ" { return "\\sum" }
    if name.count == 1, let letter = name.first { return LaTeXText.mathematics(letter) }
    let isKnown = ["exp", "log", "sin", "cos", "tan", "tanh", "min", "max"].contains(name)
    return isKnown ? "\\" + name : "\(functionName){\(LaTeXText.words(name))}"
  }

  // MARK: Names

  /// `w_{1}`, `\hat{y}`, `{W}_{[0, 1]}`; what is no name in mathematics stands as text.
  private func name(_ name: String) -> String {
    let asWords = "\\text{\(LaTeXText.words(name, isInFormula: true))}"
    guard let parts = NameParts(name)?.parts else { return asWords }
    var words: [String] = []
    var text = ""
    for (place, part) in parts.enumerated() {
      switch part {
      case .letters(let letters):
        guard let symbol = symbol(letters) else { return asWords }
        text += symbol
      case .index(let index):
        if place > 0, case .index = parts[place - 1] { text = text.dropLast() + "," } else { text += "_{" }
        text += self.index(index) + "}"
      case .primes(let primes): text += primes
      case .place(let index):
        // One index behind the other would be two at an accent.
        if place > 0, case .place = parts[place - 1] {
          text = text.dropLast() + index + "}"
        } else {
          text = "{\(text)}_{\(index)}"
        }
      case .point:
        words.append(text)
        text = ""
      }
    }
    return (words + [text]).joined(separator: ".")
  }

  private func index(_ text: String) -> String {
    let isNumber = text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    if isNumber { return text }
    let symbol = text.count == 1 ? symbol(text) : nil
    return symbol ?? "\\text{\(LaTeXText.words(text, isInFormula: true))}"
  }

  /// Nil where LaTeX has no command for a letter.
  private func symbol(_ letters: String) -> String? {
    if letters.utf8.allSatisfy({ $0 < 0x80 }) { return letters.count == 1 ? letters : "\\mathit{\(letters)}" }
    var symbols: [String] = []
    for letter in letters {
      guard let symbol = LaTeXText.symbol(letter) else { return nil }
      symbols.append(symbol)
    }
    // Δw: a Greek letter before a name.
    return symbols.count == 1 ? symbols[0] : "{\(symbols.joined(separator: " "))}"
  }
}
