import Autodiff
import Pictures

extension Depiction {
  /// The annotated graph of `model`, from its own leaf values: every value, gradient, local derivative and contribution
  /// as a fact, and of the `texts` those that this depiction shows of them.
  ///
  /// Complexity: O(nodes + edges + entries), apart from formulas and Jacobians, each of which has a limit.
  package func diagram(of model: Model) -> Diagram {
    guard detail == .scalars else { return drawn(model) }
    do throws(ScalarModel.TooLarge) {
      let expanded = try model.expanded()
      var depiction = self
      depiction.withRespectTo = withRespectTo.map { expanded.entries(of: $0) }
      return depiction.drawn(expanded.model)
    } catch {
      var depiction = self
      depiction.detail = .operations
      var diagram = depiction.drawn(model)
      diagram.notes.append("the tensors stay closed: opened, there were more than \(error.limit) nodes")
      return diagram
    }
  }

  private func drawn(_ model: Model) -> Diagram {
    let annotated = AnnotatedGraph(of: model, as: self)
    let formulas = WrittenFormulas(of: annotated)
    let boxes = annotated.boxes(formulas)
    var arrows = annotated.arrows(formulas)
    annotated.settleBands(&arrows)
    var diagram = Diagram(
      title: model.title, summary: annotated.summary(boxCount: boxes.count, arrowCount: arrows.count),
      output: model.output.map { model.id(of: $0) }, detail: annotated.detail.rawValue, step: 0, boxes: boxes,
      arrows: arrows, showsLegend: annotated.parts.contains(.legend),
      notes: model.notes + (annotated.closing?.notes ?? []))
    diagram.titleNames = model.titleNames
    diagram.captions = formulas.captions
    diagram.story = annotated.story(of: boxes, arrows)
    diagram.chains = annotated.chains(of: diagram)
    return diagram
  }
}
