import Autodiff
import Pictures

/// How nodes, derivatives and numbers are written in an explanation.
struct ChainNotation {
  let annotated: AnnotatedGraph
  var format: NumberFormat { annotated.format }

  /// `ŷ`, `ŷ.2`.
  func name(_ node: Int) -> Formula { .name(annotated.ids[node], node: node) }

  /// `∂L/∂ŷ`.
  func partial(_ target: Int, by source: Int) -> Formula { .derivative(of: name(target), by: name(source)) }

  /// The derivative along one edge alone: in parentheses where its symbol means more.
  func partial(along edge: ChainEdge, hasDetour: Bool) -> Formula {
    let symbol = partial(edge.target, by: edge.source)
    return hasDetour ? symbol.inParentheses : symbol
  }

  func number(_ number: Double) -> Formula { format.formula(number) }

  /// In parentheses if it is negative, to stand behind an operator.
  func operand(_ number: Double) -> Formula {
    let formula = format.formula(number)
    return formula.runs[0].text.hasPrefix("−") ? formula.inParentheses : formula
  }

  /// A tensor in one line, or summed up.
  func value(_ tensor: Tensor) -> Formula { format.formula(tensor) }
}
