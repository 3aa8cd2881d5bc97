import Autodiff

/// Leaf values after so many updates of a run; at step 0 none that are not the graph's own.
package struct TrainedState: Sendable {
  package let step: Int
  package let leaves: [Int: Tensor]

  package init() {
    step = 0
    leaves = [:]
  }

  /// Where a run was.
  package init(of descent: Descent, at step: Descent.Step) {
    self.step = step.number
    leaves = descent.leafValues(at: step)
  }

  /// Where a run ended, or was ended.
  package init(of descent: Descent) {
    self.init(of: descent, at: descent.last)
  }
}
