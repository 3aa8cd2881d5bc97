import Depiction
import Pictures
import Renderers
import Terminal
import Testing

/// What holds at every moment of every film.
@Suite struct FilmLawsTests {
  private static let samples = FilmSample.all.keys.sorted()
  private static let sizes = [(80, 24), (120, 40), (200, 50), (40, 12), (39, 12), (12, 3), (1, 1), (300, 12)]

  private func times(_ film: Film, _ count: Int) -> [Double] {
    (0...count).map { film.duration * Double($0) / Double(count) }
  }

  @Test(arguments: samples) func everyFrameHasTheScreensSize(_ sample: String) throws {
    let film = try FilmSample.film(named: sample)
    for (width, height) in Self.sizes {
      let picture = FilmPicture(film: film, width: width, height: height)
      for time in times(film, 7) {
        for view in [FilmView(), FilmView(selectedBox: 0, isPaused: true, showsHelp: true, message: "hello")] {
          let frame = picture.frame(at: time, view: view)
          #expect(frame.width == width && frame.height == height && frame.cells.count == width * height)
        }
      }
    }
  }

  @Test(arguments: samples) func theSameMomentIsTheSamePicture(_ sample: String) throws {
    let film = try FilmSample.film(named: sample)
    let picture = FilmPicture(film: film, width: 100, height: 30)
    let times = times(film, 40)
    let inOrder = times.map { picture.frame(at: $0) }
    // Any order, and pictures that know nothing of the others.
    for index in times.indices.map({ ($0 * 17) % times.count }) {
      #expect(picture.frame(at: times[index]) == inOrder[index])
    }
    for index in times.indices.reversed() where index % 13 == 3 {
      let fresh = FilmPicture(film: try FilmSample.film(named: sample), width: 100, height: 30)
      #expect(fresh.frame(at: times[index]) == inOrder[index])
    }
  }

  /// The corners and names of boxes stand where they stand.
  @Test(arguments: ["accumulation", "delivery"])
  func nothingJumps(_ sample: String) throws {
    let film = try FilmSample.film(named: sample)
    let picture = FilmPicture(film: film, width: 120, height: 40)
    let corners: Set<Glyph> = Set("┌╭╔┏".unicodeScalars.map { Glyph($0) })
    // A wire's corner is followed by the wire, a box's by its name.
    func positions(_ frame: Frame) -> [Int] {
      frame.cells.indices.filter {
        $0 < 26 * 120 && corners.contains(frame.cells[$0].glyph) && frame.cells[$0 + 1].glyph == .blank
          && frame.cells[$0 + 2].glyph != .blank
      }
    }
    let first = positions(picture.frame(at: 0))
    #expect(first.count == film.timeline(0).diagram.boxes.count)
    for time in times(film, 60) { #expect(positions(picture.frame(at: time)) == first) }
  }

  @Test(arguments: samples) func asciiIsASCII(_ sample: String) throws {
    let film = try FilmSample.film(named: sample)
    let picture = FilmPicture(film: film, width: 80, height: 24, ascii: true)
    for time in times(film, 12) {
      let text = picture.frame(at: time, view: FilmView(selectedBox: 1, showsHelp: time > 3)).text()
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  /// What happens is in view, however long the graph.
  @Test func theViewFollows() throws {
    let film = try FilmSample.film(FilmSample.chain)
    let picture = FilmPicture(film: film, width: 80, height: 24)
    var time = film.time(after: 0, of: .backward)
    var seen = 0
    while let now = time {
      let moment = film.moment(at: now)
      let box = try #require(moment.beat?.boxes.first)
      let name = moment.timeline.diagram.boxes[box].id
      let text = picture.frame(at: now).text()
      #expect(text.contains("━ ") || text.contains("┏"))
      #expect(text.contains("┏ \(name) ") || text.contains("┏ \(name)\n"), "\(name) is out of view")
      seen += 1
      time = film.time(after: now, of: .backward)
    }
    #expect(seen > 5)
    // Where the viewer looks is up to the viewer otherwise.
    let left = picture.frame(at: film.duration, view: FilmView(follows: false))
    #expect(left.text().contains("a0"))
  }

  @Test func noGradientBeforeItArrives() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    let picture = FilmPicture(film: film, width: 120, height: 40)
    let seed = try #require(film.time(after: 0, of: .seed))
    let backward = try #require(film.time(after: 0, of: .backward))
    for time in times(film, 200) where time < seed - 0.9 {
      #expect(!picture.frame(at: time).text().contains("∂L/∂"))
    }
    #expect(!picture.frame(at: backward).text().contains("∂L/∂w1"))
  }

  @Test func selectionWritesTheChainRule() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    let picture = FilmPicture(film: film, width: 120, height: 40)
    let w1 = try #require(film.timeline(0).diagram.boxes.firstIndex { $0.id == "w1" })
    let before = picture.frame(at: 2, view: FilmView(selectedBox: w1)).text()
    #expect(before.contains("∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1\n"))
    let after = picture.frame(at: 9, view: FilmView(selectedBox: w1)).text()
    #expect(after.contains("∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · 2 = 12\n"))
    #expect(picture.frame(at: 9, view: FilmView(selectedBox: 999)) == picture.frame(at: 9))
  }

  @Test func aSmallScreenSaysSo() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    let text = FilmPicture(film: film, width: 39, height: 11).frame(at: film.duration).text()
    #expect(text.contains("too small for the graph: 39×11"))
    #expect(text.contains("converged after 3 steps"))
  }

  @Test func anExplosionIsShown() throws {
    let film = try FilmSample.film(FilmSample.explosion)
    #expect(film.outcome?.hasPrefix("diverged") == true)
    let text = FilmPicture(film: film, width: 100, height: 30).frame(at: film.duration).text()
    #expect(text.contains("diverged after"))
    #expect(text.contains("×"))
  }

  @Test func aGraphOfHundredsOfNodesIsToldInWords() throws {
    var text = "param a0 = 1\n"
    for index in 1...400 { text += "a\(index) = tanh(a\(index - 1))\n" }
    let film = try FilmSample.film(text + "output L = a400²")
    let frame = FilmPicture(film: film, width: 80, height: 24).frame(at: film.duration).text()
    #expect(frame.contains("402 nodes"))
    #expect(frame.contains("∂L/∂a0"))
  }
}
