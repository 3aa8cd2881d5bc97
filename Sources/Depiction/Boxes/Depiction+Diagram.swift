import Autodiff
import Pictures

extension Depiction {
  /// The annotated graph of `model`, from its own leaf values: every value, gradient, local derivative and contribution
  /// as a fact, and of the `texts` those that this depiction shows of them.
  ///
  /// Complexity: O(nodes + edges + entries), apart from formulas and Jacobians, each of which has a limit.
  package func diagram(of model: Model) -> Diagram { depicted(model).diagram }

  /// The same to be written part by part, without what is told of the whole: bands, the story and chains.
  package func depicted(_ model: Model) -> DepictedModel {
    guard detail == .scalars else { return open(model) }
    do throws(ScalarModel.TooLarge) {
      let expanded = try model.expanded()
      var depiction = self
      depiction.withRespectTo = withRespectTo.map { expanded.entries(of: $0) }
      return depiction.open(expanded.model)
    } catch {
      var depiction = self
      depiction.detail = .operations
      var depicted = depiction.open(model)
      depicted.facts.notes.append("the tensors stay closed: opened, there were more than \(error.limit) nodes")
      return depicted
    }
  }

  private func open(_ model: Model) -> DepictedModel {
    let annotated = AnnotatedGraph(of: model, as: self)
    return DepictedModel(annotated, WrittenFormulas(of: annotated))
  }
}
