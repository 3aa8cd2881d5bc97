import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Training

/// What a block shows.
enum FigureDrawing {
  /// A picture, what it says to those who cannot see it, its caption, and what is odd about it.
  case picture([UInt8], alternative: String, caption: String?, warning: String? = nil)
  /// Markdown.
  case text(String)

  /// Why a block shows nothing.
  struct Failure: Error {
    let message: String
  }

  /// - Parameter moves: whether what is played is a film; else it is the engine's affair.
  init(
    _ file: FlowFile, _ options: FigureOptions, _ dialect: Dialect, drawsTikZ: Bool, moves: Bool
  ) throws(Failure) {
    var depiction = Depiction(detail: options.detail, precision: options.precision)
    if let names = options.withRespectTo {
      do throws(FlowErrors) {
        depiction.withRespectTo = try file.nodes(named: names)
      } catch {
        throw Failure(message: "`wrt=\(names)`: " + (error.diagnostics.first?.description ?? "there is no such node"))
      }
    }
    switch options.kind {
    case .picture, .play:
      self = try Self.picture(of: file, depiction, options, drawsTikZ, moves: moves && options.kind == .play)
    case .explain:
      let explanation = file.explanation(depiction, mode: .reverse, at: try Self.state(of: file, options))
      self = .text(Self.text(of: explanation, dialect))
    case .train: self = .text(try Self.table(of: file, depiction, options, dialect))
    case .plot: self = try Self.plot(of: file, depiction, options)
    }
  }

  private static func run(of file: FlowFile, _ options: FigureOptions) throws(Failure) -> TrainingRun {
    if let run = file.run(named: options.run) { return run }
    let names = file.runs.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw Failure(
      message: names.isEmpty
        ? "it trains nothing: add a line such as `train L using gd(lr=0.05), steps=10`"
        : "there is no run \"\(options.run ?? "")\"; there are \(names)")
  }

  private static func state(of file: FlowFile, _ options: FigureOptions) throws(Failure) -> TrainedState {
    guard let step = options.step else { return TrainedState() }
    let run = try run(of: file, options)
    let descent = Descent(of: run, in: file.model.graph, keeping: [step], limit: 0, upTo: step)
    guard descent.updateCount == step else {
      throw Failure(
        message:
          "`at=\(step)`: the run \"\(run.name)\" \(descent.outcome.rawValue) after \(descent.updateCount) steps")
    }
    return TrainedState(of: descent)
  }

  private static func picture(
    of file: FlowFile, _ depiction: Depiction, _ options: FigureOptions, _ drawsTikZ: Bool, moves: Bool
  ) throws(Failure) -> FigureDrawing {
    do throws(SVGPictureError) {
      try file.checkSize(depiction)
    } catch {
      throw Failure(message: error.description)
    }
    let state = try state(of: file, options)
    do throws(SVGPictureError) {
      if drawsTikZ {
        let theme = Theme.named(options.theme == .auto ? .print : options.theme)
        let diagram = file.diagram(depiction, at: state, for: .markup)
        let bytes = try TikZWriter(theme: theme, direction: options.direction).bytes(of: diagram)
        return .text("```{=latex}\n" + String(decoding: bytes, as: UTF8.self) + "```")
      }
      let svg = SVGPicture(theme: Theme.named(options.theme), direction: options.direction)
      let summary = file.diagram(depiction, at: state, for: .data).summary
      func picture(_ bytes: [UInt8], _ warning: String?) -> FigureDrawing {
        .picture(
          bytes, alternative: summary.isEmpty ? "Computation graph" : summary, caption: file.model.title,
          warning: warning)
      }
      if moves {
        let made = try file.figureFilm(
          depiction, of: options.run, at: state, by: svg, fit: options.fit, chosen: options.chosen)
        if let made { return picture(try made.film.bytes(), made.warning) }
      }
      let drawn = try file.pictures(
        depiction, at: [state], by: svg, fit: options.fit, chosen: options.chosen, run: options.run)
      return picture(
        drawn.bytes[0], moves ? "it stands still: it is too large for a film but with `detail=groups`" : drawn.warning
      )
    } catch {
      throw Failure(message: error.description)
    }
  }

