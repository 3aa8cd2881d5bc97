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
  /// Before every id, instead of one that is made of the content: for two of the same in one page. An empty one leaves them
  /// as they are.
  package var idPrefix: String?

  package init(
    theme: Theme = .auto, direction: Direction = .leftToRight, engine: LayoutEngine = .edgewise,
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
    try drawing(of: [diagram]).bytes(theme, idPrefix: idPrefix)[0]
  }

  /// The same as a film, which stands alone. Its ids have a prefix: LibreOffice finds no rules without one.
  func bytes(
    of diagram: Diagram, _ steps: [FitStep], animation: SVGAnimation
  ) throws(SVGPictureError) -> [UInt8] {
    try drawing(of: [diagram], steps).bytes(theme, idPrefix: "film", animation: animation)[0]
  }

  /// Diagrams with their text set and everything placed, made smaller by `steps`. They differ in their numbers at most, and lie on top
  /// of each other.
  package func drawing(of diagrams: [Diagram], _ steps: [FitStep] = []) throws(SVGPictureError) -> SVGDrawing {
    let (boxes, wires) = (diagrams[0].boxes.count, diagrams[0].arrows.count)
    guard boxes + wires <= Self.mostItems else { throw .tooLarge(boxes: boxes, wires: wires) }
    let direction = steps.has(.down) ? .topToBottom : direction
    let sets = SVGTypesetting.series(diagrams, direction: direction, steps: steps)
    func layout(_ engine: LayoutEngine) throws(SVGPictureError) -> SVGLayout {
      try SVGLayout(of: diagrams[0], set: sets[0], engine: engine)
    }
    var placed: SVGLayout?
    if !isEngineNeeded, boxes <= Self.mostPlaced { placed = try? layout(engine) }
    let drawn = if let placed { placed } else { try layout(isEngineNeeded ? engine : .edgewise) }
    return SVGDrawing(diagrams: diagrams, sets: sets, layout: drawn)
  }
}

/// Pictures in one layout that are yet to be written.
package struct SVGDrawing: Sendable {
  package var diagrams: [Diagram]
  let sets: [SVGTypesetting]
  let layout: SVGLayout

  private var pages: [SVGPage] {
    let pages = zip(diagrams, sets).map { SVGPage(diagram: $0, of: diagrams, layout: layout, set: $1) }
    return pages.map { page in pages.reduce(page) { $0.widened(to: $1) } }
  }

  package func bytes(_ theme: Theme, idPrefix: String?) -> [[UInt8]] {
    bytes(theme, idPrefix: idPrefix, animation: nil)
  }

  func bytes(_ theme: Theme, idPrefix: String?, animation: SVGAnimation?) -> [[UInt8]] {
    let writer = SVGWriter(theme: theme, idPrefix: idPrefix)
    return pages.enumerated().map { index, page in
      writer.bytes(of: diagrams[index], set: sets[index], in: layout, on: page, animation: animation)
    }
  }

  /// How large their smallest text is in a frame, and whether they are a strip in it.
  package func look(in fit: Fit) -> (text: Double, isStrip: Bool) {
    pages.reduce((.infinity, false)) {
      (
        min($0.0, fit.size(ofText: SVGText.least, in: $1.width, $1.height)),
        $0.1 || fit.isStrip(ofText: SVGText.least, in: $1.width, $1.height)
      )
    }
  }

  /// How much too large they are for a frame.
  package func excess(in fit: Fit) -> Double {
    pages.reduce(1) { max($0, fit.excess(ofText: SVGText.least, in: $1.width, $1.height)) }
  }
}
