import Pictures
import Renderers

/// A diagram as SVG, laid out by libgvc.
package struct SVGPicture: Sendable {
  package var theme: Theme
  package var direction: Direction

  package init(theme: Theme = .light, direction: Direction = .leftToRight) {
    self.theme = theme
    self.direction = direction
  }

  /// The document, UTF-8. The same diagram gives the same bytes for the same version of libgvc.
  ///
  /// Takes about a millisecond for a lesson's figure and never more than a few seconds: what would take longer is refused
  /// before it starts.
  package func bytes(of diagram: Diagram) throws(GraphvizError) -> [UInt8] {
    let set = SVGTypesetting(diagram, direction: direction)
    let layout = try layout(of: diagram, set: set)
    return SVGWriter(theme: theme).bytes(of: diagram, set: set, in: layout)
  }

  func layout(of diagram: Diagram, set: SVGTypesetting) throws(GraphvizError) -> SVGLayout {
    let plan = try LayeredPlan(diagram, set: set)
    guard !plan.items.isEmpty else {
      return SVGLayout(direction: direction, size: .init(0, 0), boxes: [], wires: [])
    }
    return Routing(plan, centres: try centres(of: plan), direction: direction).layout()
  }

  /// The wires of a small figure come in the order of the operands, unless that makes more of them cross.
  private func centres(of plan: LayeredPlan) throws(GraphvizError) -> [Double] {
    func placed(isOrdered: Bool) throws(GraphvizError) -> [Double] {
      let centres = try GraphvizRenderer.centres(dot: plan.dot(isOrdered: isOrdered))
      guard centres.count == plan.items.count else { throw .failed("it lost nodes") }
      return plan.isUpsideDown(centres) ? centres.map { -$0 } : centres
    }
    let free = try placed(isOrdered: false)
    guard plan.isSmall else { return free }
    let ordered = try placed(isOrdered: true)
    return plan.crossings(ordered) <= plan.crossings(free) ? ordered : free
  }
}
