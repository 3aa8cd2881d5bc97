import Layout
import Pictures

/// A diagram as SVG.
package struct SVGPicture: Sendable {
  package var theme: Theme
  package var direction: Direction
  /// Boxes and wires of the largest picture that is made.
  package static let mostItems = 40_000

  /// Who places the boxes.
  package var engine: LayoutEngine
  /// Before every id, instead of one that is made of the content: for two of the same in one page. An empty one leaves them
  /// as they are.
  package var idPrefix: String?

  package init(theme: Theme = .auto, direction: Direction = .leftToRight, engine: LayoutEngine = .edgewise) {
    self.theme = theme
    self.direction = direction
    self.engine = engine
  }

  /// The document, UTF-8. The same diagram gives the same bytes.
  ///
  /// Takes about a millisecond for a lesson's figure and never more than a few seconds: what would take longer is refused
  /// before it starts.
  package func bytes(of diagram: Diagram) throws(SVGPictureError) -> [UInt8] {
    let (boxes, wires) = (diagram.boxes.count, diagram.arrows.count)
    guard boxes + wires <= Self.mostItems else { throw .tooLarge(boxes: boxes, wires: wires) }
    let set = SVGTypesetting(diagram, direction: direction)
    let layout = try SVGLayout(of: diagram, set: set, engine: engine)
    return SVGWriter(theme: theme, idPrefix: idPrefix).bytes(of: diagram, set: set, in: layout)
  }
}
