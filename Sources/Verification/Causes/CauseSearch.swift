import Autodiff
import FlowLanguage
import Training

/// Looks for the slip behind a refuted claim, in a fixed order, the cheap ones first; the first that fits to the claim's own
/// precision is it. What would take long is not tried.
struct CauseSearch {
  let model: Model
  let runs: [TrainingRun]
  private var graph: Graph { model.graph }
  /// States of runs whose parameters are updated one after the other, by run and number of steps.
  private var sequences: [String: [SequentialRun]] = [:]
  /// Which steps of each run claims are about.
  private var steps: [String: Set<Int>] = [:]

  init(_ file: FlowFile) {
    model = file.model
    runs = file.runs
    for claim in file.claims {
      let moment = file.moment(of: claim)
      if let run = moment.run { steps[run, default: []].insert(moment.steps) }
    }
  }

  /// - Parameters:
  ///   - state: at which the claim fails; `before` and `after` are the run's states a step earlier and later.
  ///   - steps: of `descent`, after which the claim is about; nil where it is about the file itself.
  mutating func cause(
    of comparison: Comparison, _ state: inout ClaimState, before: ClaimState?, after: ClaimState?, steps: Int,
    of descent: Descent?
  ) -> Cause? {
    let statement = comparison.statement
    guard statement.relation == .equal, comparison.claimed.scalars.contains(where: { $0 != 0 && $0.isFinite }) else {
      return nil
    }
    func holds(_ state: ClaimState?) -> Bool {
      guard var state, let (comparison, _, _) = try? state.comparison(statement) else { return false }
      return comparison?.holds ?? false
    }
    func holds(_ actual: Tensor?) -> Bool { actual.flatMap { comparison.of($0) }?.holds ?? false }
    if holds(before) { return .earlier }
    if holds(after) { return .later }
    if holds(comparison.actual.mapped { -$0 }) { return .oppositeSign }
    if comparison.isCut { return .cutDigits }
    if let cause = gradientSlip(comparison, state, steps, descent, holds) { return cause }
    if let name = otherEntry(statement, &state, holds) { return .otherEntry(name) }
    if holds(comparison.actual.transposed) { return .transposed }
    if isOfSums(statement, state, steps, descent, holds) { return .sumForMean }
    if let path = onePath(statement, &state, holds) { return .onePath(path) }
    if let descent, sequential(statement, steps, descent).contains(where: { holds($0) }) { return .oneAfterTheOther }
    return nil
  }

  // MARK: Gradients

  private func gradientSlip(
    _ comparison: Comparison, _ state: ClaimState, _ steps: Int, _ descent: Descent?, _ holds: (Tensor?) -> Bool
  ) -> Cause? {
    guard case .quantity(.derivative(let target, let source)) = comparison.statement.value, target.shape.count == 1,
      let definition = model.definitions.first(where: { $0.node == source.node }), definition.role == .parameter
    else { return nil }
    let gradient = comparison.actual
    let parameter = state.trace.value(of: source.node).part(source)
    if parameter.shape == gradient.shape, holds(parameter.adding(gradient.mapped { -$0 })) {
      return .parameterLessGradient(definition.name + name(source, of: graph.shape(of: source.node)))
    }
    // The runs that take this step.
    for run in descent.map({ [$0.run] }) ?? runs where run.loss == target.node && run.weightDecay == 0 {
      guard run.rule == .gradientDescent, run.schedule.plateau == nil, run.clipNorm == nil else { continue }
      let rate = run.schedule.rate(run.learningRate, at: steps, plateau: PlateauState())
      if holds(gradient.mapped { $0 * rate }) || holds(gradient.mapped { -$0 * rate }) { return .stepForGradient }
    }
    return nil
  }

  // MARK: Entries

  /// How many other entries are tried.
  private static let entryLimit = 4_096

  private func otherEntry(
    _ statement: Claim.Statement, _ state: inout ClaimState, _ holds: (Tensor?) -> Bool
  ) -> String? {
    guard case .quantity(let quantity) = statement.value else { return nil }
    let (place, numbers): (Claim.Place, Tensor)
    switch quantity {
    case .value(let value): (place, numbers) = (value, state.trace.value(of: value.node))
    case .derivative(let target, let source) where target.shape.count == 1:
      (place, numbers) = (
        source, state.backwardTrace(from: target.node, entry: target.first).adjoint(of: source.node)
      )
    case .derivative, .second, .learningRate: return nil
    }
    let (shape, count) = (numbers.shape, place.shape.count)
    guard count < shape.count, shape.count / count <= Self.entryLimit else { return nil }
    let prefix = if case .derivative(let target, _) = quantity { "d\(name(target))/d" } else { "" }
    for first in stride(from: 0, to: shape.count, by: count) where first != place.first {
      let other = Claim.Place(node: place.node, first: first, shape: place.shape)
      if holds(numbers.part(other)) { return prefix + name(other) }
    }
    return nil
  }

  private func name(_ place: Claim.Place) -> String {
    model.id(of: place.node) + name(place, of: graph.shape(of: place.node))
  }

