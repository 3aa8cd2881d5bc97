import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Platform
import Renderers
import Training

/// A film as the page's script plays it: when what begins, and of every training step its drawing and its beats. The last film is
/// kept, so that its steps come at once.
package struct PageFilm: Sendable {
  private let request: Request
  private let film: Film
  private let descent: Descent?
  /// With the groups closed that the drawing closes.
  private let depiction: Depiction

  private init(_ request: Request) {
    let runs = request.runs
    let choice = FilmChoice(run: request.runIndex, detail: request.depiction.detail)
    let loss = runs.indices.contains(choice.run) ? runs[choice.run].loss : nil
    depiction = request.file.fitted(request.depiction, of: loss, for: .page).depiction
    let source = FilmSource(
      model: request.file.model, runs: runs, depiction: depiction,
      keptSteps: Set(request.settings.step.map { [$0] } ?? []))
    descent = source.descent(choice)
    film = source.film(choice, descent: descent)
    self.request = request
  }

  // MARK: What the page asks for

  private static let last = Guarded<(key: String, film: PageFilm)?>(nil)

  private static func film(
    of text: String, _ settings: String, _ tables: TableSource
  ) throws(Output.Refusal) -> PageFilm {
    let key = settings + "\n\n" + text
    if let last = last.withLock({ $0 }), last.key == key { return last.film }
    do throws(FlowErrors) {
      let film = PageFilm(try Request(text, settings: settings, tables: tables))
      last.withLock { $0 = (key, film) }
      return film
    } catch {
      throw Output.Refusal(error.listing())
    }
  }

  /// JSON of the whole: when the steps begin, and how the loss went.
  package static func bytes(
    of text: String, settings: String, tables: TableSource
  ) throws(Output.Refusal) -> [UInt8] {
    let film = try Self.film(of: text, settings, tables).film
    return Answer.record([
      ("starts", .list((0...film.timelineCount).map { .number(film.time(ofTimeline: $0)) })),
      ("steps", .list(film.steps.map { .whole($0) })), ("losses", .list(film.losses.map { .number($0) })),
      ("outcome", Answer(film.outcome)), ("rule", Answer(film.rule)),
    ]).bytes
  }

  /// JSON of one training step: its drawing, the chain rule of every box, and its beats.
  package static func bytes(
    ofTimeline index: Int, of text: String, settings: String, tables: TableSource
  ) throws(Output.Refusal) -> [UInt8] {
    let film = try Self.film(of: text, settings, tables)
    do throws(SVGPictureError) {
      return try film.answer(index).bytes
    } catch {
      throw Output.Refusal(error.description)
    }
  }

  private func answer(_ index: Int) throws(SVGPictureError) -> Answer {
    let timeline = film.timeline(index)
    let drawn = request.file.diagram(depiction, at: state(index), of: descent?.run.loss, for: .page)
    let svg = try request.svg(of: drawn)
    return .record([
      ("step", .whole(drawn.step)), ("loss", Answer(timeline.loss)), ("rate", Answer(timeline.learningRate)),
      ("svg", .text(String(decoding: svg, as: UTF8.self))),
      (
        "boxes",
        .list(
          timeline.diagram.boxes.indices.map { box in
            let hasGradient = timeline.diagram.boxes[box].text.gradientName != nil
            let rule = hasGradient ? timeline.tellings(ofBox: box).gradient : nil
            let symbols = rule?.text(through: .symbols) ?? ""
            return .record([
              ("id", .text(timeline.diagram.boxes[box].elementIdentifier)),
              ("name", .text(timeline.diagram.boxes[box].id)), ("symbols", .text(symbols)),
              ("numbers", .text(String((rule?.text() ?? "").dropFirst(symbols.count).drop { " =".contains($0) }))),
              ("closed", Answer(drawn.boxes.count > box ? drawn.boxes[box].closed : nil)),
            ])
          })
      ),
      (
        "arrows",
        .list(
          timeline.diagram.arrows.map { arrow in
            .list([.text(timeline.diagram.elementIdentifier(of: arrow)), .whole(arrow.from), .whole(arrow.to)])
          })
      ),
      ("beats", .list(beats(of: timeline))),
    ])
  }

  private func state(_ index: Int) -> TrainedState {
    guard let descent, descent.steps.indices.contains(index) else { return TrainedState() }
    return TrainedState(of: descent, at: descent.steps[index])
  }

  // MARK: Beats

  /// Each with what is seen from its beginning on, and what from the arrival of what travels.
  private func beats(of timeline: Timeline) -> [Answer] {
    var seen = Emphasis(boxCount: timeline.diagram.boxes.count)
    return timeline.beats.indices.map { index in
      let beat = timeline.beats[index]
      let first = timeline.emphasis(inBeat: index, progress: 0)
      let last = timeline.emphasis(inBeat: index, progress: 1)
      defer { seen = last }
      return .record([
        ("kind", .text(beat.kind.rawValue)), ("caption", .text(beat.caption(most: 6))),
        ("start", .number(beat.start)),
        ("duration", .number(beat.duration)), ("active", .list(first.activeBoxes.sorted().map { .whole($0) })),
        ("moving", .list(first.pulses.map { .whole($0.arrow) })),
        ("forward", .whole(first.pulses.first?.isForward ?? true ? 1 : 0)),
        ("first", changes(from: seen, to: first)), ("last", changes(from: first, to: last)),
      ])
    }
  }

  /// What is shown otherwise: 0 nothing, 1 the drawing's own text, or other lines.
  private func changes(from old: Emphasis, to new: Emphasis) -> Answer {
    func pairs(_ old: [Emphasis.Shown], _ new: [Emphasis.Shown]) -> Answer {
      .list(
        new.indices.compactMap { box in
          guard old[box] != new[box] else { return nil }
          let shown: Answer =
            switch new[box] {
            case .hidden: .whole(0)
            case .whole: .whole(1)
            case .text(let lines): .list(lines.map { .text($0) })
            }
          return .list([.whole(box), shown])
        })
    }
    return .record([
      ("values", pairs(old.values, new.values)), ("gradients", pairs(old.gradients, new.gradients)),
      ("delivered", .list(new.delivered.subtracting(old.delivered).sorted().map { .whole($0) })),
    ])
  }
}
