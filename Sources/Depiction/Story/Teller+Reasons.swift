import Autodiff
import Pictures

/// Why a gradient is what it is: what need be said but once.
enum Reason: Hashable {
  /// A node acts in several ways.
  case addition
  case ownEntry
  case gate
  case otherPlaces
  /// Each entry is used so often.
  case uses(Int)
  case sum
  case mean(of: Int)
  case oneProduct
  case products
  case shares
  case rows
  case places
  case largest
  case attention(AttentionPart)

  fileprivate var words: String {
    switch self {
    case .addition: "the effects add up"
    case .ownEntry: "entry by entry: each moves only the one in its own place"
    case .gate: "where the entry is above 0 the gradient passes, elsewhere nothing"
    case .otherPlaces: "the entries only change places, and so do their gradients"
    case .uses(let count): "each number is used \(count) times: what comes back from each adds up"
    case .sum: "each entry moves the sum through its own term alone"
    case .mean(let count): "each entry moves the mean through its own term, one of \(count)"
    case .oneProduct: "each entry met one factor: the gradient comes back times that factor"
    case .products: "each entry took part in several products: what each returns adds up"
    case .shares: "the shares of a row add up to 1: what one gains the others lose"
    case .rows: "only the rows that were looked up get something"
    case .places: "each weight was used at every place: what comes back adds up"
    case .largest: "only the largest of each window passes the gradient on"
    // These have names in them.
    case .attention(let part): part.rawValue
    }
  }
}

extension Teller {
  /// Of the edges on which a node's gradient comes: why they are added, or what the one does to tensors; nil where the numbers say enough.
  func reason(at node: Int, _ edges: [ChainEdge]) -> (reason: Reason, words: Prose)? {
    if edges.count > 1 { return (.addition, addition(at: node, edges)) }
    if let edge = edges.first, let (part, words) = attention(of: node, edge) { return (.attention(part), words) }
    return edges.first.flatMap { reason(along: $0) }.map { ($0, Prose($0.words)) }
  }

  /// `b acts on e in 2 ways, through c and through d: the effects add up`
  private func addition(at node: Int, _ edges: [ChainEdge]) -> Prose {
    var words = "\(annotated.ids[node]) acts on \(annotated.ids[output]) in \(edges.count) ways"
    if Set(edges.map { $0.target }).count == edges.count, edges.count <= 3 {
      let ways = edges.map { $0.target == output ? "directly" : "through \(annotated.ids[$0.target])" }
      words += ", " + ways.dropLast().joined(separator: ", ") + " and " + (ways.last ?? "")
    }
    return Prose(words + ": " + Reason.addition.words)
  }

  /// What the edge's operations do between tensors; nil of several kinds of them.
  private func reason(along edge: ChainEdge) -> Reason? {
    if chain.number(of: edge) != nil { return nil }
    let size = graph.shape(of: edge.source).count
    let (steps, isChain) = steps(along: edge)
    let primitives = steps.map { graph.primitive(of: $0.node) }
    guard let last = steps.last.map({ graph.shape(of: $0.node).count }) else { return nil }
    guard let place = primitives.firstIndex(where: { !$0.isEntrywise && !$0.isRearrangement }) else {
      if primitives.allSatisfy({ $0.isRearrangement }) { return isChain ? .otherPlaces : nil }
      guard !primitives.contains(where: { $0.isRearrangement }) else { return nil }
      if last > size { return isChain && last % size == 0 ? .uses(last / size) : nil }
      return primitives == [.map(.relu)] ? .gate : .ownEntry
    }
    // What comes before leaves as many entries.
    guard isChain, steps[..<place].allSatisfy({ graph.shape(of: $0.node).count == size }) else { return nil }
    let step = steps[place]
    let others = primitives[(place + 1)...]
    let isLast = others.allSatisfy { $0.isEntrywise || $0.isRearrangement }
    let count = graph.shape(of: step.node).count
    switch primitives[place] {
    case .product(let product) where isLast:
      // So often something is multiplied for each number of the result.
      let inner = product == .outer ? 1 : graph.shape(of: graph.operand(of: step.node, slot: 0)).dimensions.last
      return inner.map { count * $0 > size ? .products : .oneProduct }
    case .reduce(.sum) where isLast && last == 1: return count == 1 ? .sum : nil
    case .reduce(.mean) where isLast && last == 1: return count == 1 ? .mean(of: size) : nil
    case .lines(.softmax) where others.isEmpty:
      let rank = graph.shape(of: step.node).rank
      return graph.operation(of: step.node).lineAxis(rank: rank) == rank - 1 ? .shares : nil
    case .embedding where steps.count == 1: return .rows
    case .convolve where step.slot == 1 && others.allSatisfy({ $0.isEntrywise || $0.isPool }):
      return count > (graph.shape(of: edge.source).dimensions.first ?? count) ? .places : nil
    case .pool(.max1d), .pool(.max2d): return steps.count == 1 ? .largest : nil
    default: return nil
    }
  }

