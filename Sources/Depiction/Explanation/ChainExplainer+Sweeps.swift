import Autodiff
import Formulas
import Letters
import Pictures

extension ChainExplainer {
  /// Reverse mode: the derivative of the output by each node, from the output back.
  func reverseSweep() -> Explanation.Section {
    let isUsed = graph.ancestors(of: output)
    let nodes = stride(from: output, through: 0, by: -1).lazy
      .filter { annotated.isVisible[$0] && annotated.flow.isShown[$0] && isUsed[$0] }
    var equations: [Equation] = []
    var count = 0
    var said: Set<Reason> = []
    for node in nodes {
      count += 1
      if equations.count < Depiction.shownNodes { equations.append(adjoint(of: node, &said)) }
    }
    var blocks: [Explanation.Block] = [.listing(equations)]
    if count > equations.count {
      blocks.append(.paragraph("… and \(counted(count - equations.count, "more node"))."))
    }
    return Explanation.Section(Prose("Backward, node by node from ") + notation.name(output), blocks)
  }

  /// `∂L/∂ŷ = ∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6`; why, once.
  private func adjoint(of node: Int, _ said: inout Set<Reason>) -> Equation {
    let telling = teller.gradient(of: node)
    var equation = telling.equation
    if node == output {
      equation.remark = "the seed"
    } else if !telling.sentence.pieces.isEmpty,
      teller.reason(at: node, teller.contributors(of: node)).map({ said.insert($0.reason).inserted }) ?? true
    {
      equation.remark = telling.sentence
    }
    return equation
  }

  // MARK: Forward mode

  /// Forward mode from each source: its effect on each node up to the output.
  func forwardSweeps() -> [Explanation.Section] {
    var sections: [Explanation.Section] = []
    for source in sources.prefix(Depiction.shownDerivatives) { sections.append(forwardSweep(from: source)) }
    if sources.count > sections.count {
      let more = sources.count - sections.count
      sections.append(
        .init("And more", [.paragraph("\(more) more \(kind), each with a sweep of its own: choose with --wrt.")]))
    }
    return sections
  }

  private func forwardSweep(from source: Int) -> Explanation.Section {
    let heading = Prose("Forward mode from ") + notation.name(source)
    let passage = chain.passage(from: source, to: output)
    if passage.isEmpty { return .init(heading, independence(from: source)) }
    let size = graph.shape(of: source).count
    guard graph.shape(of: source).isScalar, passage.edges.allSatisfy({ graph.shape(of: $0.target).isScalar }) else {
      return .init(heading, tensorSweep(passage, size: size))
    }
    let tangents = annotated.linearization.tangents(along: [source: Tensor(1)])
    var equations = [
      Equation(notation.partial(source, by: source), [.init(.atom(notation.number(1)))], remark: "the seed")
    ]
    var count = 0
    var start = 0
    while start < passage.edges.count {
      let target = passage.edges[start].target
      var end = start
      while end < passage.edges.count, passage.edges[end].target == target { end += 1 }
      count += 1
      if count <= Depiction.shownNodes || target == output {
        let terms = passage.edges[start..<end].map { edge in
          edge.source == source
            ? ChainProduct.edge(edge)
            : .product([.edge(edge), .known(notation.partial(edge.source, by: source), tangents[edge.source].scalar)])
        }
        equations.append(
          teller.telling(
            notation.partial(target, by: source), .shortenedSum(terms), total: tangents[target].scalar,
            formulas: .none
          ).equation)
      }
      start = end
    }
    var blocks: [Explanation.Block] = [.listing(equations)]
    if count + 1 > equations.count {
      blocks.append(.paragraph("… and \(counted(count + 1 - equations.count, "node")) between the last two."))
    }
    if let held = held(besides: passage) { blocks.append(.paragraph(held)) }
    if tangents[output].scalar == 0 { blocks += zeroReasons(passage) }
    blocks += check(of: source)
    return .init(heading, blocks)
  }

  /// One sweep for each number: the first few.
  private func tensorSweep(_ passage: PathBundle, size: Int) -> [Explanation.Block] {
    let source = passage.source
    let shape = graph.shape(of: source)
    var results: [Prose] = []
    let shown = min(size, 6)
    for entry in 0..<shown {
      let tangents = annotated.linearization.tangents(along: [source: .unit(entry, of: shape)])
      let name = annotated.model.name(of: LeafEntry(leaf: source, entry: entry))
      let path = passage.edges.map { $0.target }.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
      var prose = Prose("Along \(name)")
      for node in path.dropLast().prefix(3) {
        prose = prose + ", " + notation.name(node) + " moves by " + notation.value(tangents[node])
      }
      results.append(prose + ", and " + notation.name(output) + " by " + notation.value(tangents[output]) + ".")
    }
    var blocks: [Explanation.Block] = [
      .paragraph(
        Prose(notation.name(source))
          + " holds \(counted(size, "number")): one sweep for each, with 1 for it and 0 for the others."),
      .list(results),
    ]
    if size > shown { blocks.append(.paragraph("… and \(counted(size - shown, "more sweep")).")) }
    return blocks + check(of: source)
  }

  /// What does not move although it stands beside the path: leaves in one sentence, others with their reasons.
  private func held(besides passage: PathBundle) -> Prose? {
    let moving = Set(passage.edges.map { $0.target }).union([passage.source])
    var seen: Set<Int> = []
    var (leaves, parts) = ([Int](), [Prose]())
    for target in moving.sorted().prefix(200) {
      for edge in chain.edges(into: target) where !moving.contains(edge.source) && seen.insert(edge.source).inserted {
        if graph.primitive(of: edge.source) == .leaf {
          leaves.append(edge.source)
        } else if parts.count < 6 {
          let zero = notation.partial(edge.source, by: passage.source) + " = 0"
          parts.append(Prose(zero) + ", because " + stillness(of: edge.source, by: passage.source))
        }
      }
    }
    if !leaves.isEmpty {
      var names = Prose(notation.name(leaves[0]))
      for (place, leaf) in leaves.enumerated().dropFirst().prefix(7) {
        names = names + (place == leaves.count - 1 ? " and " : ", ") + notation.name(leaf)
      }
      if leaves.count > 8 { names = names + " and \(leaves.count - 8) more" }
      let source = notation.name(passage.source)
      parts.insert(
        leaves.count == 1
          ? names + " is held: " + notation.partial(leaves[0], by: passage.source) + " = 0"
          : names + " are held: their derivatives by " + source + " are 0", at: 0)
    }
    guard var prose = parts.first else { return nil }
    for part in parts.dropFirst() { prose = prose + "; " + part }
    return prose + "."
  }

  private func stillness(of node: Int, by source: Int) -> Prose {
    let name = Prose(notation.name(node))
    let way = chain.passage(from: source, to: node, ofValues: true)
    if let (edge, reason) = zeros(on: way).first {
      return way.edges.count == 1
        ? reason
        : Prose(notation.partial(edge.target, by: edge.source) + " = 0") + ": " + reason
    }
    return name + " does not depend on " + notation.name(source)
  }
}
