import ArgumentParser
import Graphviz
import Layout
import Pictures
import Renderers

/// Who places the boxes of an SVG.
struct EngineOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable { case edgewise, dot }

  @Option(
    help: ArgumentHelp(
      "Who places the boxes of an SVG: edgewise, the same everywhere, or dot (Graphviz's library; the default for up to "
        + "300 boxes, where it can be opened).",
      valueName: "engine"))
  var engine: Choice?

  /// Boxes of a picture that libgvc places if nothing else is asked for.
  private static let mostPlacedByDot = 300

  /// The picture's bytes.
  /// - Parameter kept: the picture that these bytes are to be compared with: its engine is used.
  func svg(
    of diagram: Diagram, theme: Theme, direction: Direction, idPrefix: String?, kept: [UInt8]? = nil
  ) throws -> [UInt8] {
    func bytes(_ engine: LayoutEngine) throws -> [UInt8] {
      var picture = SVGPicture(theme: theme, direction: direction, engine: engine)
      picture.idPrefix = idPrefix
      return try picture.bytes(of: diagram)
    }
    switch (engine, kept.flatMap { SVGHead.attribute("data-engine", of: $0) }) {
    case (.edgewise, _): return try bytes(.edgewise)
    case (.dot, _): return try bytes(Self.dot())
    case (nil, let name?) where name == LayoutEngine.edgewise.name: return try bytes(.edgewise)
    case (nil, let name?):
      let dot = try Self.dot()
      guard dot.name == name else {
        throw Failure(.unavailable, "the picture's boxes were placed by \(name); here is \(dot.name)")
      }
      return try bytes(dot)
    case (nil, nil):
      if diagram.boxes.count <= Self.mostPlacedByDot, let dot = try? Self.dot(), let bytes = try? bytes(dot) {
        return bytes
      }
      return try bytes(.edgewise)
    }
  }

  private static func dot() throws -> LayoutEngine { try LayoutEngine.dot() }
}
