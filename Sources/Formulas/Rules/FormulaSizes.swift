import Autodiff

/// How many symbols each node has when it is written out, and how deep they are nested: known before anything is
/// built, so that no formula is begun that cannot be finished.
struct FormulaSizes: Sendable {
  /// One above the limit means: too many.
  private var sizes: [UInt16]
  private var depths: [UInt8]
  private let named: [Bool]

  /// Complexity: O(nodes + edges).
  init(of graph: Graph, named isNamed: (Int) -> Bool) {
    let count = graph.nodeCount
    sizes = Array(repeating: 1, count: count)
    depths = Array(repeating: 1, count: count)
    named = (0..<count).map(isNamed)
    let limit = FormulaWriter.sizeLimit + 1
    for node in 0..<count {
      let primitive = graph.primitive(of: node)
      if primitive == .leaf {
        if !named[node] { sizes[node] = UInt16(min(limit, graph.shape(of: node).count)) }
        continue
      }
      var size = 1
      var depth = 0
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        if named[operand] {
          size += 1
          depth = max(depth, 1)
        } else {
          size += Int(sizes[operand])
          // A sum of a sum is one sum with more terms.
          let goesOn = slot == 0 && primitive.continues(graph.primitive(of: operand))
          depth = max(depth, Int(depths[operand]) - (goesOn ? 1 : 0))
        }
        if size >= limit { break }
      }
      sizes[node] = UInt16(min(size, limit))
      depths[node] = UInt8(min(depth + 1, Expression.depthLimit + 1))
    }
  }

  func isWritable(_ node: Int) -> Bool { named[node] || isDefinitionWritable(node) }

  func isDefinitionWritable(_ node: Int) -> Bool {
    Int(sizes[node]) <= FormulaWriter.sizeLimit && Int(depths[node]) <= Expression.depthLimit
  }
}

extension Primitive {
  /// Whether this operation on the result of that one is written without a parenthesis, as one sum or product.
  fileprivate func continues(_ other: Primitive) -> Bool {
    if self == .pair(.multiply) { return other == .pair(.multiply) }
    let sums: [Primitive] = [.pair(.add), .pair(.subtract)]
    return sums.contains(self) && sums.contains(other)
  }
}
