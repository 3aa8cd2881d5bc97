/// How many operands an operation has, and so how a node is stored.
enum Arity {
  case none
  /// The operand, and the attributes' place beside it.
  case one
  /// The operands; there are no attributes.
  case two
  /// In the table of long operand lists, behind the attributes' place: three, or as many as one likes.
  case three
  case many

  /// Whether there may be so many.
  func allows(_ count: Int) -> Bool {
    switch self {
    case .none: count == 0
    case .one: count == 1
    case .two: count == 2
    case .three: count == 3
    case .many: count > 0
    }
  }
}

extension Primitive {
  @inline(__always)
  var arity: Arity {
    switch self {
    case .leaf: .none
    case .identity, .detach, .map, .parametric, .dropout, .reduce, .find, .pool, .move, .scan, .matrix, .lines,
      .oneHot:
      .one
    case .pair, .compare, .product, .crossEntropy, .embedding: .two
    case .choose: .three
    case .join, .convolve, .take: .many
    }
  }
}