  /// `[0, 2]`, `[1]` of a row.
  private func name(_ place: Claim.Place, of shape: Shape) -> String {
    let rank = shape.rank - place.shape.rank
    guard rank > 0 else { return "" }
    return Shape(Array(shape.dimensions.prefix(rank))).subscript(of: place.first / max(place.shape.count, 1))
  }

  // MARK: Sums

  /// Whether it would be true with sums for the means: for all of them, or for one of the last few.
  private func isOfSums(
    _ statement: Claim.Statement, _ state: ClaimState, _ steps: Int, _ descent: Descent?, _ holds: (Tensor?) -> Bool
  ) -> Bool {
    if case .expression(let expression) = statement.value, let sum = expression.graph.withSums() {
      var state = state
      var leaves: [Int: Tensor] = [:]
      for (leaf, quantity) in expression.quantities { leaves[leaf] = try? state.value(of: quantity) }
      if holds(sum.forwardTrace(at: leaves).value(of: expression.root)) { return true }
    }
    func isTrue(in other: Graph, at leaves: [Int: Tensor]) -> Bool {
      var state = ClaimState(other.forwardTrace(at: leaves))
      return holds(try? state.value(of: statement.value))
    }
    let targets = statement.value.quantities.compactMap { $0.target }
    let needed = graph.ancestors(of: targets + (descent.map { [$0.run.loss] } ?? []))
    let means = graph.means.filter { needed[$0] }
    if means.isEmpty { return false }
    let leaves = (0..<graph.nodeCount).filter { graph.primitive(of: $0) == .leaf }
    let values = Dictionary(uniqueKeysWithValues: leaves.map { ($0, state.trace.value(of: $0)) })
    for choice in means.count > 1 ? [means] + means.suffix(4).map({ [$0] }) : [means] {
      guard let other = graph.withSums(for: choice) else { continue }
      if let descent, !isLong(descent.run, steps, of: other) {
        let trained = Descent(of: descent.run, in: other, keeping: [steps], limit: 0, upTo: steps)
        if let step = trained.step(after: steps), isTrue(in: other, at: trained.leafValues(at: step)) { return true }
      }
      if isTrue(in: other, at: values) { return true }
    }
    return false
  }

  /// Numbers that a run may compute in vain.
  private static let workLimit = 4_000_000

  private func isLong(_ run: TrainingRun, _ steps: Int, of graph: Graph, sweeps: Int = 1) -> Bool {
    let (sweeps, overflow) = max(steps, 1).multipliedReportingOverflow(by: sweeps)
    return overflow || sweeps > Self.workLimit / max(graph.entryCount, 1)
  }

  // MARK: Paths

  private func onePath(
    _ statement: Claim.Statement, _ state: inout ClaimState, _ holds: (Tensor?) -> Bool
  ) -> [String]? {
    guard case .quantity(.derivative(let target, let source)) = statement.value, target.shape.count == 1 else {
      return nil
    }
    let backward = state.backwardTrace(from: target.node, entry: target.first)
    var paths = PathSearch(from: target, to: source.node, backward)
    guard let found = paths.first(where: { holds($0.part(source)) }) else { return nil }
    let named = Set(model.definitions.map { $0.node })
    return found.filter { named.contains($0) && $0 != target.node && $0 != source.node }.map { model.id(of: $0) }
  }

  // MARK: Sequences

  private mutating func sequential(_ statement: Claim.Statement, _ steps: Int, _ descent: Descent) -> [Tensor] {
    let run = descent.run
    if sequences[run.name] == nil {
      let wanted = self.steps[run.name] ?? []
      sequences[run.name] = SequentialRun.Order.allCases.compactMap { order in
        SequentialRun(run, in: graph, order, after: wanted) { other, sweeps in
          wanted.filter { !isLong(run, $0, of: other, sweeps: sweeps) }
        }
      }
    }
    return (sequences[run.name] ?? []).compactMap { sequence in
      guard let leaves = sequence.states[steps] else { return nil }
      var state = ClaimState(graph.forwardTrace(at: leaves))
      return try? state.value(of: statement.value)
    }
  }
}

extension Claim.Quantity {
  /// What must be computed for it; nil for a learning rate.
  fileprivate var target: Int? {
    switch self {
    case .value(let place): place.node
    case .derivative(let of, _), .second(let of, _, _): of.node
    case .learningRate: nil
    }
  }
}

extension Comparison {
  /// Whether the entries that differ are what is left of the true ones when their last digits are cut off.
  fileprivate var isCut: Bool {
    guard case .spelled(let spellings) = statement.tolerance else { return false }
    return (0..<shape.count).allSatisfy { entry in
      let (number, claim) = (actual.number(at: entry), claimed.number(at: entry))
      if holds(for: number, at: entry) { return true }
      guard case .digits(let half) = spellings[spellings.count == 1 ? 0 : entry], number.isFinite else {
        return false
      }
      // Cutting leaves less than a unit above the claim; so much may be lost in reading both.
      let (rest, slack) = (number.magnitude - claim.magnitude, number.magnitude.ulp)
      return number * claim >= 0 && rest >= -slack && rest < 2 * half - slack
    }
  }
}
