/// A sentence with mathematics in it.
package struct Prose: Sendable, Hashable {
  package enum Piece: Sendable, Hashable {
    /// Any text, to be shown as it is.
    case words(String)
    case formula(Formula)
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece]) { self.pieces = pieces }
  package init(_ words: String) { pieces = [.words(words)] }
  package init(_ formula: Formula) { pieces = [.formula(formula)] }

  package static func + (left: Prose, right: Prose) -> Prose { Prose(left.pieces + right.pieces) }
  package static func + (left: Prose, right: String) -> Prose { left + Prose(right) }
  package static func + (left: Prose, right: Formula) -> Prose { left + Prose(right) }
}

extension Prose: ExpressibleByStringInterpolation {
  package init(stringLiteral words: String) { self.init(words) }
}
