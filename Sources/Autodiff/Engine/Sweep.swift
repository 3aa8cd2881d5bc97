/// What the reverse sweep does to slots; partials of ±1 are not read.
enum Sweep {
  /// Nothing flows back: the gradient does not come here, or what it would hand on is 0 whatever arrives.
  case nothing
  /// To both operands alike; to the second the negative.
  case sum, difference
  /// To the only operand as it is.
  case copy
  /// Times the partial of the only operand; of both.
  case first, both
}

extension Kernel {
  var sweep: Sweep { Self.sweeps[Int(rawValue)] }

  private static let sweeps: [Sweep] = allCases.map { kernel in
    switch kernel.partials(1, 1, 1) {
    case .constant(0, 0): .nothing
    case .constant(1, 0): .copy
    case .constant(1, 1): .sum
    case .constant(1, -1): .difference
    case .constant(_, 0), .first: .first
    case .constant, .both: .both
    }
  }
}