  private static func plot(
    of file: FlowFile, _ depiction: Depiction, _ options: FigureOptions
  ) throws(Failure) -> FigureDrawing {
    let model = file.model
    func descents() throws(Failure) -> [Descent] {
      let runs = options.run == nil && !file.runs.isEmpty ? file.runs : [try run(of: file, options)]
      return runs.map { Descent(of: $0, in: model.graph) }
    }
    var entries: [LeafEntry]?
    if let leaves = depiction.withRespectTo, options.plot == .surface || options.plot == .curve {
      entries = leaves.flatMap { leaf in
        (0..<min(model.graph.shape(of: leaf).count, 2)).map { LeafEntry(leaf: leaf, entry: $0) }
      }
    }
    let sheet: PlotSheet?
    switch options.plot {
    case .loss: sheet = depiction.lossSheet(of: model, try descents())
    case .surface:
      if let count = entries?.count, count != 2 { throw Failure(message: "a surface wants two numbers: `wrt=w1,w2`") }
      sheet = depiction.surfaceSheet(of: model, try descents(), over: entries)
    case .curve:
      let leaf = model.definitions.first { $0.role == .parameter } ?? model.definitions.first { $0.role == .input }
      guard let number = entries?.first ?? leaf.map({ LeafEntry(leaf: $0.node, entry: 0) }),
        model.output.map({ model.graph.shape(of: $0).count == 1 }) == true
      else { throw Failure(message: "a curve wants an output of one number, and a leaf") }
      sheet = depiction.curveSheet(of: model, over: number)
    case .flow: sheet = depiction.flowSheet(of: model, to: depiction.withRespectTo)
    }
    guard let sheet else { throw Failure(message: "no gradient flows back, so there is nothing to plot") }
    return .picture(
      PlotSVG(theme: Theme.named(options.theme)).bytes(of: sheet),
      alternative: (model.title.map { $0 + ": " } ?? "") + "plot of the \(options.plot.rawValue)",
      caption: sheet.title?.text)
  }

  private static func table(
    of file: FlowFile, _ depiction: Depiction, _ options: FigureOptions, _ dialect: Dialect
  ) throws(Failure) -> String {
    let run = try run(of: file, options)
    let descent = Descent(of: run, in: file.model.graph, upTo: options.step ?? .max)
    let table = depiction.table(of: descent, in: file.model)
    let count = table.columns.map { $0.cells.count }.max() ?? 0
    let rows = (0..<count).map { row in table.columns.map { row < $0.cells.count ? $0.cells[row] : "" } }
    let head = table.columns.map { $0.head }
    return dialect == .html
      ? Markup.htmlTable(caption: table.caption, head: head, rows: rows)
      : Markup.words(table.caption) + "\n\n" + Markup.table(head: head, rows: rows)
  }

  /// With headings that do not end the lesson's own section.
  private static func text(of explanation: Explanation, _ dialect: Dialect) -> String {
    switch dialect {
    case .html: return "<pre>" + Markup.html(ExplanationText(width: 80).text(of: explanation)) + "</pre>"
    case .mdbook: return Markup.code(ExplanationText(width: 80).text(of: explanation))
    case .gfm, .pandoc, .myst: break
    }
    let text = ExplanationMarkdown(dialect == .gfm ? .github : .dollars).text(of: explanation)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.first?.hasPrefix("# ") == true { lines.removeFirst() }
    return lines.drop { $0.isEmpty }.map { $0.hasPrefix("## ") ? "**\($0.dropFirst(3))**" : String($0) }
      .joined(separator: "\n").trimmed
  }
}

extension String {
  /// Without line ends behind.
  fileprivate var trimmed: String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
