import Depiction
import Pictures
import Playback
import Renderers
import Terminal
import Testing

/// Films as recordings.
@Suite struct AsciicastTests {
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
