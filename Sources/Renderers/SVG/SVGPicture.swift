import Layout
import Pictures

/// A diagram as SVG.
package struct SVGPicture: Sendable {
  package var theme: Theme
  package var direction: Direction

  package init(theme: Theme = .light, direction: Direction = .leftToRight) {
    self.theme = theme
    self.direction = direction
  }

  /// The document, UTF-8. The same diagram gives the same bytes.
  package func bytes(of diagram: Diagram) -> [UInt8] {
    let set = SVGTypesetting(diagram, direction: direction)
    guard let layout = SVGLayout(of: diagram, set: set) else { return [] }
    return SVGWriter(theme: theme).bytes(of: diagram, set: set, in: layout)
  }
}
