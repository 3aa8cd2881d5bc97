import Layout
import Pictures

/// A diagram as SVG.
package struct SVGPicture: Sendable {
  package var theme: Theme
  package var direction: Direction
  /// Boxes and wires of the largest picture that is made.
  package static let mostItems = 40_000
  /// Boxes of a picture that another engine places unless it is insisted on.
  private static let mostPlaced = 300

  /// Who places the boxes.
  package var engine: LayoutEngine
  /// Whether nobody else may.
  package var isEngineNeeded: Bool

  package init(
    theme: Theme = .light, direction: Direction = .leftToRight, engine: LayoutEngine = .edgewise,
    isEngineNeeded: Bool = true
  ) {
    self.theme = theme
    self.direction = direction
    self.engine = engine
    self.isEngineNeeded = isEngineNeeded
  }

  /// The document, UTF-8. The same diagram gives the same bytes.
  ///
  /// Takes about a millisecond for a lesson's figure and never more than a few seconds: what would take longer is refused
  /// before it starts.
  package func bytes(of diagram: Diagram) throws(SVGPictureError) -> [UInt8] {
    try drawing(of: diagram).bytes(theme)
  }

  /// The diagram with its text set and everything placed, made smaller by `steps`.
  package func drawing(of diagram: Diagram, _ steps: [FitStep] = []) throws(SVGPictureError) -> SVGDrawing {
    let (boxes, wires) = (diagram.boxes.count, diagram.arrows.count)
    guard boxes + wires <= Self.mostItems else { throw .tooLarge(boxes: boxes, wires: wires) }
    let set = SVGTypesetting(diagram, direction: steps.has(.down) ? .topToBottom : direction, steps: steps)
    func layout(_ engine: LayoutEngine) throws(SVGPictureError) -> SVGLayout {
      try SVGLayout(of: diagram, set: set, engine: engine)
    }
    var placed: SVGLayout?
    if !isEngineNeeded, boxes <= Self.mostPlaced { placed = try? layout(engine) }
    let drawn = if let placed { placed } else { try layout(isEngineNeeded ? engine : .edgewise) }
    return SVGDrawing(diagram: diagram, set: set, layout: drawn)
  }
}

/// A picture that is yet to be written.
package struct SVGDrawing: Sendable {
  package var diagram: Diagram
  let set: SVGTypesetting
  let layout: SVGLayout

  package func bytes(_ theme: Theme) -> [UInt8] { SVGWriter(theme: theme).bytes(of: diagram, set: set, in: layout) }

  /// How much too large it is for a frame.
  package func excess(in fit: Fit) -> Double {
    let page = SVGPage(diagram: diagram, layout: layout, set: set)
    return fit.excess(ofText: SVGText.least, in: page.width, page.height)
  }
}
