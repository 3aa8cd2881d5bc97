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

  package init(theme: Theme = .light, direction: Direction = .leftToRight, engine: LayoutEngine = .edgewise) {
    self.theme = theme
    self.direction = direction
    self.engine = engine
  }

  /// The document, UTF-8. The same diagram gives the same bytes.
  ///
  /// Takes about a millisecond for a lesson's figure and never more than a few seconds: what would take longer is refused
  /// before it starts.
  package func bytes(of diagram: Diagram) throws(SVGPictureError) -> [UInt8] {
    try bytes(of: diagram, animation: nil)
  }

  func bytes(of diagram: Diagram, animation: SVGAnimation?) throws(SVGPictureError) -> [UInt8] {
    let (boxes, wires) = (diagram.boxes.count, diagram.arrows.count)
    guard boxes + wires <= Self.mostItems else { throw .tooLarge(boxes: boxes, wires: wires) }
    let set = SVGTypesetting(diagram, direction: direction)
    let layout = try SVGLayout(of: diagram, set: set, engine: engine)
    return SVGWriter(theme: theme).bytes(of: diagram, set: set, in: layout, animation: animation)
  }
}
