import Autodiff

/// Where a factor stands in a product: single numbers, tensors, the upstream gradient.
struct FactorOrder: Comparable {
  let group: Int
  let kind: Int
  let rank: Int
  let place: Int

  init(_ base: Expression, place: Int) {
    group = base.isUpstreamSeen ? 2 : base.shape.isScalar ? 0 : 1
    self.place = place
    switch base.kind {
    case .number, .circleNumber, .zeros, .ones, .identityMatrix, .softmaxMatrix: kind = 0
    case .name, .indexed: kind = 1
    case .call, .guarded, .transposed, .list, .upstream, .taken: kind = 2
    case .matrixProduct, .outerProduct, .comparison, .negative, .quotient, .product, .described: kind = 3
    case .sum: kind = 4
    // A power of a parenthesis behind all others: before one it would look like a call.
    case .power(let bottom, _): kind = bottom.isName || bottom.literal != nil ? 2 : 5
    }
    var first = base
    while case .indexed(let a, _) = first.kind { first = a }
    rank = kind == 1 ? first.rank : 0
  }

  /// Whether it is worth to be set before a parenthesis when all terms have it.
  var isNotable: Bool { group == 2 || kind >= 2 }

  static func < (a: FactorOrder, b: FactorOrder) -> Bool {
    (a.group, a.kind, a.rank, a.place) < (b.group, b.kind, b.rank, b.place)
  }
}
