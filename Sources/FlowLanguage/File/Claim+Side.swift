import Autodiff

extension Claim {
  /// Neighbouring numbers of a node, row by row: all of them, a row, one entry.
  package struct Place: Sendable, Hashable {
    package let node: Int
    /// The first of them.
    package let first: Int
    package let shape: Shape

    package init(node: Int, first: Int = 0, shape: Shape) {
      self.node = node
      self.first = first
      self.shape = shape
    }

    package var entries: Range<Int> { first..<first + shape.count }
  }

  /// What a claim takes from the state that it is about.
  package enum Quantity: Sendable, Hashable {
    case value(Place)
    /// d of / d by, of shape of.shape + by.shape.
    case derivative(of: Place, by: Place)
    /// ∂² of / ∂by ∂and, of shape by.shape + and.shape; `of` is one number.
    case second(of: Place, by: Place, and: Place)
    /// That of the update which led to the state.
    case learningRate
  }

  /// One side of a claim.
  package enum Side: Sendable {
    case constant(Tensor)
    case quantity(Quantity)
    case expression(Expression)
  }

  /// A graph of its own, some of whose leaves are what the state gives.
  package struct Expression: Sendable {
    package let graph: Graph
    package let root: Int
    package let quantities: [(leaf: Int, quantity: Quantity)]
  }
}

extension Claim.Side {
  package var quantities: [Claim.Quantity] {
    switch self {
    case .constant: []
    case .quantity(let quantity): [quantity]
    case .expression(let expression): expression.quantities.map { $0.quantity }
    }
  }

  var isConstant: Bool { if case .constant = self { true } else { false } }

  /// The side with its nodes renumbered; nil if one of them is gone.
  func moved(_ place: (Int) -> Int?) -> Claim.Side? {
    switch self {
    case .constant: return self
    case .quantity(let quantity): return quantity.moved(place).map { .quantity($0) }
    case .expression(let expression):
      var quantities: [(leaf: Int, quantity: Claim.Quantity)] = []
      for (leaf, quantity) in expression.quantities {
        guard let moved = quantity.moved(place) else { return nil }
        quantities.append((leaf, moved))
      }
      return .expression(
        Claim.Expression(graph: expression.graph, root: expression.root, quantities: quantities))
    }
  }
}

extension Claim.Quantity {
  fileprivate func moved(_ place: (Int) -> Int?) -> Claim.Quantity? {
    func moved(_ old: Claim.Place) -> Claim.Place? {
      place(old.node).map { Claim.Place(node: $0, first: old.first, shape: old.shape) }
    }
    switch self {
    case .value(let value):
      return moved(value).map { .value($0) }
    case .derivative(let of, let by):
      guard let of = moved(of), let by = moved(by) else { return nil }
      return .derivative(of: of, by: by)
    case .second(let of, let by, let and):
      guard let of = moved(of), let by = moved(by), let and = moved(and) else { return nil }
      return .second(of: of, by: by, and: and)
    case .learningRate: return self
    }
  }
}
