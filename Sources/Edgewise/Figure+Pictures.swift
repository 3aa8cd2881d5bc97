import Depiction
import Pictures
import Renderers

extension Figure {
  /// Boxes and arrows with their texts and facts: what every renderer reads.
  package func diagram(_ depiction: Depiction = Depiction()) -> Diagram { depiction.diagram(of: model) }

  /// The edges with their local derivatives and contributions, at the level of detail asked for.
  public func edges(_ depiction: Depiction = Depiction()) -> [Edge] {
    let diagram = diagram(depiction)
    return diagram.arrows.map { arrow in
      Edge(
        source: diagram.boxes[arrow.from].id, target: diagram.boxes[arrow.to].id, slot: arrow.slot,
        formula: arrow.formula?.text, derivative: arrow.derivative, upstream: arrow.upstream,
        contribution: arrow.contribution)
    }
  }

  /// The chain rule written out, for `ExplanationText`, `ExplanationMarkdown` and `ExplanationLaTeX`.
  package func explanation(_ depiction: Depiction = Depiction(), mode: ExplanationMode = .reverse) -> Explanation {
    depiction.explanation(of: model, mode: mode)
  }

  /// Graphviz's language.
  public func dot(
    _ depiction: Depiction = Depiction(), theme: Theme = .light, direction: Direction = .leftToRight
  ) -> String {
    String(decoding: DOTWriter(theme: theme, direction: direction).bytes(of: diagram(depiction)), as: UTF8.self)
  }

  /// The annotated graph for other programs.
  public func json(_ depiction: Depiction = Depiction()) -> String {
    String(decoding: JSONWriter().bytes(of: diagram(depiction)), as: UTF8.self)
  }

  /// The picture in characters, no line wider than `width` columns.
  public func terminalText(_ depiction: Depiction = Depiction(), width: Int = 80, ascii: Bool = false) -> String {
    TerminalPicture(width: width, ascii: ascii).text(of: diagram(depiction))
  }
}

/// What stands on an edge.
public struct Edge: Sendable, Equatable {
  /// The names of the operand and its user.
  public let source: String
  public let target: String
  /// Which operand slot of the target.
  public let slot: Int
  /// The local derivative in the figure's own names.
  public let formula: String?
  /// The local derivative as a number.
  public let derivative: Quantity?
  /// The gradient at the target.
  public let upstream: Quantity?
  /// upstream × local.
  public let contribution: Quantity?
}
