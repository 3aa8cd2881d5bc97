import Autodiff
import Formulas
import Letters
import Pictures

extension ChainExplainer {
  /// For each source its paths, with what stands on them multiplied, and what they add up to.
  func derivatives() -> [Explanation.Section] {
    let idle = teller.idleParameters
    var sections: [Explanation.Section] = []
    for source in sources.prefix(Depiction.shownDerivatives) {
      var section = derivative(by: source)
      if source == sources.first(where: idle.contains), let words = teller.idleness(idle) {
        section.blocks.append(.paragraph("So " + words + "."))
      }
      sections.append(section)
    }
    if sources.count > sections.count {
      let more = sources.count - sections.count
      sections.append(.init("And more", [.paragraph("\(more) more \(kind): choose with --wrt.")]))
    }
    return sections
  }

  private func derivative(by source: Int) -> Explanation.Section {
    let symbol = notation.partial(output, by: source)
    let heading = Prose(symbol)
    guard let backward = annotated.backward, source != output else {
      return .init(heading, [.paragraph(Prose(symbol + " = 1") + ": the output itself.")])
    }
    let passage = chain.passage(from: source, to: output)
    if passage.isEmpty { return .init(heading, independence(from: source)) }
    let (count, length) = passage.pathCount
    var blocks: [Explanation.Block] = []
    let isFew = !count.exceeds(Depiction.shownPaths)
    let paths = isFew ? passage.paths(limit: Depiction.shownPaths) : []
    if isFew {
      blocks.append(.list(paths.map(walk)))
    } else {
      blocks.append(.paragraph(crowd(passage, count, length)))
    }
    let gradient = backward.adjoint(of: source)
    if passage.edges.allSatisfy({ isScalar($0) }), let total = gradient.scalar {
      let (product, subtotals) = self.product(of: passage, paths, isFew: isFew)
      blocks += subtotals.map { .equation($0) }
      let formulas = subtotals.isEmpty ? Teller.Formulas.all : .beside
      blocks.append(.equation(teller.telling(symbol, product, total: total, formulas: formulas).equation))
      blocks += notes(on: product, passage)
      if total == 0 || isFew { blocks += zeros(of: paths, passage, total: total) }
    } else {
      blocks.append(.equation(teller.tensorTelling(symbol, paths, upstream: nil, value: gradient).equation))
      if let maps = maps(along: paths) { blocks.append(.paragraph(maps)) }
      if gradient.scalars.allSatisfy({ $0 == 0 }) { blocks += zeroReasons(passage) }
    }
    return .init(heading, blocks + check(of: source))
  }

  /// Between which shapes the factors of a few paths lead.
  private func maps(along paths: [[ChainEdge]]) -> Prose? {
    var prose: Prose?
    var seen: Set<ChainEdge> = []
    for edge in paths.joined() where !isScalar(edge) && seen.insert(edge).inserted {
      guard seen.count <= 6 else { return prose.map { $0 + ", ⋯" } }
      let (from, to) = (graph.shape(of: edge.source), graph.shape(of: edge.target))
      let map =
        Prose(notation.partial(edge.target, by: edge.source)) + (": " + Formula.sign("\(from) → \(to)"))
      prose = prose.map { $0 + ", " + map } ?? Prose("The factors are linear maps: ") + map
    }
    return prose.map { $0 + "." }
  }

  private func isScalar(_ edge: ChainEdge) -> Bool {
    graph.shape(of: edge.source).isScalar && graph.shape(of: edge.target).isScalar
  }

  /// Why there is no path.
  func independence(from source: Int) -> [Explanation.Block] {
    let zero = notation.partial(output, by: source) + " = 0"
    let reasons = zeroReasons(chain.passage(from: source, to: output, ofValues: true))
    guard reasons.isEmpty else { return [.paragraph(Prose(zero) + ": no gradient comes here.")] + reasons }
    return [
      .paragraph(
        Prose(zero) + ", because " + notation.name(output) + " does not depend on " + notation.name(source) + ".")
    ]
  }

  // MARK: Paths

