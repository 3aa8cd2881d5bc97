import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Platform
import Renderers
import Training

/// A flow file, read, and how it is to be shown.
struct Request {
  let settings: Settings
  let file: FlowFile
  let depiction: Depiction
  /// The same of requests that differ in numbers alone.
  private let form: String

  /// - Parameters:
  ///   - settings: lines of `name=value`, named as the command's options are: `set=w1=0.5`, `detail=operations`.
  ///   - tables: where `csv("…")` gets its bytes from.
  init(_ text: String, settings: String, tables: TableSource) throws(FlowErrors) {
    let numbers = ["set=", "lr=", "at=", "run="]
    form =
      settings.split(separator: "\n").filter { line in !numbers.contains { line.hasPrefix($0) } }
      .joined(separator: "\n") + "\n\n" + text
    let settings = Settings(settings)
    var file = try FlowFile.read(
      FlowSource(name: settings.source, text: text), settings: settings.leaves, output: settings.output,
      tables: tables)
    if let rate = settings.learningRate {
      for index in file.runs.indices { file.runs[index].learningRate = rate }
    }
    var depiction = settings.depiction
    if let names = settings.withRespectTo { depiction.withRespectTo = try file.nodes(named: names) }
    self.settings = settings
    self.file = file
    self.depiction = depiction
  }

  /// Which of them is meant: the first, where none is named or there is none of that name.
  var runIndex: Int { file.runs.firstIndex { $0.name == settings.run } ?? 0 }

  /// The state that is asked for; the file's own without `at`.
  var state: TrainedState {
    guard let step = settings.step, file.runs.indices.contains(runIndex) else { return TrainedState() }
    return TrainedState(
      of: Descent(of: file.runs[runIndex], in: file.model.graph, keeping: [step], limit: 0, upTo: step))
  }

  var theme: Theme { Theme.named(settings.theme) }
  var direction: Direction { settings.direction ?? .leftToRight }

  /// The drawings of several states, in one layout, as the command draws them.
  func pictures(at states: [TrainedState], of output: Int? = nil) throws(SVGPictureError) -> FittedPictures {
    try pictures(at: states, of: output, known: nil)
  }

  /// What a page draws by itself.
  enum Use { case figure, firstOfFilm, film }

  /// The same for a page, in which a change of numbers leaves everything where it stands, if it still fits.
  func steadyPictures(
    _ use: Use, at states: [TrainedState], of output: Int? = nil
  ) throws(SVGPictureError) -> FittedPictures {
    let last = Self.last.withLock { $0[use] }
    let known = last?.form == form ? last?.steps : nil
    let pictures = try pictures(at: states, of: output, known: known)
    Self.last.withLock { $0[use] = (form, pictures.steps) }
    return pictures
  }

  /// What made the last drawings fit.
  private static let last = Guarded<[Use: (form: String, steps: [FitStep])]>([:])

  /// With what a page was asked to show.
  var pageDepiction: Depiction {
    guard let parts = settings.parts else { return depiction }
    var depiction = depiction
    (depiction.parts, depiction.partsWhereFew) = (parts, settings.partsWhereFew ?? [])
    return depiction
  }

  /// Whether forward goes down.
  func isDown(_ pictures: FittedPictures) -> Bool { direction == .topToBottom || pictures.steps.has(.down) }

  private func pictures(
    at states: [TrainedState], of output: Int?, known: [FitStep]?
  ) throws(SVGPictureError) -> FittedPictures {
    var picture = SVGPicture(theme: theme, direction: direction)
    picture.idPrefix = settings.idPrefix
    return try file.pictures(
      pageDepiction, at: states, of: output, by: picture, fit: settings.fit, chosen: settings.chosen,
      run: settings.run,
      known: known)
  }
}
