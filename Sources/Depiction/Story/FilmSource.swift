import Autodiff
import Pictures
import Training

/// Makes the films of a model: one for each run, learning rate and level of detail.
package struct FilmSource: Sendable {
  package let model: Model
  /// Empty: the film shows one pass forward and back.
  package let runs: [TrainingRun]
  package let depiction: Depiction
  /// The levels of detail that can be chosen.
  package let details: [Detail]
  /// Steps that are shown even if the run is so long that it is thinned.
  package let keptSteps: Set<Int>

  package init(
    model: Model, runs: [TrainingRun], depiction: Depiction, details: [Detail] = [.named, .operations],
    keptSteps: Set<Int> = []
  ) {
    self.model = model
    self.runs = runs
    self.depiction = depiction
    self.details = details
    self.keptSteps = keptSteps
  }

  /// The run of a choice, with its learning rate; nil without runs.
  package func run(_ choice: FilmChoice) -> TrainingRun? {
    guard runs.indices.contains(choice.run) else { return nil }
    var run = runs[choice.run]
    for _ in 0..<abs(choice.doublings) { run.learningRate *= choice.doublings > 0 ? 2 : 0.5 }
    return run
  }

  /// The run as it goes; nil without runs. O(updates · nodes).
  /// - Parameter goesOn: asked after each update with the number of updates and the loss; false ends the run there.
  package func descent(_ choice: FilmChoice, goesOn: Descent.Watch? = nil) -> Descent? {
    run(choice).map { Descent(of: $0, in: model.graph, keeping: keptSteps, goesOn: goesOn) }
  }

  /// The levels of detail at which a model makes a picture of its own that can be watched.
  package static func details(of model: Model) -> [Detail] {
    var details: [Detail] = model.groups.isEmpty ? [] : [.groups]
    details += [.named, .operations]
    let hasTensors = (0..<model.graph.nodeCount).contains { !model.graph.shape(of: $0).isScalar }
    if hasTensors, (try? model.expanded(limit: watchable)) != nil { details.append(.scalars) }
    return details
  }

  /// With more nodes a film at `scalars` is not offered.
  private static let watchable = 400

  /// - Parameters:
  ///   - descent: that of the same run and learning rate.
  ///   - goesOn: watches the run again, where tensors are expanded into their entries.
  package func film(_ choice: FilmChoice, descent: Descent?, goesOn: Descent.Watch? = nil) -> Film {
    var depiction = depiction
    depiction.detail = choice.detail
    guard choice.detail == .scalars, let expanded = try? model.expanded() else {
      return depiction.film(of: model, descent: descent)
    }
    depiction.withRespectTo = depiction.withRespectTo.map { expanded.entries(of: $0) }
    let run = run(choice).flatMap { $0.expanded(in: expanded) }
    let descent = run.map { Descent(of: $0, in: expanded.model.graph, keeping: keptSteps, goesOn: goesOn) }
    return depiction.film(of: expanded.model, descent: descent)
  }
}
