import Autodiff

extension TrainingRun {
  /// The same run of a model that was expanded into its entries: each parameter is as many as it has numbers.
  package func expanded(in model: ScalarModel) -> TrainingRun? {
    guard let loss = model.node(of: loss) else { return nil }
    var run = self
    run.loss = loss
    run.parameters = model.entries(of: parameters)
    run.start = model.entryValues(of: start)
    return run
  }
}
