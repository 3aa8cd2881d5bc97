import Autodiff
import Pictures

extension BeatCaptions {
  /// Contributions on their way, and their sums where several have come together.
  func backwardBeats() -> [Beat] {
    var beats: [Beat] = []
    // What has arrived at each box so far: arrows in order.
    var arrived: [Int: [Int]] = [:]
    for arrows in line.backward {
      var sources: [Int] = []
      for arrow in arrows {
        let source = diagram.arrows[arrow].from
        if arrived[source]?.isEmpty ?? true || !sources.contains(source) { sources.append(source) }
        arrived[source, default: []].append(arrow)
      }
      var partial: [Int: [String]] = [:]
      var complete: [Int] = []
      for source in sources where line.contributors[source].count > 1 {
        let parts = arrived[source] ?? []
        partial[source] = sum(of: parts).map(format.lines) ?? [""]
        if parts.count == line.contributors[source].count { complete.append(source) }
      }
      beats.append(
        Beat(
          .backward, boxes: sources, arrows: arrows, caption: joined(arrows.lazy.map(contributionCaption)),
          partialGradients: partial))
      if !complete.isEmpty {
        beats.append(Beat(.accumulate, boxes: complete, caption: joined(complete.lazy.map(sumCaption))))
      }
    }
    return beats
  }

  private func sum(of arrows: [Int]) -> Tensor? {
    var sum: Tensor?
    for arrow in arrows {
      guard let part = diagram.arrows[arrow].contribution.map({ Tensor($0) }) else { continue }
      sum = sum?.adding(part) ?? part
    }
    return sum
  }

  /// `∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6`; between tensors `∂L/∂w = Xᵀ·∂L/∂ŷ = [1.6, 2.9]`.
  private func contributionCaption(of index: Int) -> String {
    let arrow = diagram.arrows[index]
    if let upstream = number(arrow.upstream), let local = number(arrow.derivative),
      let contribution = number(arrow.contribution)
    {
      return factors(of: arrow) + " = " + format.product(upstream, local, contribution)
    }
    let value = arrow.contribution.map { format.line(Tensor($0)) } ?? "?"
    let from = graph.gradientName(of: node(arrow.from))
    let isOnly = line.contributors[arrow.from].count == 1
    let product = applied(arrow).map { " = \($0)" } ?? ""
    return isOnly ? "\(from)\(product) = \(value)" : "to \(from):\(product.dropFirst(2)) = \(value)"
  }

  private func factors(of arrow: Arrow) -> String {
    "\(graph.gradientName(of: node(arrow.to))) · ∂\(name(arrow.to))/∂\(name(arrow.from))"
  }

  /// The local derivative applied to what comes from above, in symbols.
  private func applied(_ arrow: Arrow) -> String? {
    guard let formula = arrow.formula, formula.text.count <= FormulaTemplates.limit else { return nil }
    // Between tensors it has what arrives in it.
    guard number(arrow.derivative) != nil else { return formula.text }
    let upstream = graph.gradientName(of: node(arrow.to))
    return formula == .number("1") ? upstream.text : "\(formula) · \(upstream)"
  }

  /// `∂L/∂a = 2 + 3 = 5`.
  private func sumCaption(of box: Int) -> String {
    let arrows = line.contributors[box]
    let parts = arrows.compactMap { number(diagram.arrows[$0].contribution) }
    let name = graph.gradientName(of: node(box)).text
    let result = gradientText(box)
    guard parts.count == arrows.count, let whole = number(diagram.boxes[box].gradient) else {
      return "\(name) = sum of \(arrows.count) contributions = \(result)"
    }
    guard parts.count <= 6 else {
      return "\(name) = \(format.text(parts[0])) + ⋯ (\(parts.count) contributions) = \(result)"
    }
    let printed = parts.map(format.printed).reduce(0, +)
    let sign = format.text(printed) == format.text(whole) ? "=" : "≈"
    let terms = [format.text(parts[0])] + parts.dropFirst().map(format.operand)
    return "\(name) = \(terms.joined(separator: " + ")) \(sign) \(result)"
  }

  // MARK: The chain rule

  /// How a box's gradient comes about.
  @Sendable func chainRule(ofBox box: Int) -> ChainRule {
    guard line.seedIsShown, diagram.boxes.indices.contains(box), diagram.boxes[box].text.gradientName != nil else {
      return ChainRule()
    }
    let name = graph.gradientName(of: node(box)).text
    let arrows = line.contributors[box].map { diagram.arrows[$0] }
    if box == line.output { return ChainRule(symbols: "\(name) = 1", numbers: "the seed") }
    guard !arrows.isEmpty else {
      return ChainRule(symbols: "\(name) = 0", numbers: "\(graph.outputName) does not depend on it")
    }
    let shown = arrows.prefix(4)
    let more = arrows.count > 4 ? " + ⋯" : ""
    let isScalar = arrows.allSatisfy { number($0.derivative) != nil && number($0.upstream) != nil }
    guard isScalar, let whole = number(diagram.boxes[box].gradient) else {
      let parts = shown.map { applied($0) ?? factors(of: $0) }
      return ChainRule(symbols: "\(name) = " + parts.joined(separator: " + ") + more, numbers: gradientText(box))
    }
    let symbols = shown.map(factors).joined(separator: " + ")
    let pairs = arrows.compactMap { arrow in
      number(arrow.upstream).flatMap { u in number(arrow.derivative).map { (u, $0) } }
    }
    let products = pairs.prefix(4).enumerated().map { place, pair in
      (place == 0 ? format.text(pair.0) : format.operand(pair.0)) + " · " + format.operand(pair.1)
    }
    let printed = pairs.reduce(0) { $0 + format.printed($1.0) * format.printed($1.1) }
    let sign = format.text(printed) == format.text(whole) ? "=" : "≈"
    return ChainRule(
      symbols: "\(name) = \(symbols)\(more)",
      numbers: "\(products.joined(separator: " + "))\(more) \(sign) \(format.text(whole))")
  }
}
