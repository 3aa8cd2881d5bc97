import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Playback

/// The lesson's predictor with its two runs, as a source of films.
enum Films {
  static let twoRuns = """
    title "One knob"
    input x = 2
    target y = 6
    param w = 1
    ŷ = w·x
    e = ŷ - y
    loss L = e²
    train "slow" L using gd(lr=0.05), steps=4
    train "fast" L using gd(lr=0.1), steps=3
    """

  static func source(_ text: String = twoRuns) throws -> FilmSource {
    let file = try FlowFile.read(FlowSource(name: "test", text: text))
    return FilmSource(model: file.model, runs: file.runs, depiction: Depiction())
  }
}

/// A film that needs no mathematics: three timelines of a forward pass, a seed, two backward beats and an update, and a last one; one beat
/// each, but half a beat in the second and third.
struct PlainFilm {
  static let kinds: [Beat.Kind] = [.given, .forward, .seed, .backward, .backward, .update]

  static var film: Film {
    Film(
      losses: [4, 2, 1, 0.5], steps: [0, 1, 2, 3], durations: [6, 3, 3, 3], text: { "\($0)" },
      timeline: { index in
        let length = index == 0 ? 1.0 : 0.5
        let kinds: [Beat.Kind] = index == 3 ? [.given, .forward, .outcome] : PlainFilm.kinds
        let beats = kinds.enumerated().map { place, kind in
          Beat(
            kind, tellings: [Telling("\(index).\(place)")], start: Double(place) * length,
            duration: index == 3 && place == 2 ? 2 : length)
        }
        return Timeline(
          diagram: Diagram(
            title: "plain", summary: "", output: nil, detail: "named", step: index, boxes: [], arrows: [],
            showsLegend: false, notes: []), beats: beats)
      })
  }
}
