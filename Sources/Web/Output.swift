import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers

/// What a page may ask for. The bytes are those of the command.
package enum Output: Sendable {
  case json, dot, text, svg, tikz, mermaid, explanation, cast

  /// Why there is none, in words for whoever wrote the file.
  package struct Refusal: Error, Sendable {
    package let words: String

    init(_ words: String) { self.words = words }
  }

  /// The output of a flow file.
  /// - Parameters:
  ///   - text: the file.
  ///   - settings: lines of `name=value`, named as the command's options are: `set=w1=0.5`, `detail=operations`.
  ///   - tables: where `csv("…")` gets its bytes from.
  package func bytes(of text: String, settings: String, tables: TableSource) throws(Refusal) -> [UInt8] {
    let request: Request
    do throws(FlowErrors) {
      request = try Request(text, settings: settings, tables: tables)
    } catch {
      throw Refusal(error.listing())
    }
    do throws(SVGPictureError) {
      return try bytes(of: request)
    } catch {
      throw Refusal(error.description)
    }
  }

  private func bytes(of request: Request) throws(SVGPictureError) -> [UInt8] {
    let (file, depiction, settings) = (request.file, request.depiction, request.settings)
    let state = request.state
    switch self {
    case .json: return JSONWriter().bytes(of: file.annotated(depiction, at: state))
    case .dot:
      return DOTWriter(theme: request.theme, direction: request.direction)
        .bytes(of: file.depicted(depiction, at: state, for: .graphviz))
    case .text:
      let picture = TerminalPicture(width: settings.width, ascii: settings.isASCII, direction: settings.direction)
      return picture.bytes(of: file.diagram(depiction, at: state, for: .text(picture), run: settings.run))
    case .svg: return try request.pictures(at: [state]).bytes[0]
    case .tikz:
      try file.checkSize(depiction)
      // A page for paper is black and grey, unless it asks for colours.
      let theme = settings.theme == .auto ? Theme.print : request.theme
      return try TikZWriter(theme: theme, direction: request.direction)
        .bytes(of: file.diagram(depiction, at: state, for: .markup, run: settings.run))
    case .mermaid:
      return MermaidWriter(theme: request.theme, direction: request.direction)
        .bytes(of: file.diagram(depiction, at: state, for: .markup, run: settings.run))
    case .cast: return cast(of: request)
    case .explanation:
      let explanation = file.explanation(depiction, mode: settings.mode, at: state)
      return Array(
        ExplanationFormat.text.text(of: explanation, width: settings.width, ascii: settings.isASCII).utf8)
    }
  }

  private func cast(of request: Request) -> [UInt8] {
    let settings = request.settings
    let medium = Medium.text(TerminalPicture(width: settings.width, ascii: settings.isASCII))
    var depiction = request.depiction
    (depiction.parts, depiction.partsWhereFew) = (medium.parts, medium.partsWhereFew)
    let choice = FilmChoice(run: request.runIndex, detail: depiction.detail)
    let source = FilmSource(model: request.file.model, runs: request.file.runs, depiction: depiction)
    let film = source.film(choice, descent: source.descent(choice))
    let picture = FilmPicture(
      film: film, width: settings.width, height: 24, ascii: settings.isASCII, direction: settings.direction)
    var bytes: [UInt8] = []
    Asciicast(of: picture, title: film.timeline(0).diagram.title?.text, span: 0...film.duration)
      .write { bytes += $0 }
    return bytes
  }
}
