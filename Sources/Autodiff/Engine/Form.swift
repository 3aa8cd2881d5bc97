/// How the numbers of a node come about.
enum Form {
  case leaf
  /// Entry by entry.
  case entries(Kernel, EntryOperands)
  /// Copied from other places.
  case move(Primitive.Move)
  case join(Primitive.Join)
  /// As a whole.
  case block(Block.Kind)

  /// What a kernel's x and y are.
  enum EntryOperands {
    case one, oneAndLiteral, two
  }
}

extension Primitive {
  @inline(__always)
  var form: Form {
    switch self {
    case .leaf: .leaf
    case .identity, .detach: .entries(.copy, .one)
    case .map(let map): .entries(Kernel(map), .one)
    case .parametric(let parametric): .entries(Kernel(parametric), .oneAndLiteral)
    case .dropout: .entries(.scale, .oneAndLiteral)
    case .pair(let pair): .entries(Kernel(pair), .two)
    case .compare(let comparison): .entries(Kernel(comparison), .two)
    case .move(let move): .move(move)
    case .join(let join): .join(join)
    case .choose: .block(.choose)
    case .reduce(let reduction): .block(.reduce(reduction))
    case .find(let find): .block(.find(find))
    case .pool(.max1d), .pool(.max2d): .block(.reduce(.largest))
    case .pool(.mean1d), .pool(.mean2d): .block(.reduce(.mean))
    case .convolve: .block(.convolution)
    case .matrix(let matrix): .block(.matrix(matrix))
    case .scan(let scan): .block(.scan(scan))
    case .product(let product): .block(.product(product))
    case .lines(let lines): .block(.lines(lines))
    case .crossEntropy: .block(.crossEntropy)
    case .embedding, .take: .block(.lookup)
    case .oneHot: .block(.oneHot)
    }
  }
}
