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

  /// Who draws.
  /// - Parameter kept: the picture that this one is to be compared with: its engine is used.
  func picture(theme: Theme, direction: Direction, kept: [UInt8]? = nil) throws -> SVGPicture {
    func picture(_ engine: LayoutEngine, isNeeded: Bool = true) -> SVGPicture {
      SVGPicture(theme: theme, direction: direction, engine: engine, isEngineNeeded: isNeeded)
    }
    switch (engine, kept.flatMap { SVGHead.attribute("data-engine", of: $0) }) {
    case (.edgewise, _): return picture(.edgewise)
    case (.dot, _): return picture(try Self.dot())
    case (nil, let name?) where name == LayoutEngine.edgewise.name: return picture(.edgewise)
    case (nil, let name?):
      let dot = try Self.dot()
      guard dot.name == name else {
        throw Failure(.unavailable, "the picture's boxes were placed by \(name); here is \(dot.name)")
      }
      return picture(dot)
    case (nil, nil): return (try? Self.dot()).map { picture($0, isNeeded: false) } ?? picture(.edgewise)
    }
  }

  private static func dot() throws -> LayoutEngine {
    do { return try LayoutEngine.dot() } catch { throw Failure(error) }
  }
}
