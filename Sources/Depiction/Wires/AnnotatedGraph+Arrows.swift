import Autodiff
import Pictures

extension AnnotatedGraph {
  func arrows(_ formulas: WrittenFormulas) -> [Arrow] {
    var arrows: [Arrow] = []
    arrows.reserveCapacity(formulas.derivatives.count)
    forEachArrow(formulas) { arrows.append($0) }
    return arrows
  }

  /// One arrow an edge, between the boxes of the visible nodes.
  func forEachArrow(_ formulas: WrittenFormulas, _ body: (Arrow) -> Void) {
    var boxOfNode = [Int](repeating: -1, count: isVisible.count)
    var boxCount = 0
    for node in isVisible.indices where isVisible[node] {
      boxOfNode[node] = boxCount
      boxCount += 1
    }
    var count = 0
    forEachEdge { edge in
      let formula = formulas.derivatives[count]
      body(arrow(along: edge, formula, from: boxOfNode[edge.source], to: boxOfNode[edge.target]))
      count += 1
    }
  }

  private func arrow(along edge: Wire, _ formula: WrittenFormulas.Derivative?, from: Int, to: Int) -> Arrow {
    let jacobian = edge.map.flatMap { Self.jacobian(of: $0) }
    var arrow = Arrow(
      from: from, to: to, slot: edge.slot, term: edge.term, formula: formula?.formula, asciiFormula: formula?.code,
      derivative: edge.number.map { .number($0) } ?? jacobian.map { Quantity($0) },
      upstream: gradient(of: edge.target),
      contribution: edge.contribution, isActive: flow.isActive(from: edge.source, to: edge.target))
    if texts.isDisjoint(with: [.labels, .tooltips]) { return arrow }
    let number = edge.number.map { format.text($0) } ?? jacobian.flatMap { numbers($0) }
    arrow.band = band(of: arrow, along: edge, number: number)
    let showsProduct =
      parts.contains(.contributions) && flow.carriesShownGradient(from: edge.source, to: edge.target)
    let product = showsProduct || texts.contains(.tooltips) ? product(arrow) : nil
    if texts.contains(.labels) {
      arrow.text = text(of: edge, formula, number: number)
      if showsProduct { arrow.text.contribution = product }
      if isCircuit {
        arrow.text = ArrowText()
        arrow.text.forward = forward(from: edge.source)
        if parts.contains(.gradients), flow.carriesShownGradient(from: edge.source, to: edge.target) {
          arrow.text.backward = arrow.contribution.map { brief($0) }
        }
      }
    }
    if texts.contains(.tooltips) { arrow.tooltip = tooltip(of: edge, formula, number: number, product: product) }
    return arrow
  }

  /// The Jacobian with shape target + source while it is small.
  private static func jacobian(of map: LinearMap) -> Tensor? {
    let (count, overflow) = map.source.count.multipliedReportingOverflow(by: map.target.count)
    return !overflow && count <= Depiction.jacobianLimit ? map.jacobian() : nil
  }

  // MARK: What is shown

  private func text(of edge: Wire, _ formula: WrittenFormulas.Derivative?, number: String?) -> ArrowText {
    var text = ArrowText()
    guard parts.contains(.derivatives) else { return text }
    if texts.contains(.names), detail.closesDefinitions {
      text.name = derivativeName(of: edge.target, by: edge.source)
    }
    if parts.contains(.formulas) { text.formula = formula?.label }
    if edge.number != nil {
      text.number = number
      if let number, formula?.literal != nil || text.formula?.reads(number) ?? false { text.formula = nil }
    } else if text.formula == nil {
      text.formula = derivativeName(of: edge.target, by: edge.source)
    }
    return text
  }

  /// `s = 1`, or without a name `4`; nil for a literal, which says so itself.
  private func forward(from node: Int) -> Formula? {
    guard parts.contains(.values) else { return nil }
    let value = Formula.number(brief(value(of: node)))
    if graph.primitive(of: node) == .leaf { return circuit[node].isNamed ? value : nil }
    return circuit[node].isNamed ? .name(ids[node], node: node) + " = " + value : value
  }

  /// A number, or a tensor's numbers where they are few; else its shape.
  private func brief(_ quantity: Quantity) -> String {
    switch quantity {
    case .number(let number): format.text(number)
    case .tensor(let shape, let entries):
      entries.count > 3 ? NumberFormat.size(shape) : format.line(Tensor(quantity))
    }
  }

  /// The numbers of a derivative, if they are few.
  private func numbers(_ jacobian: Tensor) -> String? {
    jacobian.scalars.count <= Depiction.shownJacobianLimit
      ? format.line(jacobian, limit: Depiction.shownJacobianLimit) : nil
  }

  /// `6 · 2 = 12`, between scalars.
  private func product(_ arrow: Arrow) -> String? {
    guard case .number(let local)? = arrow.derivative, case .number(let upstream)? = arrow.upstream,
      case .number(let contribution)? = arrow.contribution
    else { return nil }
    // Where there is no edge for the gradient, nothing is multiplied: ∞ · 0 would be no number.
    if !upstream.isFinite, local == 0, contribution == 0 { return nil }
    return format.product(upstream, local, contribution)
  }

  /// `∂L/∂e = 2e = 6`, and below what flows back: `∂L/∂L · ∂L/∂e = 1 · 6 = 6`.
  private func tooltip(
    of edge: Wire, _ formula: WrittenFormulas.Derivative?, number: String?, product: String?
  ) -> String {
    var derivative = ""
    derivative.append("∂", ids[edge.target], "/∂", ids[edge.source])
    // With the other operand held, which the symbol does not say.
    if edge.isRepeated { derivative += " (operand \(edge.slot + 1))" }
    var text = derivative
    text.reserveCapacity(80)
    let symbols = formula?.formula.text
    if edge.number != nil {
      if let symbols, formula?.literal == nil, symbols != number { text.append(" = ", symbols) }
      if let number { text.append(" = ", number) }
    } else {
      if let symbols { text.append(": ", symbols) }
      if let number { text.append("\nJacobian ", number) }
    }
    if let product { text.append("\n∂", outputName, "/∂", ids[edge.target], " · ", derivative, " = ", product) }
    return text
  }
}

extension String {
  mutating func append(_ pieces: String...) {
    for piece in pieces { self += piece }
  }
}
