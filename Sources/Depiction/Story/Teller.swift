import Autodiff
import Formulas
import Pictures

/// Puts what happens in a graph into equations and words, for every medium alike.
struct Teller: Sendable {
  let chain: ChainGraph
  let notation: ChainNotation
  /// Formulas of nodes in the names of all that have a box; nil: in the names of the lesson.
  let definitions: [SymbolicFormula?]?

  init(_ chain: ChainGraph, definitions: [SymbolicFormula?]? = nil) {
    self.chain = chain
    notation = ChainNotation(annotated: chain.annotated)
    self.definitions = definitions
  }

  var annotated: AnnotatedGraph { chain.annotated }
  var graph: Graph { annotated.graph }
  var format: NumberFormat { annotated.format }
  var output: Int { chain.output }

  /// A longer line passes too quickly to be read.
  static let readable = 90
  /// More is not put in for names inside of a product.
  private static let inside = 18

  /// By node, the formulas of what is drawn, in the names of boxes.
  static func definitions(of annotated: AnnotatedGraph) -> [SymbolicFormula?] {
    let graph = annotated.graph
    var formulas = [SymbolicFormula?](repeating: nil, count: graph.nodeCount)
    var model = annotated.model
    model.definitions = annotated.isVisible.indices.filter { annotated.isVisible[$0] }.map { node in
      Definition(
        node: node, firstNode: node, name: annotated.ids[node],
        role: graph.primitive(of: node) == .leaf ? .constant : .operation)
    }
    let writer = FormulaWriter(model: model, visible: annotated.isVisible)
    for region in graph.regions(showing: annotated.isVisible) {
      formulas[region.output] = writer.expression(of: region)
    }
    return formulas
  }

  /// A value; in a film, where it passes, a large tensor is summed up.
  func shown(_ value: Tensor) -> Formula {
    definitions != nil && value.scalars.count > 6 ? .words(format.line(value)) : notation.value(value)
  }

  // MARK: Forward

  /// `ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8`; of a leaf `w1 = 1`.
  func value(of node: Int) -> Telling {
    let value = annotated.trace.value(of: node)
    var steps: [Telling.Step] = []
    var relation = Equation.Relation.equal
    if let formula = definition(of: node) {
      let written = formula.formula
      steps.append(.init(.symbols, .atom(written)))
      if let filled = filled(written), written.text.count + filled.text.count <= 2 * Self.readable,
        let reached = formula.value(at: printed), let number = value.scalar
      {
        if filled != notation.number(number) { steps.append(.init(.numbers, .atom(filled))) }
        relation = Reading.nearly(reached).relation(to: number, format)
      }
    }
    steps.append(.init(.result, .atom(shown(value)), relation))
    return Telling(notation.name(node), steps)
  }

  /// What a node is computed by; nil of leaves, and where it is too long to be read.
  private func definition(of node: Int) -> SymbolicFormula? {
    if graph.primitive(of: node) == .leaf { return nil }
    guard let definitions else {
      let formula = region(of: node).flatMap { annotated.writer.expression(of: $0) }
      return formula.flatMap { $0.size <= Depiction.shownSymbols ? $0 : nil }
    }
    return definitions[node].flatMap { $0.formula.text.count <= Self.readable ? $0 : nil }
  }

  /// The closed region, or the node with its operands.
  private func region(of node: Int) -> Region? {
    if let edge = chain.edges(into: node).first, let place = edge.region { return annotated.drawnRegions[place] }
    return Region(output: node, nodes: [node], sources: graph.operands(of: node))
  }

  func filled(_ formula: Formula) -> Formula? {
    formula.filled { graph.shape(of: $0).isScalar ? notation.number(annotated.trace.scalar(of: $0)) : nil }
  }

  /// What a reader knows of a node's value.
  func printed(_ node: Int) -> Double? {
    graph.shape(of: node).isScalar ? format.printed(annotated.trace.scalar(of: node)) : nil
  }

  // MARK: The local derivative

  /// `∂L/∂e = 2e = 2·3 = 6`; nil between tensors, where it is a map that is told when the gradient passes.
  func local(_ edge: ChainEdge) -> Telling? {
    guard let number = chain.number(of: edge) else { return nil }
    var steps: [Telling.Step] = []
    var relation = Equation.Relation.equal
    let result = notation.number(number)
    if let formula = chain.formula(of: edge), formula.literal == nil, formula.size <= Depiction.shownSymbols,
      formula.formula != result
    {
      let written = formula.formula
      steps.append(.init(.formulas, .atom(written)))
      if let filled = filled(written), let reached = formula.value(at: printed) {
        if filled != result { steps.append(.init(.numbers, .atom(filled))) }
        relation = Reading.nearly(reached).relation(to: number, format)
      }
    }
    steps.append(.init(.result, .atom(result), relation))
    return Telling(notation.partial(along: edge, hasDetour: chain.hasDetour(edge)), steps)
  }

  /// The formula of an edge as a factor with its numbers put in, and what they give: `2·3`; nil where that is long, or says nothing.
  func filledFactor(_ edge: ChainEdge) -> (formula: Formula, reading: Reading)? {
    guard let formula = chain.formula(of: edge), formula.literal == nil, formula.size <= Depiction.shownSymbols,
      let filled = filled(formula.factor()), filled.text.count <= Self.inside,
      let reached = formula.value(at: printed)
    else { return nil }
    return (filled, .nearly(reached))
  }