  /// What depends on the edge's source, up to its target, and whether each depends on the one before it alone, and once.
  private func steps(along edge: ChainEdge) -> (steps: [(node: Int, slot: Int)], isChain: Bool) {
    guard let place = edge.region else { return ([(edge.target, edge.slot)], true) }
    var reached: Set<Int> = [edge.source]
    var steps: [(node: Int, slot: Int)] = []
    var isChain = true
    for node in annotated.drawnRegions[place].nodes {
      let slots = (0..<graph.operandCount(of: node)).filter {
        graph.primitive(of: node).hasEdge($0) && reached.contains(graph.operand(of: node, slot: $0))
      }
      guard let slot = slots.first else { continue }
      let before = steps.last?.node ?? edge.source
      if slots.count > 1 || graph.operand(of: node, slot: slot) != before { isChain = false }
      reached.insert(node)
      steps.append((node, slot))
    }
    return (steps, isChain)
  }

  // MARK: Training

  /// Parameters that no training moves: their gradient is 0 and stays so, since what makes it 0 depends on nothing that moves.
  ///
  /// Complexity: O(nodes + edges) for each round in which one turns out to move.
  var idleParameters: [Int] {
    guard let backward = annotated.backward else { return [] }
    let parameters = annotated.model.definitions.filter { $0.role == .parameter }.map { $0.node }
    var idle = Set(
      parameters.filter { node in
        backward.reaches(node) && backward.numbers(of: node).allSatisfy { $0 == 0 }
      })
    while !idle.isEmpty {
      let moves = graph.descendants(of: parameters.filter { !idle.contains($0) }, upTo: output)
      // Where a gradient may come once they have moved.
      var isOpen = [Bool](repeating: false, count: output + 1)
      isOpen[output] = true
      for node in stride(from: output, through: 0, by: -1) where isOpen[node] {
        let operands = graph.operands(of: node)
        let isHeld = !operands.contains { moves[$0] }
        for (slot, operand) in operands.enumerated() where graph.primitive(of: node).hasEdge(slot) {
          if isHeld, annotated.linearization.localDerivative(of: node, slot: slot).isZero { continue }
          isOpen[operand] = true
        }
      }
      let left = idle.filter { !isOpen[$0] }
      if left.count == idle.count { break }
      idle = left
    }
    return idle.sorted()
  }

  /// `no training moves w and b: their gradients are 0 at every step`; nil where all may move.
  func idleness(_ nodes: [Int]) -> Prose? {
    let names = nodes.map { annotated.model.id(of: $0) }
    guard let last = names.last else { return nil }
    if names.count == 1 { return Prose("no training moves \(last): its gradient is 0 at every step") }
    let shown = names.count <= 6 ? names.dropLast() : names.prefix(5)
    let end = names.count <= 6 ? last : "\(names.count - 5) more"
    return Prose(
      "no training moves \(shown.joined(separator: ", ")) and \(end): their gradients are 0 at every step")
  }
}

extension Primitive {
  /// Whether each entry of the result comes from the entries in its own place.
  var isEntrywise: Bool {
    switch self {
    case .identity, .map, .parametric, .dropout, .pair, .choose: true
    case .leaf, .detach, .compare, .reduce, .find, .pool, .move, .join, .scan, .product, .convolve, .matrix, .lines,
      .crossEntropy, .embedding, .take, .oneHot:
      false
    }
  }

  var isRearrangement: Bool { self == .move(.reshape) || self == .move(.transpose) }

  fileprivate var isPool: Bool {
    if case .pool = self { return true }
    return false
  }
}
