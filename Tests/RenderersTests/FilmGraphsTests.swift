import Depiction
import FlowLanguage
import Foundation
import Layout
import Pictures
import Terminal
import Testing

@testable import Renderers

/// What the player owes on every graph under `graphs/`.
@Suite struct FilmGraphsTests {
  /// As the command shows it: of a long chain like turns are one box.
  private func film(_ path: String) throws -> Film {
    let file = try GraphFolder.file(path)
    var depiction = Depiction()
    depiction.foldsTurns = depiction.boxCount(of: file.model) > 40
    return FilmSample.film(file, as: depiction)
  }

  /// Of the 68 graphs of the folder itself, the course and the mistakes beside them not counted.
  @Test func mostGraphsAreSeenWhole() throws {
    let own = GraphFolder.paths.filter {
      URL(fileURLWithPath: $0).deletingLastPathComponent().lastPathComponent == "graphs"
    }
    #expect(own.count >= 68)
    let cut = try own.filter { path in
      let picture = FilmPicture(film: try film(path), width: 120, height: 40)
      #expect(crowded(picture) == [], "\(path)")
      guard let layout = picture.drawing?.layout else { return true }
      return layout.width > picture.stage.graph.width || layout.height > picture.stage.graph.height
    }
    #expect(cut.count <= own.count - 64, "\(cut)")
  }

  /// The wires on which a number comes back without room for its product beside them.
  private func crowded(_ picture: FilmPicture) -> [Int] {
    guard let drawing = picture.drawing else { return [] }
    let timeline = picture.film.timeline(0)
    return timeline.beats.filter { $0.kind == .backward }.flatMap { $0.arrows }.filter { arrow in
      let text = timeline.diagram.arrows[arrow].text
      return text.number != nil && text.contribution != nil && drawing.products[arrow] == nil
    }
  }

  /// A gradient and a whole equation stand there once they are known; and while they are on their way, not. Beside the wire on which a
  /// number comes back stands its product.
  @Test(arguments: GraphFolder.paths)
  func noAnswerComesBeforeItsTime(path: String) throws {
    let film = try film(path)
    let timeline = film.timeline(0)
    let picture = FilmPicture(film: film, width: 80, height: 24)
    #expect(crowded(picture) == [])
    var seen = 0
    for beat in timeline.beats where beat.kind == .forward || beat.kind == .backward {
      guard seen < 14, let telling = beat.tellings.first, let box = beat.boxes.first else { continue }
      seen += 1
      func text(_ progress: Double) -> String { picture.frame(at: beat.start + progress * beat.duration).text() }
      var answers = [telling.text()]
      if beat.kind == .backward, beat.partialGradients.isEmpty,
        let name = timeline.diagram.boxes[box].text.gradientName,
        let result = telling.steps.last?.term.text
      {
        answers.append("\(name) \(result)")
      }
      for progress in [0.02, 0.3, 0.59] {
        let frame = text(progress)
        for answer in answers { #expect(!frame.contains(answer), "\(answer) at \(progress) of \(beat.start)") }
      }
    }
    // A film without a gradient has none to tell.
    #expect(seen > 0)
  }

  /// A formula stands there whole or not at all, at every moment that is stopped at.
  @Test(arguments: GraphFolder.paths)
  func noFormulaIsCut(path: String) throws {
    let film = try film(path)
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
      let picture = FilmPicture(film: film, width: width, height: height)
      guard picture.drawing != nil else { continue }
      for beat in film.timeline(0).beats.prefix(24) {
        let rows = picture.frame(at: beat.start + Beat.stop * beat.duration).text()
          .split(separator: "\n", omittingEmptySubsequences: false)
        // Below the title, beside the board; a sum that is not complete ends so, and begins so where it is long.
        for row in rows.dropFirst().prefix(picture.stage.graph.height) {
          let shown = row.prefix(picture.stage.graph.width).replacing("+ …", with: "+").replacing("… +", with: "+")
          #expect(!shown.contains("…"), "\(width)×\(height), \(beat.start)")
        }
      }
    }
  }
}
