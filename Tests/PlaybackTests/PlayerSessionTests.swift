import Depiction
import Pictures
import Playback
import Renderers
import Terminal
import Testing

/// The film follows from what was chosen.
@Suite struct PlayerSessionTests {
  @Test func theNextRunBeginsAnew() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState(time: 9))
    // L = (2w − 6)²: 16 at w = 1.
    #expect(session.film.losses.first == 16)
    #expect(session.film.timelineCount == 5)
    let slow = session.film.losses
    session.press(.character("r"))
    #expect(session.state.choice.run == 1)
    #expect(session.state.time == 0)
    #expect(session.film.timelineCount == 4)
    #expect(session.state.view.message == "run: fast")
    // Round to the first.
    session.press(.character("r"))
    #expect(session.film.losses == slow)
  }

  /// dL/dw = 4(2w − 6) = −16 at w = 1: a rate of 0.05 makes w 1.8 and L = 5.76, half of it 1.4 and 10.24, twice 2.6 and 0.64.
  @Test func theLearningRateIsHalvedAndDoubled() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    func second() -> Double { (session.film.losses[1] * 1e9).rounded() / 1e9 }
    #expect(second() == 5.76)
    session.press(.character("l"))
    #expect(second() == 10.24)
    #expect(session.state.view.message == "learning rate 0.025")
    session.press(.character("L"))
    #expect(second() == 5.76)
    session.press(.character("L"))
    #expect(second() == 0.64)
    #expect(session.state.view.message == "learning rate 0.1")
  }

  @Test func anotherLevelOfDetailGoesOnInTheSameStep() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    let middle = (session.film.time(ofTimeline: 1) + session.film.time(ofTimeline: 2)) / 2
    session = PlayerSession(try Films.source(), state: PlayerState(time: middle))
    let boxes = session.film.timeline(0).diagram.boxes.count
    session.press(.character("d"))
    #expect(session.state.choice.detail == .operations)
    #expect(session.film.timelineIndex(at: session.state.time) == 1)
    #expect(session.film.timeline(0).diagram.boxes.count >= boxes)
    session.press(.character("d"))
    #expect(session.state.choice.detail == .named)
    #expect(abs(session.state.time - middle) < 1e-9)
  }

  /// Forward as the story goes forward, backward as it goes back, from whoever acts on.
  @Test func tabGoesThroughTheStoryAndNone() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    func names(_ presses: Int) -> [String?] {
      let boxes = session.film.timeline(0).diagram.boxes
      return (0..<presses).map { _ in
        session.press(.tab)
        return session.state.view.selectedBox.map { boxes[$0].id }
      }
    }
    #expect(names(7) == ["x", "y", "w", "ŷ", "e", "L", nil])
    session.press(.escape)
    session.press(.character("b"))
    #expect(names(7) == ["e", "ŷ", "w", "x", "y", "L", nil])
  }

  @Test func aNameIsFound() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    for letter in "/ŷ".unicodeScalars { session.press(.character(letter)) }
    let boxes = session.film.timeline(0).diagram.boxes
    #expect(session.state.view.selectedBox.map { boxes[$0].id } == "ŷ")
    session.press(.enter)
    #expect(session.state.view.search == nil && session.state.view.selectedBox != nil)
    // A letter is a key again.
    for letter in "/q".unicodeScalars { session.press(.character(letter)) }
    #expect(!session.state.isOver && session.state.view.message == "no node q")
    session.press(.escape)
    session.press(.character("q"))
    #expect(session.state.isOver)
  }

  /// Another level of detail goes on at the same event.
  @Test func detailKeepsTheMoment() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    session.press(.character("b"))
    session.press(.right)
    func event() -> String? {
      let moment = session.film.moment(at: session.state.time)
      return moment.beat.flatMap { $0.boxes.first }.map {
        "\(moment.beat?.kind.rawValue ?? "") \(moment.timeline.diagram.boxes[$0].id)"
      }
    }
    #expect(event() == "backward ŷ")
    session.press(.character("d"))
    #expect(session.state.choice.detail == .operations && event() == "backward ŷ")
  }

  @Test func withoutTrainingThereIsOneTimeline() throws {
    let text = "input x = 3\nparam w = 2\nloss L = (w·x)²\n"
    var session = PlayerSession(try Films.source(text), state: PlayerState())
    #expect(session.film.timelineCount == 1)
    session.press(.character("L"))
    session.press(.character("r"))
    #expect(session.state.choice == FilmChoice())
    session.pass(seconds: 1_000)
    #expect(session.isAtEnd)
  }

  /// A graph of four layers on a screen that has room for one: whoever pans begins where the view has followed to, and does not
  /// get beyond the edges.
  @Test func panningBeginsWhereTheViewIs() throws {
    var session = PlayerSession(try Films.source(), state: PlayerState())
    // At the loss, to the right; the last picture has the parameters, to the left.
    session.go(to: try #require(session.film.time(after: 0, of: .seed)))
    let picture = FilmPicture(film: session.film, width: 40, height: 12, direction: .leftToRight)
    func corner() -> Int { picture.corner(at: session.state.time, view: session.state.view).x }
    func pan(_ key: Key) {
      session.pan(from: picture.corner(at: session.state.time, view: session.state.view))
      session.press(key)
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
    session.press(.escape)
    #expect(corner() == followed)
  }
}
