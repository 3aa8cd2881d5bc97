/// A sentence with mathematics in it.
public struct Prose: Sendable, Hashable {
  public enum Piece: Sendable, Hashable {
    /// Any text, to be shown as it is.
    case words(String)
    case maths(Maths)
  }

  public var pieces: [Piece]

  public init(_ pieces: [Piece]) { self.pieces = pieces }
  public init(_ words: String) { pieces = [.words(words)] }
  public init(_ maths: Maths) { pieces = [.maths(maths)] }

  public static func + (left: Prose, right: Prose) -> Prose { Prose(left.pieces + right.pieces) }
  public static func + (left: Prose, right: String) -> Prose { left + Prose(right) }
  public static func + (left: Prose, right: Maths) -> Prose { left + Prose(right) }
}

extension Prose: ExpressibleByStringInterpolation {
  public init(stringLiteral words: String) { self.init(words) }
}
