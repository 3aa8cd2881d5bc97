import Autodiff

/// Thrown where a formula would be too large to read, or cannot be written at all.
struct Unwritable: Error {}

/// One formula in the making: the operands that were written out so far, and the order in which names stand.
struct Differentiation {
  let writer: FormulaWriter
  /// In the order of first use.
  private let sources: [Int]
  /// The place of each; empty if they are few, since looking is faster then.
  private var ranks: [Int: Int] = [:]
  private var written: [Int: Expression] = [:]
  /// Whether what is written out is simplified: a derivative is, what the lesson wrote is not.
  private let simplifies: Bool
  /// Whether what arrives is a tangent, which is written behind the local derivative and not before it.
  var goesForward = false

  var graph: Graph { writer.model.graph }

  init(_ writer: FormulaWriter, sources: [Int], simplifies: Bool = true) {
    self.writer = writer
    self.simplifies = simplifies
    self.sources = sources
    if sources.count <= 8 { return }
    for (rank, source) in sources.enumerated() where ranks[source] == nil { ranks[source] = rank }
  }

  /// The node's name, if the figure shows one.
  func symbol(for node: Int) -> Expression? {
    guard let name = writer.name(of: node) else { return nil }
    let rank = ranks.isEmpty ? sources.firstIndex(of: node) : ranks[node]
    return Expression(.name(name, node: node), shape: graph.shape(of: node), rank: rank ?? .max)
  }

  /// A node as it stands in a formula: by name, or written out.
  mutating func term(for node: Int) throws(Unwritable) -> Expression {
    if let known = written[node] { return known }
    guard writer.isWritable(node) else { throw Unwritable() }
    let expression: Expression
    if let symbol = symbol(for: node) { expression = symbol } else { expression = try definition(of: node) }
    written[node] = expression
    return expression
  }

  mutating func operand(_ node: Int, _ slot: Int) throws(Unwritable) -> Expression {
    try term(for: graph.operand(of: node, slot: slot))
  }

  /// What the node computes, of its operands, even if it has a name.
  mutating func definition(of node: Int) throws(Unwritable) -> Expression {
    guard writer.isDefinitionWritable(node) else { throw Unwritable() }
    let result = try written(node)
    if result.isTooLarge { throw Unwritable() }
    return simplifies ? result.simplified : result
  }
}
