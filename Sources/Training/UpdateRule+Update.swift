import ElementaryFunctions

extension UpdateRule {
  /// One update in place. Without allocation; O(count).
  /// - Parameters:
  ///   - parameters: the numbers that move.
  ///   - gradient: ∂loss/∂parameter, one for each.
  ///   - state: from `initialState(count:)`, then from the update before. A run with several leaves calls `beginUpdate` once and
  ///     passes each leaf's place in the state as `offset`.
  ///   - learningRate: η of this update.
  ///   - decay: added to the gradient as decay·w (L2); 0 for none.
  ///   - scale: what the gradient is multiplied with first (clipping); 1 for none.
  @inline(__always)
  package func update(
    _ parameters: UnsafeMutableBufferPointer<Double>, gradient: UnsafeBufferPointer<Double>,
    state: inout UpdateState, offset: Int = 0, learningRate: Double, decay: Double = 0, scale: Double = 1
  ) {
    let count = parameters.count
    switch self {
    case .gradientDescent:
      for i in 0..<count {
        let g = gradient[i] * scale + decay * parameters[i]
        parameters[i] -= learningRate * g
      }
    case .momentum(let beta):
      state.first.withUnsafeMutableBufferPointer { first in
        for i in 0..<count {
          let g = gradient[i] * scale + decay * parameters[i]
          let b = beta * first[offset + i] + g
          first[offset + i] = b
          parameters[i] -= learningRate * b
        }
      }
    case .nesterov(let beta):
      state.first.withUnsafeMutableBufferPointer { first in
        for i in 0..<count {
          let g = gradient[i] * scale + decay * parameters[i]
          let b = beta * first[offset + i] + g
          first[offset + i] = b
          parameters[i] -= learningRate * (g + beta * b)
        }
      }
    case .adagrad(let epsilon):
      state.second.withUnsafeMutableBufferPointer { second in
        for i in 0..<count {
          let g = gradient[i] * scale + decay * parameters[i]
          let s = second[offset + i] + g * g
          second[offset + i] = s
          parameters[i] -= learningRate * g / (s.squareRoot() + epsilon)
        }
      }
    case .rmsprop(let alpha, let epsilon):
      state.second.withUnsafeMutableBufferPointer { second in
        for i in 0..<count {
          let g = gradient[i] * scale + decay * parameters[i]
          let s = alpha * second[offset + i] + (1 - alpha) * g * g
          second[offset + i] = s
          parameters[i] -= learningRate * g / (s.squareRoot() + epsilon)
        }
      }
    case .adam(let beta1, let beta2, let epsilon):
      adam(
        parameters, gradient, &state, offset, learningRate, decay, scale, beta1: beta1, beta2: beta2,
        epsilon: epsilon, shrink: 1)
    case .adamw(let beta1, let beta2, let epsilon, let weightDecay):
      adam(
        parameters, gradient, &state, offset, learningRate, decay, scale, beta1: beta1, beta2: beta2,
        epsilon: epsilon, shrink: 1 - learningRate * weightDecay)
    }
  }

  @inline(__always)
  private func adam(
    _ parameters: UnsafeMutableBufferPointer<Double>, _ gradient: UnsafeBufferPointer<Double>,
    _ state: inout UpdateState, _ offset: Int, _ learningRate: Double, _ decay: Double, _ scale: Double,
    beta1: Double, beta2: Double, epsilon: Double, shrink: Double
  ) {
    let t = Double(state.count)
    let stepSize = learningRate / (1 - Elementary.pow(beta1, t))
    let root = (1 - Elementary.pow(beta2, t)).squareRoot()
    state.first.withUnsafeMutableBufferPointer { first in
      state.second.withUnsafeMutableBufferPointer { second in
        for i in 0..<parameters.count {
          let w = parameters[i] * shrink
          let g = gradient[i] * scale + decay * parameters[i]
          let m = first[offset + i] + (1 - beta1) * (g - first[offset + i])
          let v = beta2 * second[offset + i] + (1 - beta2) * g * g
          first[offset + i] = m
          second[offset + i] = v
          parameters[i] = w - stepSize * m / (v.squareRoot() / root + epsilon)
        }
      }
    }
  }
}

extension UpdateState {
  /// Counts the update that is about to be made.
  @inline(__always)
  package mutating func beginUpdate() { count += 1 }
}
