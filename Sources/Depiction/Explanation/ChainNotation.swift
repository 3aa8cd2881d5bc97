import Autodiff
import Formulas
import Pictures

/// How nodes, derivatives and numbers are written in an explanation.
struct ChainNotation {
  let annotated: AnnotatedGraph
  var format: NumberFormat { annotated.format }

  /// `ŷ`, `ŷ.2`.
  func name(_ node: Int) -> Maths {
    let id = annotated.ids[node]
    if let definition = annotated.model.definition(holding: node), definition.node != node {
      return Maths(id, latex: "{\(latex(of: definition.name))}_{.\(node - definition.firstNode + 1)}")
    }
    return Maths(id, latex: latex(of: id))
  }

  /// A name, and of an entry or member its subscripts: `W[0, 1]`.
  private func latex(of name: String) -> String {
    guard let bracket = name.firstIndex(of: "["), name.last == "]", bracket != name.startIndex else {
      return LaTeXName.text(name)
    }
    let inside = name[name.index(after: bracket)...].dropLast()
    guard inside.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "," || $0 == " ") }) else {
      return LaTeXName.text(name)
    }
    return "{\(LaTeXName.text(String(name[..<bracket])))}_{[\(inside)]}"
  }

  /// `∂L/∂ŷ`.
  func partial(_ target: Int, by source: Int) -> Maths {
    let (above, below) = (name(target), name(source))
    return Maths(
      "∂\(above.text)/∂\(below.text)", latex: "\\frac{\\partial \(above.latex)}{\\partial \(below.latex)}")
  }

  /// The derivative along one edge alone: in parentheses where its symbol means more.
  func partial(along edge: ChainEdge, hasDetour: Bool) -> Maths {
    let symbol = partial(edge.target, by: edge.source)
    return hasDetour ? Maths("(\(symbol.text))", latex: "\\left(\(symbol.latex)\\right)") : symbol
  }

  func number(_ number: Double) -> Maths {
    let text = format.text(number)
    return Maths(text, latex: Self.latex(ofNumber: text))
  }

  /// In parentheses if it is negative, to stand behind an operator.
  func operand(_ number: Double) -> Maths {
    let maths = self.number(number)
    return maths.text.hasPrefix("−") ? Maths("(\(maths.text))", latex: "\\left(\(maths.latex)\\right)") : maths
  }

  /// `1.5e−7` as `1.5 \cdot 10^{-7}`.
  static func latex(ofNumber text: String) -> String {
    if text == "NaN" { return "\\text{NaN}" }
    let plain = text.map { $0 == "−" ? "-" : $0 == "∞" ? "\\infty " : String($0) }.joined()
    guard let e = plain.firstIndex(of: "e") else { return plain }
    return "\(plain[..<e]) \\cdot 10^{\(plain[plain.index(after: e)...])}"
  }

  /// A tensor in one line, or summed up.
  func value(_ tensor: Tensor) -> Maths {
    if let number = tensor.scalar, tensor.shape.isScalar { return self.number(number) }
    let text = format.line(tensor)
    guard tensor.scalars.count <= 6 else { return Maths(text, latex: "\\text{\(Self.latexWords(text))}") }
    let numbers = tensor.scalars.map { Self.latex(ofNumber: format.text($0)) }
    let lengths = tensor.shape.dimensions
    let latex: String
    if lengths.count == 2, lengths[1] > 0 {
      let rows = stride(from: 0, to: numbers.count, by: lengths[1]).map { start in
        numbers[start..<start + lengths[1]].joined(separator: " & ")
      }
      latex = "\\begin{bmatrix} \(rows.joined(separator: " \\\\ ")) \\end{bmatrix}"
    } else if lengths.count == 1 {
      latex = "\\left[\(numbers.joined(separator: ",\\, "))\\right]"
    } else {
      latex = "\\text{\(Self.latexWords(text))}"
    }
    return Maths(text, latex: latex)
  }

  /// Our own words, in which only numbers' signs are special.
  private static func latexWords(_ text: String) -> String {
    text.map { $0 == "−" ? "$-$" : $0 == "×" ? "$\\times$" : $0 == "∞" ? "$\\infty$" : String($0) }.joined()
  }

  func formula(_ formula: Formula, isFirst: Bool = true) -> Maths {
    Maths(
      formula.factorText(.unicode, isFirst: isFirst), latex: formula.factorText(.latex, isFirst: isFirst))
  }

  /// Formulas that are too long to be read stand for themselves.
  static let tooLong = Maths("…", latex: "\\cdots")
}
