import Autodiff
import Training

/// What claims need of a training run: the parameters at the steps that they name, and how it ended.
struct TrainedStates {
  let run: TrainingRun
  private var states: [Int: [Int: Tensor]] = [:]
  private var last: [Int: Tensor] = [:]
  /// How many updates were made.
  let updateCount: Int
  /// Nil if nobody needed to know.
  let outcome: Descent.Outcome?
  /// After the last update.
  let loss: Double

  /// - Parameters:
  ///   - wanted: the steps that claims name.
  ///   - toTheEnd: whether a claim is about the outcome; without one the run goes on no longer than it must.
  /// - Complexity: O(updates · (nodes + entries)); memory for the wanted states alone.
  init(of run: TrainingRun, in graph: Graph, wanted: Set<Int>, toTheEnd: Bool) {
    self.run = run
    let furthest = wanted.max() ?? 0
    var loop = DescentLoop(run, in: graph)
    while true {
      if wanted.contains(loop.updateCount) { states[loop.updateCount] = loop.parameters }
      guard loop.outcome == nil, toTheEnd || loop.updateCount < furthest else { break }
      loop.update()
    }
    last = loop.parameters
    updateCount = loop.updateCount
    outcome = loop.outcome
    loss = loop.loss
  }

  /// The parameters after so many updates: a converged run keeps its last ones, another has none past its end.
  func state(after updates: Int) -> [Int: Tensor]? {
    if updates <= updateCount { return states[updates] }
    return outcome == .converged ? last : nil
  }
}
