import Autodiff
import Pictures
import Training

extension RunRecord {
  /// A descent as facts. Complexity: O(kept steps · parameters).
  package init(_ descent: Descent, in model: Model) {
    self.init(
      name: descent.run.name, optimizer: descent.run.rule.name, outcome: descent.outcome.rawValue,
      parameters: descent.run.parameters.map { model.id(of: $0) },
      steps: descent.steps.map { step in
        let values = descent.leafValues(at: step)
        let gradients = descent.gradients(at: step)
        return StepRecord(
          step: step.number, loss: step.loss, learningRate: step.learningRate,
          values: descent.run.parameters.compactMap { values[$0].map { Quantity($0) } },
          gradients: descent.run.parameters.compactMap { gradients[$0].map { Quantity($0) } },
          gradientNorm: step.gradientNorm)
      })
  }
}
