import Depiction
import Pictures
import Renderers
import Terminal
import Testing

/// What stands around the graph: where a large one is cut, and what keys bring.
@Suite struct FilmScreenTests {
  private func text(_ lesson: String, at beat: Beat, _ width: Int, _ height: Int, _ view: FilmView) throws -> String {
    FilmPicture(film: try FilmSample.film(lesson), width: width, height: height)
      .frame(at: beat.start + Beat.stop * beat.duration, view: view).text()
  }

  private func beat(_ lesson: String, _ kind: Beat.Kind, _ place: Int) throws -> Beat {
    let beats = try FilmSample.film(lesson).timeline(0).beats.filter { $0.kind == kind }
    return try #require(beats.indices.contains(place) ? beats[place] : nil)
  }

  /// F. What does not fit says at each edge how much is beyond.
  @Test func aLargeGraphIsCutWithASign() throws {
    #expect(
      try text(FilmSample.chain, at: beat(FilmSample.chain, .backward, 14), 80, 14, FilmView()) == """
        x
        """)
  }

  /// G. Keys, and how to read what stands on a wire.
  @Test func help() throws {
    var view = FilmView(isPaused: true, showsHelp: true)
    view.steps = true
    #expect(
      try text(FilmSample.delivery, at: beat(FilmSample.delivery, .given, 0), 80, 24, view) == """
        x
        """)
  }

  /// G. A node that was looked for, while it stops at every moment.
  @Test func whatWasFoundIsTold() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    var view = FilmView(selectedBox: film.timeline(0).diagram.boxes.firstIndex { $0.id == "w2" }, isPaused: true)
    view.steps = true
    #expect(
      try text(FilmSample.delivery, at: beat(FilmSample.delivery, .backward, 1), 80, 24, view) == """
        x
        """)
  }
}
