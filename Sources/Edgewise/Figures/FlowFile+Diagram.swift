import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers
import Training
import Verification

extension FlowFile {
  /// The picture of a state. If it does not fit its medium, groups are closed until it does, the innermost first, and a note says which.
  /// - Parameter output: the node that is differentiated, if it is not the file's.
  package func diagram(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), of output: Int? = nil, for medium: Medium
  ) -> Diagram { fitted(depiction, at: state, of: output, for: medium).diagram }

  /// The same, and what it was made by: with the groups closed that had to be.
  package func fitted(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), of output: Int? = nil, for medium: Medium
  ) -> (diagram: Diagram, depiction: Depiction) {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state.leaves)
    model.output = output ?? model.output
    var closing = depiction
    if depiction.parts == nil { (closing.parts, closing.partsWhereFew) = (medium.parts, medium.partsWhereFew) }
    closing.texts = medium.texts
    closing.formulaLines = medium.formulaLines
    let wanted = closing
    var depth = model.groups.indices.map { model.path(ofGroup: $0).count }.max() ?? 0
    var drawn: Diagram?
    while true {
      if medium.boxLimit == .max || closing.boxCount(of: model) <= medium.boxLimit {
        let diagram = closing.diagram(of: model)
        drawn = diagram
        if medium.fits(diagram) { break }
      }
      guard depth > 0 else { break }
      depth -= 1
      closing.closingLevel = depth
    }
    // What is too large in every way is drawn as it was asked for.
    if drawn == nil { closing.closingLevel = nil }
    var diagram = drawn ?? wanted.diagram(of: model)
    if closing.closingLevel != nil { diagram.notes += Self.note(onClosingFor: diagram) }
    diagram.step = state.step
    return (diagram, closing)
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
    for box in diagram.boxes { if let name = box.closed, !closed.contains(name) { closed.append(name) } }
    guard !closed.isEmpty else { return [] }
    let names = closed.prefix(4).map { "'\($0)'" }.joined(separator: ", ") + (closed.count > 4 ? ", …" : "")
    return ["closed to fit: \(names); --open NAME draws one open"]
  }

  /// The picture with what JSON lists beside it: every run, and every claim with its verdict. Of a run about 200 steps are listed, or
  /// 10,000 where the depiction shows runs, and those that claims name, and `state`.
  package func annotatedDiagram(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), goesOn: Descent.Watch? = nil
  ) -> Diagram {
    var diagram = diagram(depiction, at: state, for: .data)
    let limit = depiction.parts?.contains(.runs) == true ? Descent.stepLimit : 200
    diagram.runs = runs.map { run in
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
    diagram.expectations = verdicts(goesOn: goesOn).map { verdict in
      Expectation(
        line: verdict.claim.line, claim: verdict.claim.text, holds: verdict.holds,
        actual: verdict.actual.map { Quantity($0) })
    }
    return diagram
  }
}
