import Depiction
import Pictures
import Playback
import Renderers
import Terminal
import Testing

/// What a film costs on the wire: `speed.md`.
@Suite struct FilmBytesTests {
  @Test(arguments: [(80, 24), (200, 50)])
  func atMostThirtyBytesAChangedCell(width: Int, height: Int) throws {
    let session = PlayerSession(try Films.source(), state: PlayerState())
    let picture = FilmPicture(film: session.film, width: width, height: height, theme: .named(.dark))
    var diff = FrameDiff(depth: .trueColour)
    var bytes: [UInt8] = []
    var (cells, total, frames) = (0, 0, 0)
    for number in 0...200 {
      bytes.removeAll(keepingCapacity: true)
      cells += diff.write(picture.frame(at: session.film.duration * Double(number) / 200), to: &bytes)
      total += bytes.count
      frames += bytes.isEmpty ? 0 : 1
    }
    #expect(frames > 100 && cells > 500)
    #expect(Double(total - 16 * frames) <= 30 * Double(cells))
  }

  /// asciicast v2: a header, then `[time, "o", data]`; the time is the film's, not the writer's.
  @Test func aRecordingSaysWhenAndWhat() throws {
    let session = PlayerSession(try Films.source(), state: PlayerState())
    let picture = FilmPicture(film: session.film, width: 80, height: 24)
    var lines: [String] = []
    Asciicast(of: picture, title: "a \"b\"\\", span: 1...3, speed: 2, framesPerSecond: 8, depth: .none).write {
      lines.append(String(decoding: $0, as: UTF8.self))
    }
    #expect(
      lines[0]
        == #"{"version": 2, "width": 80, "height": 24, "title": "a \"b\"\\", "env": {"TERM": "xterm-256color"}}"#
        + "\n")
    #expect(lines[1].hasPrefix(#"[0.000000, "o", "\u001b[?25l\u001b[?7l\u001b[?2026h"#))
    #expect(lines.last == "[3.000000, \"o\", \"\"]\n")
    // Chapters.
    #expect(lines.contains { $0.hasSuffix("\"m\", \"step 0 · forward\"]\n") })
    #expect(lines.count > 3)
  }
}
