import Depiction
import FlowLanguage
import Pictures
import Renderers
import Training

extension FlowFile {
  /// A step of a run as a film of its figure, which fits a frame as the figure does.
  /// - Parameters:
  ///   - run: nil: the first, if there is one.
  ///   - state: one that the run comes to; before the first update that is where the run starts, which may be another place than the file's own.
  ///   - chosen: What was asked for and stays as it is, with the option that asked for it.
  ///   - speed: beats a second.
  ///   - goesOn: asked after each update; false ends the run there.
  /// - Returns: nil where the figure has other boxes than what is told; with what the figure is warned of.
  package func figureFilm(
    _ depiction: Depiction, of run: String? = nil, at state: TrainedState = TrainedState(), by picture: SVGPicture,
    fit: Fit?,
    chosen: [FitStep.Kind: String] = [:], speed: Double = FilmView.usualSpeed, goesOn: Descent.Watch? = nil
  ) throws(SVGPictureError) -> (film: SVGFilm, warning: String?)? {
    let place = runs.firstIndex { $0.name == run } ?? 0
    var state = state
    if state.step == 0, !runs.isEmpty {
      state = TrainedState(of: Descent(of: runs[place], in: model.graph, limit: 0, upTo: 0))
    }
    let drawn = try pictures(depiction, at: [state], by: picture, fit: fit, chosen: chosen, run: run)
    var told = depiction
    (told.closingLevel, told.foldsTurns) = (drawn.steps.closingLevel, drawn.steps.has(.turns))
    let source = FilmSource(model: model, runs: runs, depiction: told, keptSteps: [state.step])
    let choice = FilmChoice(run: place, detail: depiction.detail)
    let film = source.film(choice, descent: source.descent(choice, goesOn: goesOn), goesOn: goesOn)
    let diagram = drawn.diagrams[0]
    guard let timeline = film.steps.firstIndex(of: state.step),
      diagram.boxes.map({ $0.id }) == film.timeline(timeline).diagram.boxes.map({ $0.id })
    else { return nil }
    return (
      SVGFilm(picture, of: diagram, drawn.steps, telling: film, timeline: timeline, speed: speed), drawn.warning
    )
  }
}