  // MARK: Backward

  /// `∂L/∂L = 1`
  func seed() -> Telling {
    let name = annotated.ids[output]
    return Telling(
      notation.partial(output, by: output),
      [
        .init(.result, .atom(annotated.backward.map { notation.value($0.adjoint(of: output)) } ?? notation.number(1)))
      ],
      sentence: Prose("if \(name) moves by 1, \(name) moves by 1"))
  }

  /// Where a derivative comes from: of an edge among several, `∂e/∂b via c = ∂e/∂c · ∂c/∂b = 2 · 1 = 2`.
  func contribution(along edge: ChainEdge, isOnly: Bool) -> Telling {
    let whole = notation.partial(output, by: edge.source)
    let left = isOnly ? whole : whole + .words(" via ") + notation.name(edge.target)
    guard let backward = annotated.backward else { return Telling(left, []) }
    let upstream = backward.adjoint(of: edge.target)
    guard let above = upstream.scalar, let number = chain.number(of: edge) else {
      let part = contribution(along: edge, backward)
      return tensorTelling(left, [[edge]], upstream: { notation.partial(output, by: $0) }, value: part)
    }
    // Where there is no edge for the gradient, nothing is multiplied: ∞ · 0 would be no number.
    let part = contribution(along: edge, backward).scalar ?? above * number
    var telling = telling(
      left, .product([.known(notation.partial(output, by: edge.target), above), .edge(edge)]), total: part,
      formulas: .beside)
    telling.sentence = meaning(of: edge, number, upstream: above)
    return telling
  }

  private func contribution(along edge: ChainEdge, _ backward: BackwardTrace) -> Tensor {
    guard let place = edge.region else { return backward.contribution(of: edge.target, slot: edge.slot) }
    return backward.contributions(of: annotated.drawnRegions[place])[edge.slot]
  }

  /// `if w1 grows by 1, ŷ grows by x1 = 2, and L by 6 for each`
  private func meaning(of edge: ChainEdge, _ number: Double, upstream: Double) -> Prose {
    guard number.isFinite, upstream.isFinite else { return Prose([]) }
    let isOne = format.text(number) == "1"
    let (from, to) = (annotated.ids[edge.source], annotated.ids[edge.target])
    if edge.target == output {
      let times = "\(format.text(number)) times as much as \(from)"
      return Prose(
        number == 0
          ? "\(to) does not feel \(from)" : "\(to) moves \(isOne ? "just as much as \(from)" : times)")
    }
    if number == 0 { return Prose("\(to) does not feel \(from): nothing passes") }
    let formula = chain.formula(of: edge).flatMap {
      $0.literal == nil && $0.size <= 3 ? $0.formula.text + " = " : nil
    }
    let change =
      "\(number < 0 ? "falls" : "grows") by \(number < 0 ? "" : formula ?? "")\(format.text(number.magnitude))"
    return Prose(
      "if \(from) grows by 1, \(to) \(change), and \(annotated.ids[output]) by \(format.text(upstream)) for each")
  }

  /// `∂e/∂b = 3 + 2 = 5`, in the order in which the parts came.
  func gathering(at node: Int, _ edges: [ChainEdge]) -> Telling {
    let left = notation.partial(output, by: node)
    guard let backward = annotated.backward else { return Telling(left, []) }
    let value = backward.adjoint(of: node)
    let parts = edges.map { contribution(along: $0, backward) }
    let numbers = parts.compactMap { $0.scalar }
    guard numbers.count == edges.count, let total = value.scalar else {
      let names = edges.prefix(4).map { Term.atom(.words("(from \(annotated.ids[$0.target]))")) }
      let more: [Term] = edges.count > names.count ? [.atom(ChainNotation.omission)] : []
      return Telling(left, [.init(.numbers, .sum(names + more)), .init(.result, .atom(shown(value)))])
    }
    let sum = ChainProduct.shortenedSum(numbers.map { .known(Formula(), $0) })
    return telling(left, sum, total: total, formulas: .none)
  }

  /// The edges on which a gradient comes to a node.
  func contributors(of node: Int) -> [ChainEdge] {
    chain.edges(outOf: node).filter { $0.hasGradient && annotated.backward?.reaches($0.target) ?? false }
  }

  /// All of a node's gradient: `∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12`.
  func gradient(of node: Int) -> Telling {
    let left = notation.partial(output, by: node)
    guard let backward = annotated.backward else { return Telling(left, []) }
    if node == output { return seed() }
    let value = backward.adjoint(of: node)
    let users = contributors(of: node)
    if users.isEmpty {
      return Telling(left, [.init(.result, .atom(notation.value(value)))], sentence: "no gradient comes here")
    }
    let isScalar = graph.shape(of: node).isScalar && users.allSatisfy { graph.shape(of: $0.target).isScalar }
    let why = reason(at: node, users)?.words ?? Prose([])
    guard isScalar, let total = value.scalar else {
      var telling = tensorTelling(
        left, users.map { [$0] }, upstream: { notation.partial(output, by: $0) }, value: value)
      telling.sentence = why
      return telling
    }
    let terms = users.map { edge in
      ChainProduct.product([
        .known(notation.partial(output, by: edge.target), backward.scalarAdjoint(of: edge.target)), .edge(edge),
      ])
    }
    var telling = telling(left, .shortenedSum(terms), total: total, formulas: .beside)
    telling.sentence = why
    return telling
  }
}
