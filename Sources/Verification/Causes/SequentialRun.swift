import Autodiff
import Training

/// A run whose parameters are updated one after the other.
struct SequentialRun {
  enum Order: CaseIterable {
    /// On the way back: each as soon as its gradient is known, and what comes behind it in the sweep meets the new value.
    case backward
    /// The loss is computed anew for each, in the order of the file or against it.
    case downTheFile, upTheFile
  }

  /// Leaf values after so many steps.
  private(set) var states: [Int: [Int: Tensor]] = [:]

  /// Nil for a run that cannot be made so: whose gradient is clipped as a whole, or whose rate depends on the losses.
  /// - Parameter affordable: the steps that are worth the work, of the graph that is trained and for so many sweeps a step.
  init?(
    _ run: TrainingRun, in graph: Graph, _ order: Order, after wanted: Set<Int>,
    _ affordable: (Graph, _ sweeps: Int) -> Set<Int>
  ) {
    guard run.clipNorm == nil, run.schedule.plateau == nil, run.parameters.count > 1 else { return nil }
    let needed = graph.ancestors(of: run.loss)
    let parameters = run.parameters.filter { needed[$0] }
    let trained: DelayedGraph
    let groups: [[Int]]
    switch order {
    case .backward:
      trained = DelayedGraph(of: graph, needed, parameters, loss: run.loss)
      groups = trained.groups
    case .downTheFile, .upTheFile:
      trained = DelayedGraph(graph, loss: run.loss, parameters)
      groups = (order == .downTheFile ? parameters : parameters.reversed()).map { [$0] }
    }
    guard groups.count > 1 else { return nil }
    let steps = affordable(trained.graph, groups.count)
    guard let last = steps.max() else { return nil }
    states = Self.states(run, in: graph, trained, groups, after: steps, last)
  }

  private static func states(
    _ run: TrainingRun, in graph: Graph, _ trained: DelayedGraph, _ groups: [[Int]], after wanted: Set<Int>,
    _ last: Int
  ) -> [Int: [Int: Tensor]] {
    let tape = GradientTape(trained.graph, output: trained.loss)
    var values: [Int: Tensor] = [:]
    var offsets: [Int: Int] = [:]
    var count = 0
    for parameter in run.parameters {
      let value = run.start[parameter] ?? graph.leafValue(of: parameter)
      values[parameter] = value
      offsets[parameter] = count
      count += value.scalars.count
      for leaf in trained.leaves(of: parameter) { tape.setLeaf(leaf, to: value) }
    }
    var state = run.rule.initialState(count: count)
    var states: [Int: [Int: Tensor]] = wanted.contains(0) ? [0: values] : [:]
    for step in 1...max(last, 1) where step <= last {
      state.beginUpdate()
      let rate = run.schedule.rate(run.learningRate, at: step - 1, plateau: PlateauState())
      for group in groups {
        tape.step()
        for parameter in group {
          guard let new = trained.leaves(of: parameter).last, let (numbers, gradient) = tape.buffers(of: new),
            let offset = offsets[parameter]
          else { continue }
          run.rule.update(
            numbers, gradient: gradient, state: &state, offset: offset, learningRate: rate, decay: run.weightDecay)
        }
      }
      for parameter in groups.joined() {
        guard let new = trained.leaves(of: parameter).last, let (numbers, _) = tape.buffers(of: new) else { continue }
        let isWanted = wanted.contains(step)
        guard isWanted || trained.isDelayed else { continue }
        let value = Tensor(shape: graph.shape(of: parameter), scalars: Array(numbers))
        if isWanted { values[parameter] = value }
        for leaf in trained.leaves(of: parameter) where leaf != new { tape.setLeaf(leaf, to: value) }
      }
      if wanted.contains(step) { states[step] = values }
    }
    return states
  }
}
