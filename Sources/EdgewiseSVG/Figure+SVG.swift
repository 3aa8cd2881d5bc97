import Depiction
import Edgewise
import Graphviz
import Pictures

extension Figure {
  /// The figure as SVG, laid out by Graphviz's library, drawn by Edgewise.
  ///
  /// What does not fit a page closes groups, the innermost first, and says so.
  /// - Throws: an error that prints as a sentence, if libgvc cannot be loaded (it says what to install) or the picture is too large.
  public func svg(
    _ depiction: Depiction = Depiction(), theme: Theme = .light, direction: Direction = .leftToRight
  ) throws -> String {
    let picture = SVGPicture(theme: theme, direction: direction)
    return String(decoding: try picture.bytes(of: diagram(depiction, for: .page)), as: UTF8.self)
  }
}
