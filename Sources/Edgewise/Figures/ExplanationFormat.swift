import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers
import Training

/// What an explanation can be written as.
public enum ExplanationFormat: String, Sendable, CaseIterable {
  /// For the terminal and for plain text.
  case text
  /// For a lesson, with its mathematics in dollars.
  case markdown
  /// A whole document, for pdflatex.
  case latex

  package func text(
    of explanation: Explanation, width: Int, ascii: Bool,
    math: ExplanationMarkdown.Marks = .dollars, isFragment: Bool = false
  ) -> String {
    switch self {
    case .text: ExplanationText(width: width, ascii: ascii).text(of: explanation)
    case .markdown: ExplanationMarkdown(math).text(of: explanation)
    case .latex: ExplanationLaTeX(isFragment: isFragment).text(of: explanation)
    }
  }
}

extension FlowFile {
  /// The chain rule of a state written out.
  package func explanation(_ depiction: Depiction, mode: ExplanationMode, at state: TrainedState) -> Explanation {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state.leaves)
    return depiction.explanation(of: model, mode: mode)
  }
}
