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
  case json, txt, html, tikz, mermaid, pdf, png

  static let initial: Format? = nil
  static let choices = "dot, svg, svg:core, pdf, png, json, txt, html, tikz or mermaid"
  static let formatHelp = "The format; else by the ending of the output's name."
  static let outputHelp = "A file, a folder for several, or - for standard output (the default)."

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "dot", "gv": self = .dot
    case "svg": self = .svg
    case "json": self = .json
    case "txt": self = .txt
    case "pdf": self = .pdf
    case "png": self = .png
    case "tikz", "tex": self = .tikz
    case "mmd", "mermaid": self = .mermaid
    case "html", "htm": self = .html
    default: return nil
    }
  }

  /// What a file of this format is called after its dot.
  var ending: String {
    switch self {
    case .svgCore: "svg"
    case .mermaid: "mmd"
    case .dot, .svg, .json, .txt, .html, .tikz, .pdf, .png: rawValue
    }
  }

  /// Whether it is the house's own drawing.
  var isDrawn: Bool { self == .svg || self == .pdf || self == .png }

  /// How it is coloured. Nobody asks what a sheet of paper is lit by, and a book is printed.
  func theme(_ look: LookOptions) -> Theme {
    let asked = look.theme ?? (self == .tikz ? .print : .auto)
    let isSheet = self == .pdf || self == .png
    return Theme.named(isSheet && asked == .auto ? .light : asked)
  }

  /// What a picture of this format is made for.
  func medium(_ options: PictureOptions, colour: ColourDepth) -> Medium {
    switch self {
    case .svg, .pdf, .png, .html: .page
    case .txt: .text(options.picture(colour: colour, isData: true))
    case .json: .data
    case .dot, .svgCore: .graphviz
    case .tikz, .mermaid: .markup
    }
  }

  /// Whether it is written part by part, whatever the size.
  var isWritten: Bool { self == .dot || self == .svgCore || self == .json }

  /// The bytes of what is written part by part.
  func bytes(writing source: some DiagramSource, _ options: PictureOptions) throws -> [UInt8] {
    if self == .json { return JSONWriter().bytes(of: source) }
    let dot = DOTWriter(theme: theme(options.look), direction: options.direction ?? .leftToRight).bytes(of: source)
    do { return self == .dot ? dot : try GraphvizRenderer.core(dot: dot) } catch { throw Failure(error) }
  }

  /// The bytes of a picture that is made whole, of all but SVG.
  func bytes(
    of diagram: Diagram, _ options: PictureOptions, isStandalone: Bool, colour: ColourDepth
  ) throws -> [UInt8] {
    let direction = options.direction ?? .leftToRight
    let theme = theme(options.look)
    do {
      switch self {
      case .dot, .svgCore, .json: return try bytes(writing: diagram, options)
      case .txt: return options.picture(colour: colour, isData: true).bytes(of: diagram)
      case .tikz:
        return try TikZWriter(theme: theme, direction: direction, isStandalone: isStandalone).bytes(of: diagram)
      case .mermaid:
        Console.complain(StyledText("edgewise: \(MermaidWriter.lost)\n"))
        let bytes = MermaidWriter(theme: theme, direction: direction).bytes(of: diagram)
        if bytes.count > MermaidWriter.mostCharacters || diagram.arrows.count > MermaidWriter.mostEdges {
          Console.complain(
            StyledText("edgewise: Mermaid refuses so large a picture; --detail groups or --close makes it smaller\n"))
        }
        return bytes
      // The page draws with its own engine too.
      case .svg, .pdf, .png, .html: return try SVGPicture(theme: theme, direction: direction).bytes(of: diagram)
      }
    } catch let error as SVGPictureError {
      throw Failure(.badFile, error.description)
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
