import Pictures
import Renderers
import Terminal
import Testing

/// What a film costs on the wire: all that a terminal gets for each cell that looks other than before; brackets, moves and colours included.
@Suite struct FilmBytesTests {
  private static let named = [
    "mazur", "transformer-block", "adam-by-hand", "microgpt", "delivery-time", "18-lenet", "olah", "a-plus-a",
  ]
  private static let sizes = [(80, 24), (120, 40), (200, 50)]

  private func film(_ path: String) throws -> Film { FilmSample.film(try GraphFolder.file(path)) }

  /// As one sees it: twelve beats from the first, or so many as there are, then two of the later ones, which are told fast.
  @Test(arguments: named, sizes)
  func atMostFourBytesAChangedCell(name: String, size: (width: Int, height: Int)) throws {
    let path = try #require(GraphFolder.paths.first { $0.hasSuffix("/\(name).flow") })
    let film = try film(path)
    let later = film.time(ofTimeline: min(max(film.timelineCount - 2, 0), 30))
    try expectFew(in: film, of: [0...min(film.duration, 12), later...min(later + 2, film.duration)], size, rate: 20)
  }

  /// What comes before the gradient's start, and what comes after it.
  @Test(arguments: GraphFolder.paths)
  func atMostFourOnEveryGraph(path: String) throws {
    let film = try film(path)
    let seed = try #require(film.timeline(0).beats.first { $0.kind == .seed }).start
    try expectFew(in: film, of: [max(seed - 3, 0)...min(seed + 4, film.duration)], (80, 24), rate: 10)
  }

  /// - Parameter rate: frames a second.
  private func expectFew(
    in film: Film, of spans: [ClosedRange<Double>], _ size: (width: Int, height: Int), rate: Double
  ) throws {
    let picture = FilmPicture(film: film, width: size.width, height: size.height)
    var diff = FrameDiff(depth: .trueColour)
    var (bytes, written, changed) = ([UInt8](), 0, 0)
    for span in spans {
      var before = picture.frame(at: span.lowerBound)
      diff.write(before, to: &bytes)
      for time in stride(from: span.lowerBound, through: span.upperBound, by: FilmView.usualSpeed / rate) {
        bytes.removeAll(keepingCapacity: true)
        let frame = picture.frame(at: time)
        diff.write(frame, to: &bytes)
        written += bytes.count
        for y in 0..<size.height {
          for x in 0..<size.width where frame[x, y] != before[x, y] && looks(frame[x, y]) != looks(before[x, y]) {
            changed += 1
          }
        }
        before = frame
      }
    }
    // Not all glyphs are ASCII.
    #expect(changed > 100 && written > changed)
    #expect(written <= 4 * changed, "\(Double(written) / Double(changed)) of \(changed)")
  }

  /// Of a blank nothing is seen but what is behind it.
  private func looks(_ cell: Cell) -> Cell {
    cell.glyph == .blank ? Cell(glyph: .blank, style: Style(background: cell.style.background)) : cell
  }
}
