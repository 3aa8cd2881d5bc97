import Autodiff

extension FormulaWriter {
  /// ∂node/∂operand for one slot, simplified as a person would write it. Hidden operands are written out in names.
  package func localDerivative(of node: Int, slot: Int) -> SymbolicFormula? {
    let graph = model.graph
    let source = graph.shape(of: graph.operand(of: node, slot: slot))
    var draft = Differentiation(self, sources: graph.operands(of: node))
    let seed = seed(from: graph.shape(of: node), to: source)
    do {
      return SymbolicFormula(derivative: try draft.pullback(node, slot, seed) ?? .zero(source))
    } catch {
      return nil
    }
  }

  /// ∂output/∂source of a whole region, simplified. Nil if it would have more than `sizeLimit` symbols.
  ///
  /// Complexity: O(region); for all sources of a region, `totalDerivatives(of:)`.
  package func totalDerivative(of region: Region, by source: Int) -> SymbolicFormula? {
    let graph = model.graph
    if isScalar(region) {
      var forward = ForwardSymbols(region, Differentiation(self, sources: region.sources))
      return forward.derivative(by: source).map { SymbolicFormula(derivative: $0) }
    }
    let shape = graph.shape(of: source)
    let seed = seed(from: graph.shape(of: region.output), to: shape)
    var backward = BackwardSymbols(Differentiation(self, sources: region.sources))
    let adjoints = backward.adjoints(of: region, seed: seed, sources: [source])
    return adjoints[0].map { SymbolicFormula(derivative: $0) }
  }

  /// The total derivatives by each of the region's sources, in their order.
  ///
  /// Complexity: O(region) where the region is large; small regions of single numbers are gone through once for each
  /// source, which gives nicer formulas.
  package func totalDerivatives(of region: Region) -> [SymbolicFormula?] {
    if isScalar(region), region.sources.count <= 20_000 / max(region.nodes.count, 1) {
      var forward = ForwardSymbols(region, Differentiation(self, sources: region.sources))
      return region.sources.map { forward.derivative(by: $0).map { SymbolicFormula(derivative: $0) } }
    }
    let graph = model.graph
    let target = graph.shape(of: region.output)
    // Between single numbers no upstream gradient stands, so that there are two kinds of sweep.
    var result = [SymbolicFormula?](repeating: nil, count: region.sources.count)
    let seeds = region.sources.map { seed(from: target, to: graph.shape(of: $0)) }
    for hasUpstream in [false, true] {
      let places = region.sources.indices.filter { seeds[$0].hasUpstream == hasUpstream }
      guard let first = places.first else { continue }
      var backward = BackwardSymbols(Differentiation(self, sources: region.sources))
      let adjoints = backward.adjoints(
        of: region, seed: seeds[first], sources: places.map { region.sources[$0] })
      for (place, adjoint) in zip(places, adjoints) {
        result[place] = adjoint.map { SymbolicFormula(derivative: $0) }
      }
    }
    return result
  }

  private func seed(from target: Shape, to source: Shape) -> Expression {
    target.isScalar && source.isScalar ? .number(1) : Expression(.upstream(upstreamName), shape: target)
  }

  private func isScalar(_ region: Region) -> Bool {
    model.graph.isAllScalar || (region.nodes + region.sources).allSatisfy { model.graph.shape(of: $0).isScalar }
  }
}

/// Forward mode in symbols, from one source of a region of single numbers: sums stay together as the chain rule has
/// them, 2(x² + x)(2x + 1).
private struct ForwardSymbols {
  let region: Region
  var draft: Differentiation

  init(_ region: Region, _ draft: Differentiation) {
    self.region = region
    self.draft = draft
    self.draft.goesForward = true
  }

  mutating func derivative(by source: Int) -> Expression? {
    let graph = draft.graph
    /// Of nodes inside; nil: the node depends on the source, but the formula is too large.
    var tangents: [Int: Expression?] = [:]
    for node in region.nodes {
      var terms: [Expression] = []
      var isWritable = true
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        guard let tangent = operand == source ? .some(.number(1)) : tangents[operand] else { continue }
        do {
          if let tangent {
            if let term = try draft.pullback(node, slot, tangent) { terms.append(term) }
          } else if try draft.pullback(node, slot, .number(1)) != nil {
            isWritable = false
          }
        } catch {
          isWritable = false
        }
      }
      if node == region.output, isWritable, terms.isEmpty { return .number(0) }
      let total = isWritable && !terms.isEmpty ? Expression.total(terms) : nil
      let tangent = total.flatMap { $0.isTooLarge ? nil : $0 }
      if node == region.output { return tangent }
      if !isWritable || !terms.isEmpty { tangents[node] = .some(tangent) }
    }
    return nil
  }
}

/// Reverse mode in symbols, through a whole region at once.
private struct BackwardSymbols {
  var draft: Differentiation

  init(_ draft: Differentiation) { self.draft = draft }

  /// - Returns: for each source its adjoint, nil if it is too large to be written.
  mutating func adjoints(of region: Region, seed: Expression, sources: [Int]) -> [Expression?] {
    let graph = draft.graph
    /// What arrives at each node, the last user first.
    var arrivals: [Int: [Expression]] = [region.output: [seed]]
    var unwritable: Set<Int> = []
    for node in region.nodes.reversed() {
      guard let terms = arrivals.removeValue(forKey: node) else {
        if unwritable.contains(node) {
          let operands = graph.operands(of: node).enumerated().filter { graph.primitive(of: node).hasEdge($0.offset) }
          unwritable.formUnion(operands.map { $0.element })
        }
        continue
      }
      let adjoint = Expression.total(terms.reversed())
      let isWritable = !unwritable.contains(node) && !adjoint.isTooLarge
      for slot in (0..<graph.operandCount(of: node)).reversed() where graph.primitive(of: node).hasEdge(slot) {
        let operand = graph.operand(of: node, slot: slot)
        guard isWritable else {
          unwritable.insert(operand)
          continue
        }
        do {
          if let term = try draft.pullback(node, slot, adjoint) { arrivals[operand, default: []].append(term) }
        } catch {
          unwritable.insert(operand)
        }
      }
    }
    return sources.map { source in
      if unwritable.contains(source) { return nil }
      guard let terms = arrivals[source] else { return .zero(graph.shape(of: source)) }
      let adjoint = Expression.total(terms.reversed())
      return adjoint.isTooLarge ? nil : adjoint
    }
  }
}
