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

  /// Drawings that were made together, by timeline.
  private let drawn = Guarded<[Int: (svg: [UInt8], step: Int)]>([:])

  private init(_ request: Request) throws(SVGPictureError) {
    let runs = request.file.runs
    let choice = FilmChoice(run: request.runIndex, detail: request.depiction.detail)
    let loss = runs.indices.contains(choice.run) ? runs[choice.run].loss : nil
    let closing = try request.pictures(at: [TrainedState()], of: loss).steps
      .filter { $0.kind == .groups || $0.kind == .turns }
    depiction = request.file.fitted(request.depiction, of: loss, for: .page, steps: closing).depiction
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
    let request: Request
    do throws(FlowErrors) {
      request = try Request(text, settings: settings, tables: tables)
    } catch {
      throw Output.Refusal(error.listing())
    }
    do throws(SVGPictureError) {
      let film = try PageFilm(request)
      last.withLock { $0 = (key, film) }
      return film
    } catch {
      throw Output.Refusal(error.description)
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
    let (svg, step) = try drawing(index)
    return .record([
      ("step", .whole(step)), ("loss", Answer(timeline.loss)), ("rate", Answer(timeline.learningRate)),
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

  /// What stands still from step to step stands where it stood: a short film is drawn whole, of a long one the first and the last
  /// timeline beside the one that is asked for.
  private func drawing(_ index: Int) throws(SVGPictureError) -> (svg: [UInt8], step: Int) {
    if let known = drawn.withLock({ $0[index] }) { return known }
    let count = film.timelineCount
    let isShort = count * film.timeline(0).diagram.boxes.count <= Self.drawnAtOnce
    let timelines = isShort ? Array(0..<count) : Set([0, index, count - 1]).sorted()
    let pictures = try request.pictures(at: timelines.map(state), of: descent?.run.loss)
    var result: (svg: [UInt8], step: Int) = ([], 0)
    for (place, timeline) in timelines.enumerated() {
      let drawing = (svg: pictures.bytes[place], step: pictures.diagrams[place].step)
      if timeline == index { result = drawing }
      if isShort { drawn.withLock { $0[timeline] = drawing } }
    }
    return result
  }

  /// Boxes of all drawings together that take no longer than a key.
  private static let drawnAtOnce = 150

  private func state(_ index: Int) -> TrainedState {
    guard let descent, descent.steps.indices.contains(index) else { return TrainedState() }
    return TrainedState(of: descent, at: descent.steps[index])
  }

  // MARK: Beats

  /// Each with what is seen otherwise, from which part of it on.
  private func beats(of timeline: Timeline) -> [Answer] {
    var seen = Emphasis(boxCount: timeline.diagram.boxes.count)
    return timeline.beats.indices.map { index in
      let beat = timeline.beats[index]
      var moments: [Answer] = []
      for progress in Set(beat.changes).sorted() {
        let emphasis = timeline.emphasis(inBeat: index, progress: progress)
        var changes = Self.changes(from: seen, to: emphasis)
        seen = emphasis
        guard progress == 0 || !changes.isEmpty else { continue }
        changes.append(("at", .number(progress)))
        moments.append(.record(changes))
      }
      return .record([
        ("kind", .text(beat.kind.rawValue)), ("caption", .text(beat.caption(most: 6))),
        ("start", .number(beat.start)),
        ("duration", .number(beat.duration)), ("stops", .list(beat.stops.map { .number($0) })),
        ("active", .list(seen.activeBoxes.sorted().map { .whole($0) })),
        ("moving", .list(seen.pulses.map { .whole($0.arrow) })),
        ("forward", .whole(seen.pulses.first?.isForward ?? true ? 1 : 0)), ("moments", .list(moments)),
      ])
    }
  }

  /// What is shown otherwise: 0 nothing, 1 the drawing's own text, or other lines.
  private static func changes(from old: Emphasis, to new: Emphasis) -> [(name: String, value: Answer)] {
    func pairs(_ old: [Emphasis.Shown], _ new: [Emphasis.Shown]) -> [Answer] {
      new.indices.compactMap { box in
        guard old[box] != new[box] else { return nil }
        let shown: Answer =
          switch new[box] {
          case .hidden: .whole(0)
          case .whole: .whole(1)
          case .text(let lines): .list(lines.map { .text($0) })
          }
        return .list([.whole(box), shown])
      }
    }
    let changes = [
      ("values", pairs(old.values, new.values)), ("gradients", pairs(old.gradients, new.gradients)),
      ("delivered", new.delivered.subtracting(old.delivered).sorted().map { Answer.whole($0) }),
    ]
    return changes.compactMap { name, list in list.isEmpty ? nil : (name, .list(list)) }
  }
}
