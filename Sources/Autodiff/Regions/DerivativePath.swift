/// One path from a source to a target, with the product along it.
package struct DerivativePath: Sendable, Hashable {
  /// From source to target.
  package let nodes: [Int]
  /// `slots[k]` is the slot of `nodes[k + 1]` that holds `nodes[k]`.
  package let slots: [Int]
  package let product: Double

  package init(nodes: [Int], slots: [Int], product: Double) {
    self.nodes = nodes
    self.slots = slots
    self.product = product
  }
}

extension Linearization {
  /// The product of local derivatives along each path from `source` to `target`, at most `limit` paths; each path
  /// is its nodes with the slots taken. For showing; the gradient is never computed so.
  ///
  /// The order is that of the operand slots as read from the target back: for `e = c·d`, first all paths by c.
  /// From a node to itself leads one path, without edges and with product 1. Both ends must hold one number each,
  /// else there is no path's number to give and the list is empty; tensors between them are passed through.
  /// Complexity: O(edges between + length of the paths given).
  package func paths(from source: Int, to target: Int, limit: Int) -> [DerivativePath] {
    guard limit > 0, source <= target, graph.shape(of: source).count == 1, graph.shape(of: target).count == 1
    else { return [] }
    let depends = graph.dependence(on: source, upTo: target)
    guard depends[target - source] else { return [] }

    var found: [DerivativePath] = []
    // The path so far, from the target back: the slot to be tried next at each of its nodes, and the product of the
    // local derivatives from the target down to it (upstream × local, as the chain rule is written).
    var nodes = [target]
    var nextSlots = [0]
    var products = [Product.number(1)]
    while let node = nodes.last, let slot = nextSlots.last, let product = products.last {
      if node == source {
        found.append(
          DerivativePath(
            nodes: nodes.reversed(), slots: nextSlots.dropLast().reversed().map { $0 - 1 },
            product: product.number))
        if found.count == limit { break }
      } else if slot < graph.operandCount(of: node) {
        nextSlots[nextSlots.count - 1] = slot + 1
        let operand = graph.operand(of: node, slot: slot)
        if operand >= source, depends[operand - source] {
          nodes.append(operand)
          nextSlots.append(0)
          products.append(product.multiplied(by: localDerivative(of: node, slot: slot)))
        }
        continue
      }
      nodes.removeLast()
      nextSlots.removeLast()
      products.removeLast()
    }
    return found
  }

  /// The product along the upper part of a path: a number as long as only numbers were met.
  private enum Product {
    case number(Double)
    case cotangent(Tensor)

    func multiplied(by local: LinearMap) -> Product {
      switch self {
      case .number(let product):
        if let number = local.scalar { return .number(product * number) }
        return .cotangent(local.transposeApplied(to: Tensor(shape: local.target, scalars: [product])))
      case .cotangent(let upstream):
        return .cotangent(local.transposeApplied(to: upstream))
      }
    }

    /// At the source, which holds one number.
    var number: Double {
      switch self {
      case .number(let product): product
      case .cotangent(let tensor): tensor.scalars[0]
      }
    }
  }
}

extension Graph {
  /// Which of the nodes `source ... target` depend on `source`, by `node − source`.
  /// Complexity: O(edges between).
  func dependence(on source: Int, upTo target: Int) -> [Bool] {
    var depends = [Bool](repeating: false, count: max(target - source + 1, 1))
    depends[0] = true
    var node = source + 1
    while node <= target {
      for slot in 0..<operandCount(of: node) {
        let operand = operand(of: node, slot: slot)
        if operand >= source, depends[operand - source] {
          depends[node - source] = true
          break
        }
      }
      node += 1
    }
    return depends
  }
}
