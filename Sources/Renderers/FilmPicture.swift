import Diagrams
import Terminal

/// A film on a screen of cells: a pure function of the time and of what the viewer has chosen.
public struct FilmPicture: Sendable {
  public let film: Film
  public let width: Int
  public let height: Int
  public let isASCII: Bool

  /// Measures and lays out, which takes a while for a large graph; frames are then quick.
  public init(film: Film, width: Int, height: Int, ascii: Bool = false, theme: Theme? = nil) {
    self.film = film
    self.width = max(width, 1)
    self.height = max(height, 1)
    isASCII = ascii
  }

  /// Exactly `width` × `height` cells.
  public func frame(at time: Double, view: FilmView = FilmView()) -> Frame {
    Frame(width: width, height: height)
  }
}
