import Autodiff

extension Descent {
  /// What the rule remembered before the update of the step at `place`; nil where steps before it were not kept.
  /// - Complexity: O(place · numbers).
  package func updateState(before place: Int) -> UpdateState? {
    var state = run.rule.initialState(count: record.parameterCount)
    if state.first.isEmpty, state.second.isEmpty { return state }
    guard place < steps.count, steps[place].number == place else { return nil }
    for step in steps[..<place] {
      // What the parameters become is not asked for.
      var numbers = step.parameters
      let (rate, scale) = (step.learningRate, clipping(at: step))
      state.beginUpdate()
      step.gradient.withUnsafeBufferPointer { gradient in
        numbers.withUnsafeMutableBufferPointer {
          run.rule.update(
            $0, gradient: gradient, state: &state, learningRate: rate, decay: run.weightDecay, scale: scale)
        }
      }
    }
    return state
  }

  /// What the gradient of a step is multiplied with before all else; 1 where it is not clipped.
  package func clipping(at step: Step) -> Double {
    run.clipNorm.map { DescentLoop.clipping(step.gradientNorm, to: $0) } ?? 1
  }

  /// Where the numbers of a parameter begin among all.
  package func offset(of leaf: Int) -> Int? {
    var offset = 0
    for (parameter, shape) in zip(run.parameters, shapes) {
      if parameter == leaf { return offset }
      offset += shape.count
    }
    return nil
  }
}
