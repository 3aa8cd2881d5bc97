import Autodiff

/// A derivative between tensors as people write it: what arrives first and then what it is multiplied with, no axes of length 1, no
/// ones, sums and slices in words.
extension Expression {
  /// - Parameter keepsUpstream: else the gradient that arrives is 1, and is not written.
  func reading(keepsUpstream: Bool = true) -> Expression {
    guard hasUpstream || !shape.isScalar else { return self }
    let read = read(keepsUpstream)
    return (read.withoutReshape ?? read).spoken
  }

  /// What is reshaped, where the shape goes without saying.
  private var withoutReshape: Expression? {
    if case .call(.primitive(.move(.reshape)), let arguments, _) = kind { return arguments[0] }
    return nil
  }

  private func read(_ keepsUpstream: Bool) -> Expression {
    let kind = kind.mapParts { $0.read(keepsUpstream) }
    switch kind {
    case .upstream: return keepsUpstream ? self : .number(1)
    case .ones: return .number(1)
    case .zeros: return .number(0)
    case .product(let factors): return Self.read(factors, shape)
    case .quotient(let a, let b): return Self.read(a, over: b, shape)
    case .call(.primitive(.move(.reshape)), let arguments, _):
      // What only has other axes of length 1 is the same to a reader.
      if arguments[0].shape.dimensions.filter({ $0 != 1 }) == shape.dimensions.filter({ $0 != 1 }) {
        return arguments[0]
      }
    case .call(.primitive(.move(.transpose)), let arguments, let options):
      if case .integers(let axes)? = options.first?.value, axes.count > 2,
        axes == Array(0..<axes.count - 2) + [axes.count - 1, axes.count - 2]
      {
        return Expression(.transposed(arguments[0]), shape: shape)
      }
    case .transposed(let inner):
      if case .matrixProduct(let a, let b) = inner.kind, a.shape.rank > 1, b.shape.rank > 1 {
        return Expression(.matrixProduct(b.turned, a.turned), shape: shape)
      }
    case .sum(let terms): return Self.read(terms, shape)
    case .described(_, let phrases):
      // Windows are the same whatever shape what arrives has.
      let read = phrases.map { phrase in
        if case .part(let part) = phrase { return Phrase.part(part.withoutReshape ?? part) }
        return phrase
      }
      return Expression(.described(nil, read), shape: shape)
    default: break
    }
    return Expression(kind, shape: shape, rank: rank)
  }

  private static func read(_ factors: [Expression], _ shape: Shape) -> Expression {
    var factors = factors.filter { $0.literal != 1 }
    if factors.isEmpty { return .number(1) }
    // What arrives, and then what it is multiplied with entry by entry.
    if let place = factors.firstIndex(where: { $0.hasUpstream && !$0.isMixture }), place > 0,
      factors.contains(where: { !$0.hasUpstream && !$0.shape.isScalar })
    {
      let arriving = factors.remove(at: place)
      // Numbers stay with what they multiply: 3z².
      let rest = factors.contains { $0.shape.isScalar } ? [product(factors)] : factors
      factors = [arriving] + rest
    }
    return factors.count == 1 ? factors[0] : Expression(.product(factors), shape: shape)
  }

  private static func read(_ a: Expression, over b: Expression, _ shape: Shape) -> Expression {
    guard a.hasUpstream, !b.hasUpstream else { return Expression(.quotient(a, b), shape: shape) }
    var rest: [Expression] = []
    var above = a
    if case .product(let factors) = a.kind, let place = factors.firstIndex(where: { $0.hasUpstream }),
      factors.count(where: { $0.hasUpstream }) == 1
    {
      above = factors[place]
      rest = factors.filter { $0 != above }
    }
    if rest.isEmpty, !above.isUpstream { return Expression(.quotient(a, b), shape: shape) }
    let numerator = rest.isEmpty ? Expression.number(1) : .product(rest)
    let factor = Expression(
      .quotient(numerator, b), shape: Shape.broadcast([numerator.shape, b.shape]) ?? numerator.shape)
    let pair = factor.shape.isScalar ? [factor, above] : [above, factor]
    return Expression(.product(pair), shape: shape)
  }

