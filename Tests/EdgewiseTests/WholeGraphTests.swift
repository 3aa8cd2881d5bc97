import Depiction
import Edgewise
import Foundation
import Layout
import Pictures
import Testing
import Training

@testable import Renderers

/// How much of the graphs in `graphs/` is seen at once in a terminal.
@Suite struct WholeGraphTests {
  private static func paths(in folder: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(folder)")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "flow" }.map { $0.standardizedFileURL.path }.sorted()
  }

  /// Without moving the picture, in a large window.
  @Test func mostStandWholeInThePlayer() throws {
    var cut: [String] = []
    for path in try Self.paths(in: "graphs") {
      let file = try FlowFile.read(path)
      // As the player has it: like turns of a long loop are one box.
      var depiction = Depiction()
      depiction.foldsTurns = depiction.boxCount(of: file.model) > 40
      let descent = file.runs.first.map { Descent(of: $0, in: file.model.graph, upTo: 40) }
      let picture = FilmPicture(film: depiction.film(of: file.model, descent: descent), width: 120, height: 40)
      let (layout, area) = (try #require(picture.drawing?.layout), picture.stage.graph)
      if layout.width > area.width || layout.height > area.height {
        cut.append(URL(filePath: path).deletingPathExtension().lastPathComponent)
      }
    }
    #expect(cut == ["mazur-biases", "mazur-optimizers", "mazur", "transformer-block"])
  }

  /// At the width of a page: nothing cut, nothing as a table, no corner that touches another.
  @Test(arguments: ["graphs", "graphs/course", "graphs/mistakes"])
  func everyGraphIsAPictureInEightyColumns(folder: String) throws {
    for path in try Self.paths(in: folder) {
      let text = try FlowFile.read(path).figure.terminalText(width: 80)
      #expect(!text.contains("…") && !text.contains("does not fit"), "\(path)")
      for corners in ["╯╰", "╮╭", "╰╯", "╭╮", "╯╭", "╮╰"] { #expect(!text.contains(corners), "\(path)") }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(path)")
    }
  }
}
