import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `play` without a terminal.
@Suite struct FilmOutputTests {
  private let graph = Invocation.graph("delivery-time")

  @Test func withoutATerminalItSaysWhatToUse() throws {
    let run = try Invocation("play", graph)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    for way in ["-o film.cast", "-o -", "--frames"] { #expect(run.errors.contains(way)) }
  }

  @Test func momentsAreText() throws {
    let run = try Invocation("play", graph, "-o", "-", "--to", "40", "--width", "80", "--height", "24")
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1b}"))
    // The lesson's first step: L = 9, ∂L/∂w1 = 12, w1 ← 1 − 0.05·12 = 0.4.
    #expect(run.output.contains("∂L/∂w1 12"))
    #expect(run.output.contains("0.4"))
    #expect(
      run.output == (try Invocation("play", graph, "-o", "-", "--to", "40", "--width", "80", "--height", "24")).output
    )
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80) }
  }

  @Test func everySoManyBeatsAFile() throws {
    let scratch = try Scratch()
    let folder = scratch.url("pictures").path
    let run = try Invocation("play", graph, "--frames", folder, "--from", "2", "--to", "6", "--every", "2")
    #expect(run.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["00001.txt", "00002.txt", "00003.txt"])
    let text = try String(contentsOfFile: folder + "/00003.txt", encoding: .utf8)
    #expect(text.contains("Delivery time"))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
  }

  @Test func aRecordingIsTheSameEveryTime() throws {
    let scratch = try Scratch()
    let (first, second) = (scratch.url("a.cast"), scratch.url("b.cast"))
    for url in [first, second] {
      #expect(
        try Invocation("play", graph, "-o", url.path, "--to", "20", "--fps", "10", "--width", "100").status == 0)
    }
    let bytes = try Data(contentsOf: first)
    #expect(bytes == (try Data(contentsOf: second)))
    let lines = bytes.split(separator: 0x0a)
    let header = try #require(try JSONSerialization.jsonObject(with: lines[0]) as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 100)
    #expect(header["height"] as? Int == 24)
    var last = -1.0
    for line in lines.dropFirst() {
      let event = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
      let time = try #require(event[0] as? Double)
      let kind = event[1] as? String
      #expect(event.count == 3 && (kind == "o" || kind == "m") && event[2] is String)
      #expect(kind == "m" ? time >= last : time > last)
      last = time
    }
    // Twenty beats at 0.4 a second, and two seconds to look.
    #expect(abs(last - (20 / 0.4 + 2)) < 0.2)
    let chapters = lines.dropFirst().compactMap { line in
      (try? JSONSerialization.jsonObject(with: line) as? [Any]).flatMap {
        $0[1] as? String == "m" ? $0[2] as? String : nil
      }
    }
    #expect(
      chapters.prefix(7) == [
        "step 0 · given", "step 0 · forward", "step 0 · local", "step 0 · seed", "step 0 · backward", "step 0 · path",
        "step 0 · update",
      ])
  }

  @Test(arguments: [
    ["--speed", "0"], ["--fps", "0"], ["--from", "3", "--to", "2"], ["--every", "0"], ["-o", "film.avi"],
    ["-o", "film.svg", "--every", "1"],
    ["--frames", "x", "-o", "-"], ["--height", "0"], ["--step", "-o", "-"],
  ])
  func badUsageIs64(options: [String]) throws {
    #expect(try Invocation(["play", graph] + options).status == 64)
  }

  /// The figure's film stands alone, is small, and shows all of it to whoever sees no motion.
  @Test func theFigureMoves() throws {
    let scratch = try Scratch()
    let url = scratch.url("film.svg")
    #expect(try Invocation("play", graph, "-o", url.path).status == 0)
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.utf8.count <= 60_000)
    #expect(text.contains("@media (prefers-reduced-motion:no-preference){"))
    // Every animation is inside of that block, and none needs a script.
    let parts = text.components(separatedBy: "@media (prefers-reduced-motion:no-preference){")
    #expect(parts.count == 2 && !parts[0].contains("animation:") && !text.contains("<script"))
    #expect(text.contains("clip-path:inset"))
    // What is below the graph waits for its moment too.
    for group in ["chain", "update"] { #expect(text.contains("\n.\(group){animation:")) }
    // The same bytes every time, and an XML document.
    let again = scratch.url("again.svg")
    #expect(try Invocation("play", graph, "-o", again.path).status == 0)
    #expect(try Data(contentsOf: url) == Data(contentsOf: again))
    let parser = XMLParser(data: try Data(contentsOf: url))
    #expect(parser.parse())
    // Where nothing makes an MP4, it says what is missing.
    let without = try Invocation(
      ["play", graph, "-o", scratch.url("film.mp4").path], environment: ["PATH": scratch.folder.path])
    #expect(without.status == 69 && without.errors.contains("rsvg-convert"))
  }

  @Test func aMissingFileIs66() throws {
    #expect(try Invocation("play", "no-such.flow", "-o", "-").status == 66)
  }
}