  /// `w1 → ŷ → e → L`; of a long one the middle is left out.
  private func walk(_ path: [ChainEdge]) -> Prose {
    let nodes = path.reversed().map { $0.source } + [path.first.map { $0.target } ?? output]
    let arrow: Formula = " → "
    func joined(_ nodes: some Sequence<Int>) -> Formula {
      Formula(Array(nodes.map { notation.name($0).runs }.joined(separator: arrow.runs)))
    }
    let limit = ChainProduct.shownFactors + 1
    guard nodes.count > limit else { return Prose(joined(nodes)) }
    let hidden = nodes.count - 9
    return Prose(joined(nodes.prefix(5)) + arrow) + "(\(hidden) more)" + (arrow + joined(nodes.suffix(4)))
  }

  private func crowd(_ passage: PathBundle, _ count: PathCount, _ length: PathCount) -> Prose {
    let words: Prose
    switch count {
    case .exactly(let number): words = Prose("\(number)")
    case .about(let exponent):
      let power = Int(exponent.rounded())
      words = Prose("≈ " + .number("10") + Formula([.init(.power, "^"), .init(.number, "\(power)"), .init(.end)]))
    }
    let start = words + " paths lead from " + notation.name(passage.source) + " to " + notation.name(passage.target)
    guard passage.edges.allSatisfy(isScalar) else { return start + ", too many to list; node by node above." }
    let stages = passage.stages
    guard stages.count > 1 else { return start + ", too many to list; no node lies on all of them." }
    return start
      + ". They all meet at \(counted(stages.count - 1, "node")), so that their sum is a product of small sums:"
  }

  /// The paths multiplied and added up. Where they part and meet again on the way, or are long, each has a subtotal, and what they
  /// have in common is multiplied once.
  private func product(
    of passage: PathBundle, _ paths: [[ChainEdge]], isFew: Bool
  ) -> (product: ChainProduct, subtotals: [Equation]) {
    guard isFew else { return (factored(passage), []) }
    let stages = passage.stages
    guard paths.count > 1, stages.count > 1 || paths.contains(where: { $0.count > Self.plainFactors }) else {
      return (.shortenedSum(paths.map { .shortened($0.map { .edge($0) }) }), [])
    }
    var subtotals: [Equation] = []
    let factors = stages.reversed().map { stage -> ChainProduct in
      if stage.edges.count == 1 { return .edge(stage.edges[0]) }
      let ways = stage.paths(limit: Depiction.shownPaths)
      let firsts = ways.map { $0.last?.target }
      return .sum(
        ways.enumerated().map { place, way in
          if way.count == 1 { return .edge(way[0]) }
          let isUnique = firsts.count { $0 == firsts[place] } == 1
          let left =
            notation.partial(stage.target, by: stage.source)
            + (isUnique ? .words(" via ") + notation.name(way[way.count - 1].target) : .words(" by way \(place + 1)"))
          let product = ChainProduct.shortened(way.map { .edge($0) })
          let value = teller.value(product)
          subtotals.append(teller.telling(left, product, total: value).equation)
          return .known(left, value)
        })
    }
    return (.shortened(factors), subtotals)
  }

  /// Longer paths have subtotals.
  private static let plainFactors = 3

  /// The product of the stages between the nodes that every path meets, from the output back.
  private func factored(_ passage: PathBundle) -> ChainProduct {
    .shortened(
      passage.stages.reversed().map { stage in
        if stage.edges.count == 1 { return .edge(stage.edges[0]) }
        guard !stage.pathCount.paths.exceeds(Depiction.shownPaths) else { return whole(stage) }
        return .sum(
          stage.paths(limit: Depiction.shownPaths).map { path in
            path.count == 1 ? .edge(path[0]) : .product(path.map { .edge($0) })
          })
      })
  }

  /// A stage with too many paths inside stands for itself.
  private func whole(_ stage: PathBundle) -> ChainProduct {
    let isScalar = (stage.edges.map { $0.target } + [stage.source]).allSatisfy { graph.shape(of: $0).isScalar }
    let tangents = isScalar ? annotated.linearization.tangents(along: [stage.source: Tensor(1)]) : nil
    return .known(notation.partial(stage.target, by: stage.source), tangents?[stage.target].scalar)
  }

