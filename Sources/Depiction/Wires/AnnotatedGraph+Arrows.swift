import Autodiff
import Formulas
import Pictures

extension AnnotatedGraph {
  /// One arrow an edge, between the boxes of the visible nodes.
  func arrows() -> [Arrow] {
    var boxIndex = [Int](repeating: -1, count: isVisible.count)
    var boxCount = 0
    for node in isVisible.indices where isVisible[node] {
      boxIndex[node] = boxCount
      boxCount += 1
    }
    var arrows: [Arrow] = []
    arrows.reserveCapacity(graph.edgeCount)
    forEachEdge { edge in
      arrows.append(arrow(along: edge, from: boxIndex[edge.source], to: boxIndex[edge.target]))
    }
    return arrows
  }

  private func arrow(along edge: Wire, from: Int, to: Int) -> Arrow {
    let formula = edge.formula?.formula
    let jacobian = jacobian(of: edge)
    let upstream = backward?.adjoint(of: edge.target)
    let number = jacobian.flatMap(numbers)
    let product = product(edge, jacobian, upstream)
    return Arrow(
      from: from, to: to, slot: edge.slot, term: edge.term, formula: formula, asciiFormula: edge.formula?.code,
      derivative: jacobian.map(Quantity.init), upstream: upstream.map(Quantity.init),
      contribution: edge.contribution.map(Quantity.init),
      tooltip: tooltip(of: edge, formula: formula, number: number, product: product),
      isActive: flow.isActive(from: edge.source, to: edge.target),
      text: text(of: edge, formula: formula, number: number, product: product))
  }

  /// A number between scalars, the Jacobian with shape target + source while it is small, else nil.
  private func jacobian(of edge: Wire) -> Tensor? {
    if let number = edge.derivative.scalar { return Tensor(number) }
    let (count, overflow) = edge.derivative.source.count.multipliedReportingOverflow(by: edge.derivative.target.count)
    return !overflow && count <= Depiction.jacobianLimit ? edge.derivative.jacobian() : nil
  }

  // MARK: What is shown

  private func text(of edge: Wire, formula: Formula?, number: String?, product: String?) -> ArrowText {
    var text = ArrowText()
    if parts.contains(.derivatives) {
      let shown = parts.contains(.formulas) || number == nil ? formula : nil
      if edge.derivative.scalar != nil {
        text.number = number
        if let shown, edge.formula?.literal == nil, shown.text != number {
          text.formula = shown.cut(to: Depiction.formulaColumns)
        }
      } else {
        text.formula = shown?.cut(to: Depiction.formulaColumns)
        // Beside a formula only where both fit.
        if let number, number.count + (text.formula?.text.count ?? 0) <= 32 || shown == nil { text.jacobian = number }
      }
    }
    if parts.contains(.contributions), flow.carriesShownGradient(from: edge.source, to: edge.target) {
      text.contribution = product
    }
    return text
  }

  /// The numbers of a derivative, if they are few.
  private func numbers(_ jacobian: Tensor) -> String? {
    jacobian.scalars.count <= Depiction.shownJacobianLimit
      ? format.line(jacobian, limit: Depiction.shownJacobianLimit) : nil
  }

  /// `6 · 2 = 12`, between scalars.
  private func product(_ edge: Wire, _ jacobian: Tensor?, _ upstream: Tensor?) -> String? {
    guard edge.derivative.scalar != nil, let local = jacobian?.scalar, let upstream = upstream?.scalar,
      let contribution = edge.contribution?.scalar
    else { return nil }
    // Where there is no edge for the gradient, nothing is multiplied: ∞ · 0 would be no number.
    if !upstream.isFinite, local == 0, contribution == 0 { return nil }
    return format.product(upstream, local, contribution)
  }

  /// `∂L/∂e = 2e = 6`, and below what flows back: `∂L/∂L · ∂L/∂e = 1 · 6 = 6`.
  private func tooltip(of edge: Wire, formula: Formula?, number: String?, product: String?) -> String {
    var derivative = "∂\(ids[edge.target])/∂\(ids[edge.source])"
    // With the other operand held, which the symbol does not say.
    if edge.isRepeated { derivative += " (operand \(edge.slot + 1))" }
    var text = derivative
    if edge.derivative.scalar != nil {
      if let formula, edge.formula?.literal == nil, formula.text != number { text += " = " + formula.text }
      if let number { text += " = " + number }
    } else {
      if let formula { text += ": " + formula.text }
      if let number { text += "\nJacobian " + number }
    }
    if let product {
      text += "\n\(gradientName(of: edge.target)) · \(derivative) = " + product
    }
    return text
  }
}
