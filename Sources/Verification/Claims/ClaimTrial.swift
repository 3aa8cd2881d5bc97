import Autodiff
import FlowLanguage
import Training

/// All claims of a file, tried.
struct ClaimTrial {
  let file: FlowFile
  let trace: ForwardTrace
  /// The runs that claims are about, by name, as far as the claims need them.
  private let trained: [String: Descent]
  var search: CauseSearch

  init(of file: FlowFile, goesOn: Descent.Watch?) {
    self.file = file
    trace = file.model.graph.forwardTrace()
    trained = file.descents(goesOn)
    search = CauseSearch(file)
  }

  mutating func verdicts() -> [Verdict] {
    var verdicts = [Verdict?](repeating: nil, count: file.claims.count)
    for (moment, members) in claimsByMoment() {
      // One linearization at a time.
      var state: ClaimState?
      for index in members {
        let claim = file.claims[index]
        switch claim.kind {
        case .outcome(let run, let converges): verdicts[index] = verdict(claim, run, converges)
        case .statement(let statement):
          if state == nil { state = self.state(at: moment) }
          guard var known = state else {
            if let descent = moment.run.flatMap({ trained[$0] }) {
              verdicts[index] = Verdict(claim, failsFor: Wording.pastTheEnd(descent, asked: moment.steps))
            }
            continue
          }
          verdicts[index] = verdict(claim, statement, at: moment, &known)
          state = known
        }
      }
    }
    return verdicts.compactMap { $0 }
  }

  private mutating func verdict(
    _ claim: Claim, _ statement: Claim.Statement, at moment: Moment, _ state: inout ClaimState
  ) -> Verdict {
    do throws(Hessian.Failure) {
      let (comparison, actual, claimed) = try state.comparison(statement)
      guard let comparison else {
        let isTransposed = actual.transposed.map {
          Comparison(statement, actual: $0, claimed: claimed)?.holds == true
        }
        var verdict = Verdict(claim, failsFor: Wording.shapes(actual: actual.shape, claimed: claimed.shape))
        if isTransposed == true { verdict.cause = .transposed }
        return verdict
      }
      if comparison.holds { return Verdict(claim, comparison) }
      let neighbours = [moment.steps - 1, moment.steps.next].map { steps in
        moment.run == nil ? nil : self.state(at: Moment(run: moment.run, steps: steps))
      }
      let run = moment.run.flatMap { trained[$0] }
      let cause = search.cause(
        of: comparison, &state, before: neighbours[0], after: neighbours[1], steps: moment.steps, of: run)
      return Verdict(claim, comparison, cause: cause)
    } catch {
      return Verdict(claim, failsFor: Wording.noCurvature(error, of: nil))
    }
  }

  private func verdict(_ claim: Claim, _ run: String, _ converges: Bool) -> Verdict? {
    guard let descent = trained[run] else { return nil }
    let holds = descent.outcome == (converges ? .converged : .diverged)
    return Verdict(claim, holds: holds, reason: holds ? nil : Wording.outcome(descent, in: file.model))
  }

  // MARK: Moments

  /// What a claim is about: the file's own state, or that after so many steps of a run.
  struct Moment: Hashable {
    var run: String?
    var steps = 0
  }

  private func claimsByMoment() -> [Moment: [Int]] {
    var members: [Moment: [Int]] = [:]
    for (index, claim) in file.claims.enumerated() { members[file.moment(of: claim), default: []].append(index) }
    return members
  }

  /// Nil where the run has no such step.
  private func state(at moment: Moment) -> ClaimState? {
    guard let run = moment.run, let descent = trained[run] else { return ClaimState(trace) }
    guard let step = descent.step(after: moment.steps) else { return nil }
    var rate = descent.learningRate(ofUpdate: moment.steps)
    if rate == nil, moment.steps > 0, descent.updateCount > 0 {
      // Of a run that ended before, its last update; what led to that was not kept.
      let last = descent.updateCount
      let again = Descent(of: descent.run, in: file.model.graph, keeping: [last - 1], limit: 0, upTo: last)
      rate = again.step(after: last - 1)?.learningRate
    }
    return ClaimState(trace.forwardTrace(at: descent.leafValues(at: step)), learningRate: rate)
  }
}

extension FlowFile {
  func moment(of claim: Claim) -> ClaimTrial.Moment {
    guard case .statement(let statement) = claim.kind, let steps = statement.steps else { return ClaimTrial.Moment() }
    return ClaimTrial.Moment(run: run(named: statement.run)?.name, steps: steps)
  }

  /// The runs that claims are about. Steps beside those that they name are kept too, since a claim may be off by one.
  fileprivate func descents(_ goesOn: Descent.Watch?) -> [String: Descent] {
    var wanted: [String: Set<Int>] = [:]
    var toTheEnd: Set<String> = []
    for claim in claims {
      if case .outcome(let run, _) = claim.kind {
        toTheEnd.insert(run)
        wanted[run] = wanted[run] ?? []
      }
      let moment = moment(of: claim)
      if let run = moment.run {
        let steps = moment.steps
        wanted[run, default: []].formUnion([max(steps - 2, 0), max(steps - 1, 0), steps, steps.next])
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
}

extension Int {
  /// The number behind, if there is one.
  fileprivate var next: Int { self == .max ? self : self + 1 }
}
