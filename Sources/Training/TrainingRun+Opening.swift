import Autodiff

extension TrainingRun {
  /// The same run of a model that was opened into its entries: each parameter is as many as it has numbers.
  package func opened(in model: ScalarModel) -> TrainingRun? {
    guard let loss = model.node(of: loss) else { return nil }
    var run = self
    run.loss = loss
    run.parameters = model.entries(of: parameters)
    run.start = model.opened(start)
    return run
  }
}
