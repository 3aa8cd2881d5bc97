import Autodiff
import Pictures

/// What a weight of attention is for: one and the same x is multiplied by three of them, and each product has another part.
enum AttentionPart: String, Hashable {
  /// What each row looks for.
  case query
  /// What it is compared with.
  case key
  /// What is passed on, in the shares of the softmax.
  case value
}

extension Teller {
  /// `X goes three ways; Q asks: Wq acts through the shares A alone, so its gradient comes through them`; nil of what is no attention, or
  /// where the weight acts in another way too.
  func attention(of weight: Int, _ edge: ChainEdge) -> (part: AttentionPart, words: Prose)? {
    guard isParameter(weight) else { return nil }
    for node in weight..<graph.nodeCount {
      guard case .product = graph.primitive(of: node), let found = attention(at: node) else { continue }
      let factors = [found.query, found.key, found.value].map { $0.weight }
      guard let place = factors.firstIndex(of: weight), Set(factors).count == 3 else { continue }
      let part: AttentionPart = [.query, .key, .value][place]
      // What it does otherwise would be left out.
      guard isOnlyWay(from: weight, to: part == .value ? node : found.shares) else { continue }
      let sources = Set([found.query, found.key, found.value].map { $0.source })
      let ways = sources.count == 1 ? "\(annotated.ids[found.query.source]) goes three ways; " : ""
      let (own, name) = (annotated.ids[edge.target], annotated.ids[weight])
      let shares =
        annotated.isVisible[found.shares] ? "the shares \(annotated.ids[found.shares])" : "the softmax's shares"
      let words =
        switch part {
        case .query: "\(own) asks: \(name) acts through \(shares) alone, so its gradient comes through them"
        case .key: "\(own) is what is asked for: \(name) acts through \(shares) alone, as what asks does"
        case .value: "\(own) is what is passed on: its gradient comes back by \(shares)"
        }
      return (part, Prose(ways + words))
    }
    return nil
  }

  private typealias Factor = (source: Int, weight: Int)

  /// `softmax(f(x·Wq, x·Wk))·(x·Wv)`, at its last product.
  private func attention(at node: Int) -> (shares: Int, query: Factor, key: Factor, value: Factor)? {
    guard let shares = origin(of: graph.operand(of: node, slot: 0), where: { $0 == .lines(.softmax) }),
      let value = factor(graph.operand(of: node, slot: 1)),
      let scores = origin(of: graph.operand(of: shares, slot: 0), where: { $0.isProduct }),
      let query = factor(graph.operand(of: scores, slot: 0)), let key = factor(graph.operand(of: scores, slot: 1))
    else { return nil }
    return (shares, query, key, value)
  }

  /// A product with a parameter behind it.
  private func factor(_ node: Int) -> Factor? {
    guard let product = origin(of: node, where: { $0.isProduct }) else { return nil }
    let weight = graph.operand(of: product, slot: 1)
    return isParameter(weight) ? (graph.operand(of: product, slot: 0), weight) : nil
  }

  /// The first of a kind from which a node comes, entry by entry or in other places.
  private func origin(of node: Int, where isOne: (Primitive) -> Bool) -> Int? {
    var waiting = [node]
    var seen = 0
    while let node = waiting.popLast(), seen < Self.mostSteps {
      seen += 1
      let primitive = graph.primitive(of: node)
      if isOne(primitive) { return node }
      guard primitive.isEntrywise || primitive.isRearrangement else { continue }
      waiting += (0..<graph.operandCount(of: node)).reversed().map { graph.operand(of: node, slot: $0) }
    }
    return nil
  }

  /// Between a product and the next one.
  private static let mostSteps = 40

  private func isParameter(_ node: Int) -> Bool {
    annotated.model.definitions.contains { $0.node == node && $0.role == .parameter }
  }

  /// Whether all that a node does to the output it does through another.
  private func isOnlyWay(from node: Int, to gate: Int) -> Bool {
    var reached = [Bool](repeating: false, count: output + 1)
    guard node < gate, gate <= output else { return false }
    reached[node] = true
    for later in node + 1..<output + 1 where later != gate {
      reached[later] = graph.operands(of: later).contains { reached[$0] }
    }
    return gate == output || !reached[output]
  }
}

extension Primitive {
  fileprivate var isProduct: Bool {
    if case .product = self { return true }
    return false
  }
}
