import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Training

/// What a page may ask for. The bytes are those of the command.
package enum Output: Sendable {
  case json, dot, text, svg, explanation

  /// Why there is none, in words for whoever wrote the file.
  package struct Refusal: Error, Sendable {
    package let words: String
  }

  /// The output of a flow file.
  /// - Parameters:
  ///   - text: the file.
  ///   - settings: lines of `name=value`, named as the command's options are: `set=w1=0.5`, `detail=operations`.
  ///   - tables: where `csv("…")` gets its bytes from.
  package func bytes(of text: String, settings: String, tables: TableSource) throws(Refusal) -> [UInt8] {
    let settings = Settings(settings)
    let file: FlowFile
    var depiction = settings.depiction
    do throws(FlowErrors) {
      file = try FlowFile.read(
        FlowSource(name: settings.source, text: text), settings: settings.leaves, output: settings.output,
        tables: tables)
      if let names = settings.withRespectTo { depiction.withRespectTo = try file.nodes(named: names) }
    } catch {
      throw Refusal(words: error.listing())
    }
    do throws(SVGPictureError) {
      return try bytes(of: file, depiction, settings)
    } catch {
      throw Refusal(words: error.description)
    }
  }

  private func bytes(
    of file: FlowFile, _ depiction: Depiction, _ settings: Settings
  ) throws(SVGPictureError) -> [UInt8] {
    let theme = Theme.named(settings.theme)
    let direction = settings.direction ?? .leftToRight
    switch self {
    case .json: return JSONWriter().bytes(of: file.annotatedDiagram(depiction))
    case .dot:
      return DOTWriter(theme: theme, direction: direction).bytes(of: file.diagram(depiction, for: .graphviz))
    case .text:
      let picture = TerminalPicture(width: settings.width, ascii: settings.isASCII, direction: settings.direction)
      return picture.bytes(of: file.diagram(depiction, for: .text(picture)))
    case .svg:
      try file.checkSize(depiction)
      var picture = SVGPicture(theme: theme, direction: direction)
      picture.idPrefix = settings.idPrefix
      return try picture.bytes(of: file.diagram(depiction, for: .page))
    case .explanation:
      let explanation = file.explanation(depiction, mode: settings.mode, at: TrainedState())
      return Array(
        ExplanationFormat.text.text(of: explanation, width: settings.width, ascii: settings.isASCII).utf8)
    }
  }
}
