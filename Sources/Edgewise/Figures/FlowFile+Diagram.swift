import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers
import Training
import Verification

extension FlowFile {
  /// The picture of a state. If it does not fit its medium, like turns of loops are folded, then groups are closed until it does, the
  /// innermost first, and a note says which.
  /// - Parameters:
  ///   - output: the node that is differentiated, if it is not the file's.
  ///   - steps: what is closed and folded; nil: what fits the medium.
  ///   - run: whose next update is told; nil: the first's.
  package func diagram(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), of output: Int? = nil, for medium: Medium,
    steps: [FitStep]? = nil, run: String? = nil
  ) -> Diagram { fitted(depiction, at: state, of: output, for: medium, steps: steps, run: run).diagram }

  /// The same, and what it was made by: with the groups closed that had to be.
  package func fitted(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), of output: Int? = nil, for medium: Medium,
    steps: [FitStep]? = nil, run: String? = nil
  ) -> (diagram: Diagram, depiction: Depiction) {
    var (model, wanted) = prepared(depiction, at: state, of: output, for: medium)
    if let steps { (wanted.closingLevel, wanted.foldsTurns) = (steps.closingLevel, steps.has(.turns)) }
    let limit = steps == nil ? medium.boxLimit : .max
    var ways = [wanted]
    if limit < .max {
      // Like turns folded, and then groups closed too.
      var way = wanted
      way.foldsTurns = true
      if way.boxCount(of: model) < wanted.boxCount(of: model) { ways.append(way) }
      let depth = model.groups.indices.map { model.path(ofGroup: $0).count }.max() ?? 0
      for level in (0..<depth).reversed() {
        way.closingLevel = level
        ways.append(way)
      }
    }
    var drawn: (diagram: Diagram, depiction: Depiction)?
    for way in ways {
      if limit < .max, way.boxCount(of: model) > limit { continue }
      let diagram = way.diagram(of: model)
      drawn = (diagram, way)
      if limit == .max || medium.fits(diagram) { break }
    }
    // What is too large in every way is drawn as it was asked for.
    var result = drawn ?? (wanted.diagram(of: model), wanted)
    if steps == nil, result.depiction.closingLevel != nil {
      result.diagram.notes += Self.note(onClosingFor: result.diagram)
    }
    result.diagram.step = state.step
    if let run = self.run(named: run) ?? runs.first, output == nil || output == run.loss,
      wanted.parts?.contains(.update) == true || wanted.partsWhereFew.contains(.update) && result.diagram.isFew
    {
      result.diagram.update = wanted.update(of: run, after: state, in: self.model)
    }
    return result
  }

  /// The model at a state, and how a medium depicts it.
  private func prepared(
    _ depiction: Depiction, at state: TrainedState, of output: Int?, for medium: Medium
  ) -> (model: Model, depiction: Depiction) {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state.leaves)
    model.output = output ?? model.output
    var wanted = depiction
    if depiction.parts == nil { (wanted.parts, wanted.partsWhereFew) = (medium.parts, medium.partsWhereFew) }
    wanted.texts = medium.texts
    wanted.formulaLines = medium.formulaLines
    return (model, wanted)
  }

  /// A state for `.data` or `.graphviz`, which take every size and are written part by part.
  package func depicted(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), for medium: Medium
  ) -> DepictedModel {
    let (model, wanted) = prepared(depiction, at: state, of: nil, for: medium)
    var depicted = wanted.depicted(model)
    depicted.facts.step = state.step
    return depicted
  }

  /// Objects to what is too large for a page even with all groups closed, before anything is drawn.
  package func checkSize(_ depiction: Depiction) throws(SVGPictureError) {
    var coarsest = depiction
    if !model.groups.isEmpty { coarsest.closingLevel = 0 }
    let boxes = coarsest.boxCount(of: model)
    guard boxes <= SVGPicture.mostItems else { throw .tooLarge(boxes: boxes) }
  }

  private static func note(onClosingFor diagram: Diagram) -> [String] {
    var closed: [String] = []
    for box in diagram.boxes {
      // Folded turns say so by their name.
      if let name = box.closed, !name.hasPrefix("⋯"), !closed.contains(name) { closed.append(name) }
    }
    guard !closed.isEmpty else { return [] }
    let others = closed.count > 5 ? closed.count - 4 : 0
    let names =
      closed.dropLast(others).map { "'\($0)'" }.joined(separator: ", ")
      + (others > 0 ? " and \(others) more" : "")
    return ["closed to fit: \(names); --open NAME draws one open"]
  }

  /// The state with what JSON lists beside it: every run, and every claim with its verdict. Of a run about 200 steps are listed, or
  /// 10,000 where the depiction shows runs, and those that claims name, and `state`.
  package func annotated(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), goesOn: Descent.Watch? = nil
  ) -> DepictedModel {
    var depicted = depicted(depiction, at: state, for: .data)
    let limit = depiction.parts?.contains(.runs) == true ? Descent.stepLimit : 200
    depicted.facts.runs = runs.map { run in
      var wanted: Set = [state.step]
      for claim in claims {
        if case .statement(let statement) = claim.kind, let steps = statement.steps,
          self.run(named: statement.run)?.name == run.name
        {
          wanted.insert(steps)
        }
      }
      return RunRecord(Descent(of: run, in: model.graph, keeping: wanted, limit: limit, goesOn: goesOn), in: model)
    }
    depicted.facts.expectations = verdicts(goesOn: goesOn).map { verdict in
      Expectation(
        line: verdict.claim.line, claim: verdict.claim.text, holds: verdict.holds,
        actual: verdict.actual.map { Quantity($0) })
    }
    return depicted
  }
}
