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
    let closing = try request.steadyPictures(.firstOfFilm, at: [TrainedState()], of: loss).steps
      .filter { $0.kind == .groups || $0.kind == .turns }
    depiction = request.file.fitted(request.pageDepiction, of: loss, for: .page, steps: closing).depiction
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
    let curve = LossCurve(film.losses, text: film.text)
    return Answer.record([
      ("starts", .list((0...film.timelineCount).map { .number(film.time(ofTimeline: $0)) })),
      ("steps", .list(film.steps.map { .whole($0) })), ("outcome", Answer(film.outcome)),
      (
        "curve",
        .list(
          film.losses.indices.map { place in
            guard let point = curve.point(place) else { return .null }
            // In the page's field of 300 by 96, which is read from its top.
            return .list([.number(8 + 284 * point.x), .number(82 - 66 * point.y)])
          })
      ),
      ("scale", .text(curve.isLogarithmic ? "loss, log scale" : "loss")),
    ]).bytes
  }

  /// JSON of how a box comes to its numbers in one training step.
  package static func bytes(
    ofBox box: Int, inTimeline index: Int, of text: String, settings: String, tables: TableSource
  ) throws(Output.Refusal) -> [UInt8] {
    let tellings = try Self.film(of: text, settings, tables).film.timeline(index).tellings(ofBox: box)
    return Answer.record([
      ("value", Answer(tellings.value)), ("gradient", Answer(tellings.gradient)), ("path", Answer(tellings.path)),
      ("arrows", .list(tellings.arrows.map { .whole($0) })),
    ]).bytes
  }

  /// JSON of one training step: its drawing and its beats.
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
      ("step", .whole(step)), ("loss", Answer(timeline.loss)),
      ("svg", .text(String(decoding: svg, as: UTF8.self))),
      (
        "boxes",
        .list(
          timeline.diagram.boxes.map { box in
            .record([
              ("id", .text(box.elementIdentifier)), ("name", .text(box.id)), ("note", Answer(box.note)),
              ("shown", .whole(box.text.gradientName == nil ? 0 : 1)),
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
      ("beats", PageBeats(of: timeline, isTrained: film.outcome != nil).answer),
    ])
  }

  /// What stands still from step to step stands where it stood: a short film is drawn whole, of a long one the first and the last
  /// timeline beside the one that is asked for.
  private func drawing(_ index: Int) throws(SVGPictureError) -> (svg: [UInt8], step: Int) {
    if let known = drawn.withLock({ $0[index] }) { return known }
    let count = film.timelineCount
    let isShort = count * film.timeline(0).diagram.boxes.count <= Self.drawnAtOnce
    let timelines = isShort ? Array(0..<count) : Set([0, index, count - 1]).sorted()
    let pictures = try request.steadyPictures(.film, at: timelines.map(state), of: descent?.run.loss)
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
}
