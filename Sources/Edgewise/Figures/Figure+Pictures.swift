import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers

extension Figure {
  /// What stands on an edge.
  public struct Edge: Sendable, Equatable {
    /// The name of the operand.
    public let source: String
    /// The name of the node that uses it.
    public let target: String
    /// Which operand slot of the target.
    public let slot: Int
    /// The local derivative in the figure's own names, `2e`; nil if it is too long to write.
    public let formula: String?
    /// The local derivative as a number, or as the Jacobian with shape target + source; nil where that would exceed 4,096 numbers.
    public let derivative: Tensor?
    /// The gradient at the target; nil if there is none.
    public let upstream: Tensor?
    /// upstream × local, in the source's shape: what the edge adds to the source's gradient.
    public let contribution: Tensor?
  }

  /// The edges with their local derivatives and contributions, at the level of detail asked for.
  public func edges(_ depiction: Depiction = Depiction()) -> [Edge] {
    let diagram = diagram(depiction, for: .data)
    return diagram.arrows.map { arrow in
      Edge(
        source: diagram.boxes[arrow.from].id, target: diagram.boxes[arrow.to].id, slot: arrow.slot,
        formula: arrow.formula?.text, derivative: arrow.derivative.map { Tensor($0) },
        upstream: arrow.upstream.map { Tensor($0) }, contribution: arrow.contribution.map { Tensor($0) })
    }
  }

  /// The figure in Graphviz's language. The same figure gives the same bytes on every machine, so that it can be a snapshot:
  /// `#expect(figure.dot() == snapshot)`.
  public func dot(
    _ depiction: Depiction = Depiction(), theme: Theme = .light, direction: Direction = .leftToRight
  ) -> String {
    let depicted = file.depicted(asked(depiction), at: state, for: .graphviz)
    return String(decoding: DOTWriter(theme: theme, direction: direction).bytes(of: depicted), as: UTF8.self)
  }

  /// The figure as SVG. The same figure gives the same bytes.
  /// - Parameters:
  ///   - depiction: What is drawn, and how near.
  ///   - theme: The colours; `auto` follows the reader's system.
  ///   - direction: Where forward goes; nil: from left to right, or what fits better.
  ///   - fit: A frame in which its text is to be read: the picture is made smaller, closes groups and folds turns until it is so, and
  ///     its description says what was done. Nil: as it comes.
  ///   - idPrefix: stands before every id and names the class that every rule stands below, instead of one that is made of the
  ///     content: for two of the same figure in one page.
  /// - Throws: `SVGPictureError.tooLarge` where some thousand boxes are left.
  public func svg(
    _ depiction: Depiction = Depiction(), theme: Theme = .auto, direction: Direction? = nil, fit: Fit? = .slide,
    idPrefix: String? = nil
  ) throws(SVGPictureError) -> String {
    var picture = SVGPicture(theme: theme, direction: direction ?? .leftToRight)
    picture.idPrefix = idPrefix
    let chosen: [FitStep.Kind: String] = direction == nil ? [:] : [.down: "direction"]
    return String(
      decoding: try file.pictures(asked(depiction), at: [state], by: picture, fit: fit, chosen: chosen).bytes[0],
      as: UTF8.self)
  }

  /// The figure in Mermaid's language, which GitHub and others draw. It has no bands, and sets no subscripts.
  public func mermaid(
    _ depiction: Depiction = Depiction(), theme: Theme = .light, direction: Direction = .leftToRight
  ) -> String {
    let writer = MermaidWriter(theme: theme, direction: direction)
    return String(decoding: writer.bytes(of: diagram(depiction, for: .markup)), as: UTF8.self)
  }

  /// The figure for LaTeX: a `tikzpicture`, or a document of its own.
  /// - Throws: `SVGPictureError.tooLarge` where some thousand boxes are left.
  public func tikz(
    _ depiction: Depiction = Depiction(), theme: Theme = .print, direction: Direction = .leftToRight,
    standalone isStandalone: Bool = false
  ) throws(SVGPictureError) -> String {
    try file.checkSize(depiction)
    let writer = TikZWriter(theme: theme, direction: direction, isStandalone: isStandalone)
    return String(decoding: try writer.bytes(of: diagram(depiction, for: .markup)), as: UTF8.self)
  }

  /// The annotated graph for other programs, with the training runs and claims of the file. At `operations` it is a tape:
  /// each node has its operands and all that its operation needs besides.
  public func json(_ depiction: Depiction = Depiction()) -> String {
    String(decoding: JSONWriter().bytes(of: file.annotated(asked(depiction), at: state)), as: UTF8.self)
  }

  /// The picture in characters, no line wider than `width` columns. What does not fit closes groups, the innermost first, and says so;
  /// what fits in no way is told in tables.
  public func terminalText(
    _ depiction: Depiction = Depiction(), width: Int = 80, ascii: Bool = false, direction: Direction? = nil
  ) -> String {
    let picture = TerminalPicture(width: width, ascii: ascii, direction: direction)
    return picture.text(of: diagram(depiction, for: .text(picture)))
  }

  /// The chain rule written out, path by path, with the numbers put in: for each parameter, or for the nodes of `withRespectTo(_:)`.
  /// - Parameters:
  ///   - format: what it is written as.
  ///   - depiction: how far to zoom in, and how many digits.
  ///   - mode: from the output back, or forward from each parameter.
  ///   - width: columns of text; Markdown and LaTeX have none.
  ///   - ascii: text with 7-bit characters only.
  public func explain(
    _ format: ExplanationFormat = .text, _ depiction: Depiction = Depiction(), mode: ExplanationMode = .reverse,
    width: Int = 80, ascii: Bool = false
  ) -> String {
    format.text(of: file.explanation(asked(depiction), mode: mode, at: state), width: width, ascii: ascii)
  }

  /// Boxes and arrows with their texts and facts: what every renderer reads.
  package func diagram(_ depiction: Depiction = Depiction(), for medium: Medium) -> Diagram {
    file.diagram(asked(depiction), at: state, for: medium)
  }

  private func asked(_ depiction: Depiction) -> Depiction {
    var depiction = depiction
    depiction.withRespectTo = depiction.withRespectTo ?? sources
    return depiction
  }
}

extension Figure: CustomStringConvertible {
  /// What it is, in a sentence or two, and the picture in 80 columns.
  public var description: String {
    let picture = TerminalPicture()
    var diagram = diagram(for: .text(picture))
    diagram.title = .words(diagram.summary)
    return picture.text(of: diagram)
  }
}

extension Figure.Edge: CustomStringConvertible {
  /// `w1 → ŷ: x1 = 2, 6 · 2 = 12`.
  public var description: String {
    var text =
      "\(source) → \(target): " + [formula, derivative?.description].compactMap { $0 }.joined(separator: " = ")
    if let contribution { text += ", contributes \(contribution)" }
    return text
  }
}
