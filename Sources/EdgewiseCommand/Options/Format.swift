import ArgumentParser
import Edgewise
import Graphviz
import Pictures
import Renderers
import Terminal

/// What `render` can make.
enum Format: String, OutputFormat, CaseIterable {
  case dot, svg
  case svgCore = "svg:core"
  case json, txt

  static let initial: Format? = nil
  static let choices = "dot, svg, svg:core, json or txt"
  static let formatHelp = "The format; else by the ending of the output's name."
  static let outputHelp = "A file, a folder for several, or - for standard output (the default)."

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "dot", "gv": self = .dot
    case "svg": self = .svg
    case "json": self = .json
    case "txt": self = .txt
    default: return nil
    }
  }

  /// What a file of this format is called after its dot.
  var ending: String { self == .svgCore ? "svg" : rawValue }

  /// What a picture of this format is made for.
  func medium(_ options: PictureOptions, colour: ColourDepth) -> Medium {
    switch self {
    case .svg: .page
    case .txt: .text(options.picture(colour: colour))
    case .json: .data
    case .dot, .svgCore: .graphviz
    }
  }

  /// The picture's bytes, of all but SVG.
  func bytes(of diagram: Diagram, _ options: PictureOptions, colour: ColourDepth) throws -> [UInt8] {
    let direction = options.direction ?? .leftToRight
    let theme = Theme.named(options.look.theme ?? .light)
    do {
      switch self {
      case .dot: return DOTWriter(theme: theme, direction: direction).bytes(of: diagram)
      case .json: return JSONWriter().bytes(of: diagram)
      case .txt: return options.picture(colour: colour).bytes(of: diagram)
      case .svg: return try SVGPicture(theme: theme, direction: direction).bytes(of: diagram)
      case .svgCore:
        return try GraphvizRenderer.core(dot: DOTWriter(theme: theme, direction: direction).bytes(of: diagram))
      }
    } catch let error as SVGPictureError {
      throw Failure(.badFile, error.description)
    } catch let error as GraphvizError {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: GraphvizError) {
    switch error {
    case .unavailable: self.init(.unavailable, error.description)
    case .syntax, .failed: self.init(.badFile, error.description)
    }
  }
}
