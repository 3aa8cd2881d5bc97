/// The chain rule of a graph in words and formulas: a document, whatever the format it is written in.
package struct Explanation: Sendable, Hashable {
  package struct Section: Sendable, Hashable {
    package var heading: Prose
    package var blocks: [Block]

    package init(_ heading: Prose, _ blocks: [Block] = []) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  package enum Block: Sendable, Hashable {
    case paragraph(Prose)
    /// Short lines below each other.
    case list([Prose])
    /// One equation, from step to step.
    case equation(Equation)
    /// Equations of one line each.
    case listing([Equation])
  }

  /// As the lesson says it; any text.
  package var title: String?
  package var sections: [Section]

  package init(title: String? = nil, sections: [Section] = []) {
    self.title = title
    self.sections = sections
  }
}
