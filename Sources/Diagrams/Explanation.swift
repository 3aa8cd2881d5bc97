/// The chain rule of a graph in words and formulas: a document, whatever the format it is written in.
public struct Explanation: Sendable, Hashable {
  public struct Section: Sendable, Hashable {
    public var heading: Prose
    public var blocks: [Block]

    public init(_ heading: Prose, _ blocks: [Block] = []) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  public enum Block: Sendable, Hashable {
    case paragraph(Prose)
    /// Short lines below each other.
    case list([Prose])
    /// One equation, from step to step.
    case equation(Equation)
    /// Equations of one line each.
    case listing([Equation])
  }

  /// As the lesson says it; any text.
  public var title: String?
  public var sections: [Section]

  public init(title: String? = nil, sections: [Section] = []) {
    self.title = title
    self.sections = sections
  }
}
