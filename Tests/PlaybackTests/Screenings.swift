import Depiction
import Diagrams
import Playback
import Renderers
import Terminal
import Testing

/// The film follows from what was chosen.
@Suite struct Screenings {
  @Test func theNextRunBeginsAnew() throws {
    var screening = Screening(try Films.source(), state: PlayerState(time: 9))
    // L = (2w − 6)²: 16 at w = 1.
    #expect(screening.film.losses.first == 16)
    #expect(screening.film.sceneCount == 5)
    let slow = screening.film.losses
    screening.press(.character("r"))
    #expect(screening.state.choice.run == 1)
    #expect(screening.state.time == 0)
    #expect(screening.film.sceneCount == 4)
    #expect(screening.state.view.message == "run: fast")
    // Round to the first.
    screening.press(.character("r"))
    #expect(screening.film.losses == slow)
  }

  /// dL/dw = 4(2w − 6) = −16 at w = 1: a rate of 0.05 makes w 1.8 and L = 5.76, half of it 1.4 and 10.24, twice 2.6 and 0.64.
  @Test func theLearningRateIsHalvedAndDoubled() throws {
    var screening = Screening(try Films.source(), state: PlayerState())
    func second() -> Double { (screening.film.losses[1] * 1e9).rounded() / 1e9 }
    #expect(second() == 5.76)
    screening.press(.character("l"))
    #expect(second() == 10.24)
    #expect(screening.state.view.message == "learning rate 0.025")
    screening.press(.character("L"))
    #expect(second() == 5.76)
    screening.press(.character("L"))
    #expect(second() == 0.64)
    #expect(screening.state.view.message == "learning rate 0.1")
  }

  @Test func anotherLevelOfDetailGoesOnInTheSameStep() throws {
    var screening = Screening(try Films.source(), state: PlayerState())
    let middle = (screening.film.time(ofScene: 1) + screening.film.time(ofScene: 2)) / 2
    screening = Screening(try Films.source(), state: PlayerState(time: middle))
    let boxes = screening.film.scene(0).diagram.boxes.count
    screening.press(.character("d"))
    #expect(screening.state.choice.detail == .operations)
    #expect(screening.film.sceneIndex(at: screening.state.time) == 1)
    #expect(screening.film.scene(0).diagram.boxes.count >= boxes)
    screening.press(.character("d"))
    #expect(screening.state.choice.detail == .named)
    #expect(abs(screening.state.time - middle) < 1e-9)
  }

  @Test func tabGoesThroughAllBoxesAndNone() throws {
    var screening = Screening(try Films.source(), state: PlayerState())
    let count = screening.film.scene(0).diagram.boxes.count
    var seen: [Int?] = []
    for _ in 0...count {
      screening.press(.tab)
      seen.append(screening.state.view.selectedBox)
    }
    #expect(seen == Array(0..<count) + [nil])
    screening.press(.backTab)
    #expect(screening.state.view.selectedBox == count - 1)
  }

  @Test func withoutTrainingThereIsOneScene() throws {
    let text = "input x = 3\nparam w = 2\nloss L = (w·x)²\n"
    var screening = Screening(try Films.source(text), state: PlayerState())
    #expect(screening.film.sceneCount == 1)
    screening.press(.character("L"))
    screening.press(.character("r"))
    #expect(screening.state.choice == FilmChoice())
    screening.pass(seconds: 1_000)
    #expect(screening.isAtEnd)
  }

  /// A graph of four layers on a screen that has room for one: whoever pans begins where the view has followed to, and does not
  /// get beyond the edges.
  @Test func panningBeginsWhereTheViewIs() throws {
    var screening = Screening(try Films.source(), state: PlayerState())
    screening.press(.end)
    let picture = FilmPicture(film: screening.film, width: 40, height: 12)
    func corner() -> Int { picture.corner(at: screening.state.time, view: screening.state.view).x }
    func pan(_ key: Key) {
      screening.pan(from: picture.corner(at: screening.state.time, view: screening.state.view))
      screening.press(key)
    }
    let followed = corner()
    #expect(followed > 0)
    pan(.shiftLeft)
    #expect(corner() == max(followed - 8, 0))
    for _ in 0..<50 { pan(.shiftRight) }
    let right = corner()
    // One key back is one key back.
    pan(.shiftLeft)
    #expect(corner() == right - 8)
    for _ in 0..<50 { pan(.shiftLeft) }
    #expect(corner() == 0)
    screening.press(.escape)
    #expect(corner() == followed)
  }
}