  /// What a reader must know of a product that is not written out.
  private func notes(on product: ChainProduct, _ passage: PathBundle) -> [Explanation.Block] {
    var blocks: [Explanation.Block] = []
    if let edge = product.edges.first(where: chain.hasDetour) {
      let symbol = notation.partial(along: edge, hasDetour: true)
      blocks.append(
        .paragraph(
          Prose(symbol) + " in parentheses: along one edge alone, since another way leads from "
            + notation.name(edge.source) + " to " + notation.name(edge.target) + "."))
    }
    let hidden = product.omittedCount
    if hidden > 0 {
      let noun: String
      if case .sum = product { noun = "term" } else { noun = "factor" }
      blocks.append(.paragraph(Prose(ChainNotation.omission) + ": \(counted(hidden, "more " + noun))."))
    }
    if case .product(let factors) = product {
      for case .known(let symbol, _) in factors {
        blocks.append(.paragraph(Prose(symbol) + " is itself a sum over many paths; node by node above."))
      }
    }
    return blocks
  }

  // MARK: Zeros

  private func zeros(of paths: [[ChainEdge]], _ passage: PathBundle, total: Double) -> [Explanation.Block] {
    if total == 0 {
      let reasons = zeroReasons(passage)
      if !reasons.isEmpty { return reasons }
    }
    let reasons = ZeroReasons(chain: chain, notation: notation)
    var lines: [Prose] = []
    // 0 · ∞ is none.
    let isZero = { (path: [ChainEdge]) in path.allSatisfy { chain.number(of: $0)?.isFinite ?? true } }
    for (place, path) in paths.enumerated() where isZero(path) {
      guard let edge = path.first(where: { chain.number(of: $0) == 0 }), let reason = reasons.reason(for: edge) else {
        continue
      }
      lines.append((paths.count == 1 ? Prose("0") : Prose("Path \(place + 1) is 0")) + ", because " + reason + ".")
    }
    // Where nothing is multiplied with something infinite no number comes out, and no reason makes it one.
    for (place, path) in paths.enumerated() where path.contains(where: { chain.number(of: $0) == 0 }) {
      guard let infinite = path.first(where: { chain.number(of: $0).map { $0.isInfinite } ?? false }) else {
        continue
      }
      lines.append(
        Prose(paths.count == 1 ? "0 meets ∞: " : "On path \(place + 1) 0 meets ∞: ")
          + notation.partial(infinite.target, by: infinite.source)
          + " is infinite, and 0 · ∞ is no number. A guard belongs before "
          + notation.name(infinite.target) + ", so that " + notation.name(infinite.source) + " stays away from there."
      )
    }
    return lines.isEmpty ? [] : [.list(lines)]
  }

  /// Where all of a derivative gets lost; nothing where its parts cancel.
  func zeroReasons(_ passage: PathBundle) -> [Explanation.Block] {
    let zeros = zeros(on: passage)
    var found = zeros.prefix(6).map { edge, reason in
      let symbol = notation.partial(along: edge, hasDetour: chain.hasDetour(edge))
      return Prose(symbol + " = 0") + ", because " + reason + "."
    }
    if zeros.count > 6 { found.append("⋯ and \(zeros.count - 6) more.") }
    return found.isEmpty ? [] : [.list(found)]
  }

  /// The edges on which all of a derivative gets lost, with the reasons.
  func zeros(on passage: PathBundle) -> [(edge: ChainEdge, reason: Prose)] {
    let reasons = ZeroReasons(chain: chain, notation: notation)
    var reached: Set<Int> = [passage.source]
    var zeros: [(edge: ChainEdge, reason: Prose)] = []
    for edge in passage.edges {
      if !chain.derivative(of: edge).isZero {
        if reached.contains(edge.source) { reached.insert(edge.target) }
      } else if let reason = reasons.reason(for: edge) {
        zeros.append((edge, reason))
      }
    }
    return reached.contains(passage.target) ? [] : zeros
  }
}
