import Autodiff
import Pictures

/// A model as it is depicted, whose boxes and arrows are made when they are asked for.
package struct DepictedModel: DiagramSource {
  private let annotated: AnnotatedGraph
  private let formulas: WrittenFormulas
  package var facts: Diagram

  init(_ annotated: AnnotatedGraph, _ formulas: WrittenFormulas) {
    (self.annotated, self.formulas) = (annotated, formulas)
    let model = annotated.model
    facts = Diagram(
      title: model.heading,
      summary: annotated.summary(
        boxCount: annotated.isVisible.count { $0 }, arrowCount: formulas.derivatives.count),
      output: model.output.map { model.id(of: $0) }, detail: annotated.detail.rawValue,
      showsLegend: annotated.parts.contains(.legend), notes: model.notes + (annotated.closing?.notes ?? []))
    facts.captions = formulas.captions
  }

  package var ids: [String] { zip(annotated.ids, annotated.isVisible).compactMap { $1 ? $0 : nil } }

  package func forEachBox(_ body: (Box) -> Void) { annotated.forEachBox(formulas, body) }
  package func forEachArrow(_ body: (Arrow) -> Void) { annotated.forEachArrow(formulas, body) }

  /// All of it, with what is told of the whole: bands, the story and chains.
  var diagram: Diagram {
    var diagram = facts
    diagram.boxes = annotated.boxes(formulas)
    diagram.arrows = annotated.arrows(formulas)
    annotated.settleBands(&diagram.arrows)
    diagram.story = annotated.story(of: diagram.boxes, diagram.arrows)
    diagram.chains = annotated.chains(of: diagram)
    return diagram
  }
}