  /// Slices that are put into one tensor: `a at [0] + b at [1], 0 elsewhere`.
  private static func read(_ terms: [Term], _ shape: Shape) -> Expression {
    var phrases: [Phrase] = []
    for (place, term) in terms.enumerated() {
      guard var words = term.value.slicePhrases else { return Expression(.sum(terms), shape: shape) }
      var isNegative = term.isSubtracted
      if case .part(let part)? = words.first, case .negative(let inner) = part.kind {
        words[0] = .part(inner)
        isNegative.toggle()
      }
      let sign = isNegative ? (place > 0 ? " − " : "−") : place > 0 ? " + " : ""
      if !sign.isEmpty { phrases.append(.words(sign)) }
      phrases += words
    }
    return Expression(.described(nil, phrases + [.elsewhere]), shape: shape)
  }

  private var turned: Expression {
    if case .transposed(let inner) = kind { return inner }
    let lengths = shape.dimensions
    let dimensions = lengths.dropLast(2) + lengths.suffix(2).reversed()
    return Expression(.transposed(self), shape: Shape(Array(dimensions)))
  }

  /// What arrives, and a sum of it: that stands behind, as it is known from textbooks.
  private var isMixture: Bool {
    switch kind {
    case .sum, .call(.primitive(.reduce), _, _): true
    default: false
    }
  }

  private var slicePhrases: [Phrase]? {
    guard case .described(_, let phrases) = kind, phrases.last == .elsewhere else { return nil }
    return phrases.dropLast()
  }

  /// A sum over rows that ends a formula, in words.
  private var spoken: Expression {
    switch kind {
    case .negative(let inner): return Expression(.negative(inner.spoken), shape: shape)
    case .product(let factors):
      guard let last = factors.last, factors.dropLast().allSatisfy({ $0.shape.isScalar && !$0.hasUpstream }) else {
        return self
      }
      return Expression(.product(factors.dropLast() + [last.spoken]), shape: shape)
    case .call(.primitive(.reduce(.sum)), let arguments, let options):
      let words: String
      switch options.first(where: { $0.key == "axis" })?.value {
      case nil: words = "all entries"
      case .integer(let axis)?, .line(let axis)?:
        words = arguments[0].shape.rank == 2 ? axis == 0 ? "rows" : "columns" : "axis \(axis)"
      case .integers(let axes)?: words = "axes " + axes.map { String($0) }.joined(separator: ", ")
      case .number?, .text?: return self
      }
      return Expression(.described(nil, [.words("Σ over \(words) of "), .part(arguments[0])]), shape: shape)
    default: return self
    }
  }
}

extension Expression.Kind {
  func mapParts(_ change: (Expression) -> Expression) -> Expression.Kind {
    switch self {
    case .number, .circleNumber, .name, .upstream, .zeros, .ones, .identityMatrix: self
    case .negative(let a): .negative(change(a))
    case .transposed(let a): .transposed(change(a))
    case .indexed(let a, let subscripts): .indexed(change(a), subscripts)
    case .guarded(let a): .guarded(change(a))
    case .softmaxMatrix(let a): .softmaxMatrix(change(a))
    case .sum(let terms): .sum(terms.map { .init(isSubtracted: $0.isSubtracted, value: change($0.value)) })
    case .product(let parts): .product(parts.map(change))
    case .call(let function, let parts, let options): .call(function, parts.map(change), options)
    case .list(let parts): .list(parts.map(change))
    case .taken(let base, let axis, let indices): .taken(change(base), axis: axis, indices.map(change))
    case .quotient(let a, let b): .quotient(change(a), change(b))
    case .power(let a, let b): .power(change(a), change(b))
    case .comparison(let relation, let a, let b): .comparison(relation, change(a), change(b))
    case .matrixProduct(let a, let b): .matrixProduct(change(a), change(b))
    case .outerProduct(let a, let b): .outerProduct(change(a), change(b))
    case .described(let code, let phrases):
      .described(
        code,
        phrases.map { phrase in
          if case .part(let part) = phrase { return .part(change(part)) }
          return phrase
        })
    }
  }
}
