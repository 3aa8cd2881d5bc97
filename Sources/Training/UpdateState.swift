/// What an update rule remembers between updates: at most two numbers for each parameter.
package struct UpdateState: Sendable, Equatable {
  /// Momentum's buffer or Adam's first moment; empty if the rule has none.
  package internal(set) var first: [Double]
  /// The running sum or mean of squared gradients; empty if the rule has none.
  package internal(set) var second: [Double]
  /// How many updates have been made.
  package internal(set) var count = 0
}

extension UpdateRule {
  /// The state before the first update of `count` numbers.
  package func initialState(count: Int) -> UpdateState {
    let zeros = [Double](repeating: 0, count: count)
    switch self {
    case .gradientDescent: return UpdateState(first: [], second: [])
    case .momentum, .nesterov: return UpdateState(first: zeros, second: [])
    case .adagrad, .rmsprop: return UpdateState(first: [], second: zeros)
    case .adam, .adamw: return UpdateState(first: zeros, second: zeros)
    }
  }
}
