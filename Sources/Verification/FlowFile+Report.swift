import Autodiff
import FlowLanguage
import Training

extension FlowFile {
  /// Proves every claim, compares every named leaf's gradient with a numerical one, and looks for what is odd. What the
  /// language itself warned of is not repeated.
  /// - Parameters:
  ///   - state: other leaf values, such as those of a run's step, at which the gradients are compared. Claims are about the
  ///     file as it is.
  ///   - goesOn: watches the runs that claims are about. What follows from a run that it ended is not to be believed.
  /// Complexity: that of the numerical check, which is bounded; a backward trace for each node that a claim
  /// differentiates, for each of its entries; and the updates that claims ask for.
  package func report(at state: [Int: Tensor] = [:], goesOn: Descent.Watch? = nil) -> Report {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state)
    let linearization = model.graph.forwardTrace().linearization()
    let leaves = model.definitions.filter { $0.role != .operation }.map { $0.node }
    let backward = model.differentiableOutput.map { linearization.backwardTrace(from: $0) }
    let isFinite = backward.map { $0.trace.value(of: $0.output).scalars.allSatisfy { $0.isFinite } } ?? false
    let numerical = isFinite ? backward?.numericalCheck(of: leaves) : nil
    let oddities = Warnings(
      in: model, trace: linearization.trace, backward: backward, leaves: leaves, numerical: numerical)
    return Report(
      model: model, verdicts: verdicts(goesOn: goesOn), numerical: numerical, warnings: oddities.sentences)
  }

  /// The claims alone, with their verdicts, in the order of the file.
  package func verdicts(goesOn: Descent.Watch? = nil) -> [Verdict] {
    guard !claims.isEmpty else { return [] }
    let trace = model.graph.forwardTrace()
    let trained = descents(goesOn)
    var verdicts = [Verdict?](repeating: nil, count: claims.count)
    for (_, members) in claimsByState() {
      // One linearization at a time.
      var check: ClaimCheck?
      for index in members {
        let claim = claims[index]
        guard case .statement(let statement) = claim.kind else {
          verdicts[index] = verdict(onOutcome: claim, trained)
          continue
        }
        if check == nil {
          if let steps = statement.steps, let run = self.run(named: statement.run), let descent = trained[run.name] {
            guard let step = descent.step(after: steps) else {
              verdicts[index] = Verdict(
                claim: claim, holds: false, actual: nil, reason: Wording.pastTheEnd(descent, asked: steps))
              continue
            }
            check = ClaimCheck(of: trace.forwardTrace(at: descent.leafValues(at: step)).linearization())
          } else {
            check = ClaimCheck(of: trace.linearization())
          }
        }
        verdicts[index] = check?.verdict(on: claim, saying: statement)
      }
    }
    return verdicts.compactMap { $0 }
  }

  private func verdict(onOutcome claim: Claim, _ trained: [String: Descent]) -> Verdict? {
    guard case .outcome(let run, let converges) = claim.kind, let descent = trained[run] else { return nil }
    let holds = descent.outcome == (converges ? .converged : .diverged)
    return Verdict(
      claim: claim, holds: holds, actual: nil, reason: holds ? nil : Wording.outcome(descent, in: model))
  }

  /// Each run that a claim is about, by name, as far as the claims need it.
  private func descents(_ goesOn: Descent.Watch?) -> [String: Descent] {
    var wanted: [String: Set<Int>] = [:]
    var toTheEnd: Set<String> = []
    for claim in claims {
      switch claim.kind {
      case .outcome(let run, _):
        toTheEnd.insert(run)
        wanted[run] = wanted[run] ?? []
      case .statement(let statement):
        if let steps = statement.steps, let run = run(named: statement.run) {
          wanted[run.name, default: []].insert(steps)
        }
      }
    }
    var trained: [String: Descent] = [:]
    for run in runs {
      guard let steps = wanted[run.name] else { continue }
      // Without a claim about the outcome it goes no further than it must.
      trained[run.name] = Descent(
        of: run, in: model.graph, keeping: steps, limit: 0,
        upTo: toTheEnd.contains(run.name) ? .max : steps.max() ?? 0, goesOn: goesOn)
    }
    return trained
  }

  /// Which claims are about which state: the file's own, or that after so many steps of a run.
  private func claimsByState() -> [State: [Int]] {
    var members: [State: [Int]] = [:]
    for (index, claim) in claims.enumerated() {
      var state = State(run: nil, steps: 0)
      if case .statement(let statement) = claim.kind, let steps = statement.steps {
        state = State(run: run(named: statement.run)?.name, steps: steps)
      }
      members[state, default: []].append(index)
    }
    return members
  }
}

private struct State: Hashable {
  var run: String?
  var steps: Int
}

extension Model {
  /// The output, if it holds one number.
  var differentiableOutput: Int? { output.flatMap { graph.shape(of: $0).count == 1 ? $0 : nil } }
}
