import ArgumentParser
import Depiction
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

  /// What a medium shows unless `--show` says otherwise: in the SVG the products that flow back stand below the
  /// edges, in the terminal they are off.
  var parts: Parts {
    switch self {
    case .svg: [.values, .gradients, .derivatives, .contributions, .formulas, .notes]
    case .dot, .svgCore, .json, .txt: [.values, .gradients, .derivatives, .formulas, .notes]
    }
  }

  /// Boxes of a drawing that can still be followed.
  var boxLimit: Int {
    switch self {
    case .svg: 120
    case .txt: TerminalPicture.boxLimit
    case .dot, .svgCore, .json: .max
    }
  }

  /// Whether a picture is not too large for this medium. What other programs read never is.
  func fits(_ diagram: Diagram, options: PictureOptions) -> Bool {
    switch self {
    case .svg: diagram.boxes.count <= boxLimit
    case .txt: options.picture(colour: .none).fits(diagram)
    case .dot, .svgCore, .json: true
    }
  }

  /// The picture's bytes.
  func bytes(of diagram: Diagram, options: PictureOptions) throws -> [UInt8] {
    let direction = options.direction ?? .leftToRight
    let theme = Theme.named(options.theme ?? .light)
    do throws(GraphvizError) {
      switch self {
      case .dot: return DOTWriter(theme: theme, direction: direction).bytes(of: diagram)
      case .json: return JSONWriter().bytes(of: diagram)
      case .txt: return Array(options.picture(colour: .none).text(of: diagram).utf8)
      case .svg: return try SVGPicture(theme: theme, direction: direction).bytes(of: diagram)
      case .svgCore:
        return try GraphvizRenderer.core(dot: DOTWriter(theme: theme, direction: direction).bytes(of: diagram))
      }
    } catch {
      switch error {
      case .unavailable: throw Failure(.unavailable, error.description)
      case .tooLarge, .syntax, .failed: throw Failure(.badFile, error.description)
      }
    }
  }
}

extension PictureOptions {
  /// The picture in text that these options ask for.
  func picture(colour: ColourDepth) -> TerminalPicture { look.picture(colour: colour, direction: direction) }
}
