import Depiction
import Pictures
import Terminal
import Testing

@testable import Renderers

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
      // A heavy frame, or that of a line without one above and below.
      #expect(text.contains("┏ \(name) ") || text.contains("┃ \(name) "), "\(name) is out of view")
      seen += 1
      time = film.time(after: now, of: .backward)
    }
    #expect(seen > 5)
    // Where the viewer looks is up to the viewer otherwise.
    let left = picture.frame(at: film.duration, view: FilmView(follows: false))
    #expect(left.text().contains("a0"))
  }

  /// What each frame shows is compared with what is known at its moment: no value, no product and no sum before it is there, and all of
  /// them once it is.
  @Test(arguments: ["accumulation", "delivery"], [(80, 24), (120, 40), (200, 50)])
  func nothingIsShownBeforeItIsKnown(_ sample: String, size: (Int, Int)) throws {
    let film = try FilmSample.film(named: sample)
    let picture = FilmPicture(film: film, width: size.0, height: size.1)
    let spelling = TerminalCharacters(isASCII: false)
    let timeline = film.timeline(0)
    var seen = 0
    for beat in timeline.beats where beat.kind == .forward || beat.kind == .backward {
      let telling = beat.tellings[0]
      let result = try #require(telling.steps.last?.term.text)
      let box = timeline.diagram.boxes[beat.boxes[0]]
      // The box's own line, and the product on its wire.
      var texts = [telling.text()]
      if beat.kind == .backward, beat.partialGradients.isEmpty {
        texts.append("\(try #require(box.text.gradientName)) \(result)")
      }
      for progress in [0.02, 0.3, 0.5, 0.59] {
        let frame = picture.frame(at: beat.start + progress * beat.duration).text()
        for text in texts { #expect(!frame.contains(text), "\(text) at \(progress)") }
      }
      let there = picture.frame(at: beat.start + Beat.stop * beat.duration).text()
      for text in texts.dropFirst() { #expect(there.contains(text), "\(text) is missing") }
      #expect(there.contains(" \(result)"))
      guard beat.kind == .backward, let product = timeline.diagram.arrows[beat.arrows[0]].text.contribution else {
        continue
      }
      let ways = TerminalLabel.products(product, spelling: spelling).map { glyphs in
        var bytes: [UInt8] = []
        for glyph in glyphs { glyph.write(to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
      }
      #expect(ways.contains { there.contains($0) }, "\(product) is not on its wire")
      seen += 1
    }
    #expect(seen >= 4)
    // A wire is its formula until its inputs have values, and afterwards its number is there too.
    let local = try #require(timeline.beats.first { $0.kind == .local })
    if sample == "delivery" {
      #expect(!picture.frame(at: local.start - 0.01).text().contains("2e=6"))
      #expect(picture.frame(at: local.start + Beat.stop * local.duration).text().contains("2e=6"))
    }
  }

  /// A part of a sum is not called the gradient.
  @Test func aSumWaitsForAllOfItsParts() throws {
    let film = try FilmSample.film(FilmSample.accumulation)
    let picture = FilmPicture(film: film, width: 80, height: 24)
    let gathers = film.timeline(0).beats.filter { $0.kind == .gather }
    #expect(gathers.count == 2)
    for gather in gathers {
      let name = try #require(film.timeline(0).diagram.boxes[gather.boxes[0]].text.gradientName)
      let result = try #require(gather.tellings[0].steps.last?.term.text)
      let parts = gather.tellings[0].steps[0].term.text
      #expect(picture.frame(at: gather.start + 0.1 * gather.duration).text().contains("\(name) \(parts)"))
      #expect(picture.frame(at: gather.start + 0.8 * gather.duration).text().contains("\(name) \(result)"))
    }
  }

  /// ∂e/∂c = 2 and ∂e/∂d = 3 of at most 3: of sixteen heights 11 and 16, multiplied from 1, which has 5. Each half stands there from when
  /// what it shows has come.
  @Test func theStreamComesWithTheGradient() throws {
    let film = try FilmSample.film(FilmSample.olah)
    let picture = FilmPicture(film: film, width: 80, height: 24)
    let beats = film.timeline(0).beats
    func text(_ beat: Beat, _ progress: Double) -> String {
      picture.frame(at: beat.start + progress * beat.duration).text()
    }
    let seed = try #require(beats.first { $0.kind == .seed })
    #expect(!text(seed, Beat.stop).contains("▅"))
    let first = try #require(beats.first { $0.kind == .backward })
    let arriving = text(first, 0.2)
    #expect(arriving.contains("▅▅▅▅") && !arriving.contains("(×") && !arriving.contains("█"))
    let last = text(try #require(beats.last { $0.kind == .backward }), Beat.stop)
    for stream in ["◀▃▃▃  ", "████(×2)▅▅▅▅", "◀███  ", "████(×3)▅▅▅▅", "████(×1)████"] {
      #expect(last.contains(stream))
    }
  }

  /// Marks are effects: they come after their causes.
  @Test func whatLooksWrongIsMarkedOnceItIs() throws {
    let film = try FilmSample.film("input x = -1\nparam w = 2\nz = w·x\nh = relu(z)\noutput o = 3·h")
    let picture = FilmPicture(film: film, width: 100, height: 30)
    let seed = try #require(film.timeline(0).beats.first { $0.kind == .seed })
    #expect(!picture.frame(at: seed.start).text().contains("!"))
    #expect(picture.frame(at: film.duration).text().contains("! relu is off"))
  }

  /// The camera moves once a beat, at its beginning; and not at all while the beat is in view.
  @Test(arguments: [(80, 24), (120, 40)])
  func theCameraMovesAtMostOnceABeat(size: (Int, Int)) throws {
    let film = try FilmSample.film(FilmSample.chain)
    let picture = FilmPicture(film: film, width: size.0, height: size.1)
    let view = FilmView()
    for beat in film.timeline(0).beats {
      let corners = stride(from: 0.26, through: 0.99, by: 0.1).map { part in
        let corner = picture.corner(at: beat.start + part * beat.duration, view: view)
        return [corner.x, corner.y]
      }
      #expect(Set(corners).count == 1)
    }
    // It opens where one begins to read, and the last picture has the parameter.
    #expect(picture.frame(at: 0.5).text().contains(" a0 "))
    #expect(picture.frame(at: film.duration).text().contains(" a0 "))
  }

  @Test func selectionWritesTheChainRule() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    let picture = FilmPicture(film: film, width: 120, height: 40)
    let boxes = film.timeline(0).diagram.boxes
    let w1 = try #require(boxes.firstIndex { $0.id == "w1" })
    let before = picture.frame(at: 2, view: FilmView(selectedBox: w1)).text()
    #expect(before.contains("∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1\n"))
    let path = try #require(film.time(after: 0, of: .path))
    let after = picture.frame(at: path, view: FilmView(selectedBox: w1)).text()
    #expect(after.contains("∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12\n"))
    #expect(after.contains("2e · 1 · x1 = 6 · 1 · 2 = 12   along w1 → ŷ → e → L"))
    let x1 = try #require(boxes.firstIndex { $0.id == "x1" })
    #expect(
      picture.frame(at: path, view: FilmView(selectedBox: x1)).text()
        .contains("∂L/∂x1 = ∂L/∂ŷ · ∂ŷ/∂x1 = 6 · w1 = 6 · 1 = 6   (not needed: x1 is data)"))
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
