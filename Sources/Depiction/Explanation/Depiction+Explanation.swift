import Autodiff
import Pictures

extension Depiction {
  /// The chain rule of `model` written out, for each node of `withRespectTo` (without it, for each parameter): what is computed, the derivatives
  /// node by node, each path with its factors as symbols, formulas and numbers, the sums where paths meet, and a central difference
  /// beside them.
  ///
  /// However many paths there are, what is long is cut and says so.
  /// Complexity: O(nodes + edges + entries) for each derivative that is shown.
  package func explanation(of model: Model, mode: ExplanationMode = .reverse) -> Explanation {
    guard detail == .scalars else { return told(model, mode) }
    do throws(ScalarModel.TooLarge) {
      let expanded = try model.expanded()
      var depiction = self
      depiction.withRespectTo = withRespectTo.map { expanded.entries(of: $0) }
      return depiction.told(expanded.model, mode)
    } catch {
      var depiction = self
      depiction.detail = .operations
      return depiction.told(model, mode)
    }
  }

  private func told(_ model: Model, _ mode: ExplanationMode) -> Explanation {
    let annotated = AnnotatedGraph(of: model, as: self)
    var explanation = Explanation(title: model.title)
    guard let output = model.output else {
      explanation.sections = [
        Explanation.Section(
          "No output", [.paragraph("Nothing is differentiated: the file names no output and no loss.")])
      ]
      return explanation
    }
    let chain = ChainGraph(annotated, output: output)
    let telling = ChainExplainer(chain, wanted: withRespectTo)
    explanation.sections = [telling.forward()]
    guard annotated.backward != nil else {
      explanation.sections.append(telling.tensorOutput())
      return explanation
    }
    switch mode {
    case .reverse:
      explanation.sections.append(telling.reverseSweep())
      explanation.sections += telling.derivatives()
    case .forward: explanation.sections += telling.forwardSweeps()
    }
    explanation.sections.append(telling.costs(mode))
    return explanation
  }
}
