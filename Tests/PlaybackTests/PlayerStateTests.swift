import Pictures
import Playback
import Renderers
import Terminal
import Testing

/// Keys, as a table says what they do. A stop is at 0.8 of a beat.
@Suite struct PlayerStateTests {
  private func state(after keys: Key..., from start: PlayerState = PlayerState()) throws -> PlayerState {
    let source = try Films.source()
    return keys.reduce(start) { $0.after($1, of: PlainFilm.film, from: source) }
  }

  private func at(_ time: Double) -> PlayerState { PlayerState(time: time) }

  @Test func theArrowsGoFromStopToStopAndPause() throws {
    #expect(try state(after: .right).time == 0.8)
    #expect(try state(after: .right).view.isPaused)
    #expect(try state(after: .right, .right).time == 1.8)
    #expect(try state(after: .right, .right, .left).time == 0.8)
    #expect(try state(after: .left).time == 0)
    #expect(try state(after: .right, from: at(5.8)).time == 6.4)
    #expect(try state(after: .left, from: at(6.4)).time == 5.8)
    #expect(try state(after: .right, from: at(14.9)).time == 15)
  }

  @Test func aTrainingStepKeepsThePlaceInTheStory() throws {
    // The second backward beat, half over.
    #expect(try state(after: .down, from: at(4.5)).time == 6 + 2.25)
    #expect(try state(after: .character("]"), .character("["), from: at(4.5)).time == 4.5)
    #expect(try state(after: .up, from: at(2)).time == 0)
    // The last step has no backward beat: its outcome.
    #expect(try state(after: .down, from: at(9 + 2.25)).time == 12 + 1 + 1.6)
    #expect(try state(after: .down, from: at(14)).time == 15)
    #expect(try state(after: .pageDown).time == 15)
  }

  @Test func jumpsGoToTheNextPass() throws {
    #expect(try state(after: .character("b")).time == 3.8)
    #expect(try state(after: .character("b"), .character("b")).time == 6 + 1.5 + 0.4)
    #expect(try state(after: .character("u")).time == 5.8)
    #expect(try state(after: .character("f"), .character("f")).time == 6.9)
    let last = try state(after: .character("b"), from: at(12.5))
    #expect(last.time == 12.5)
    #expect(last.view.message == "no further backward pass")
  }

  @Test func homeEndAndSpace() throws {
    let end = try state(after: .end)
    #expect(end.time == 15 && end.view.isPaused)
    // Going on after the end begins anew.
    let again = try state(after: .character(" "), from: end)
    #expect(again.time == 0 && !again.view.isPaused)
    #expect(try state(after: .home, from: at(7)).time == 0)
    #expect(try state(after: .character(" "), from: at(7)).view.isPaused)
    #expect(try state(after: .character(" "), .character(" "), from: at(7)) == at(7))
  }

  @Test func inStepsTheSpaceGoesToTheNextMomentAtOnce() throws {
    var start = at(7)
    start.view.steps = true
    // On the way: there. There: on the way.
    let there = try state(after: .character(" "), from: start)
    let next = try state(after: .right, from: start)
    #expect(there.view.isPaused && there.time == next.time)
    let onTheWay = try state(after: .character(" "), from: there)
    #expect(!onTheWay.view.isPaused && onTheWay.time == there.time)
    #expect(try state(after: .character(" "), from: onTheWay).time > there.time)
  }

  @Test func speedGoesUpAndDownAndHasEnds() throws {
    #expect(try state(after: .character("+")).view.speed == 0.6)
    #expect(try state(after: .character("-")).view.speed == 0.25)
    let fast = try (0..<40).reduce(PlayerState()) { s, _ in try state(after: .character("+"), from: s) }
    #expect(fast.view.speed == 32)
    let slow = try (0..<40).reduce(PlayerState()) { s, _ in try state(after: .character("-"), from: s) }
    #expect(slow.view.speed == 0.1)
  }

  @Test func timePassesAtTheSpeedAndStopsAtTheEnd() {
    let film = PlainFilm.film
    #expect(PlayerState().after(seconds: 2, of: film).time == 0.8)
    #expect(PlayerState().after(seconds: -1, of: film).time == 0)
    let end = PlayerState().after(seconds: 1e9, of: film)
    #expect(end.time == 15 && end.view.isPaused)
    var paused = PlayerState(time: 4)
    paused.view.isPaused = true
    #expect(paused.after(seconds: 9, of: film) == paused)
    // Nothing to wait for, but an event.
    #expect(paused.restTime == nil)
    #expect(PlayerState().restTime == 0)
  }

  @Test func itStopsAtEveryMomentUntilItIsAskedOn() throws {
    let film = PlainFilm.film
    var state = try state(after: .character("s"))
    #expect(state.view.steps)
    state = state.after(seconds: 100, of: film)
    #expect(state.time == 0.8 && state.view.isPaused)
    state = try self.state(after: .character(" "), from: state).after(seconds: 100, of: film)
    #expect(state.time == 1.8 && state.view.isPaused)
  }

  @Test func whatIsPressedWhilePausedStaysPaused() throws {
    var paused = at(4)
    paused.view.isPaused = true
    for key in "rlL[]+-sd".unicodeScalars { #expect(try state(after: .character(key), from: paused).view.isPaused) }
    for key in [Key.up, .down, .pageUp, .pageDown, .tab] {
      #expect(try state(after: key, from: paused).view.isPaused)
    }
  }

  @Test func aMessageFades() throws {
    var state = try state(after: .character("d"))
    state.view.isPaused = true
    #expect(state.view.message == "detail: operations")
    #expect((state.restTime ?? 0) > 0)
    state = state.after(seconds: 60, of: PlainFilm.film)
    #expect(state.view.message == nil && state.restTime == nil)
  }

  @Test func shiftPansAndEscapeLetsGo() throws {
    let panned = try state(after: .shiftRight, .shiftDown, .character("?"))
    #expect(!panned.view.follows && panned.view.showsHelp)
    #expect(panned.view.panX > 0 && panned.view.panY > 0)
    let free = try state(after: .escape, from: panned)
    #expect(free.view.follows && !free.view.showsHelp)
    #expect(try state(after: .character("q")).isOver)
  }

  @Test func anyKeysAtAnyTimeStayInTheFilm() throws {
    let keys: [Key] =
      [
        .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .escape, .enter, .backspace,
        .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .wheelUp, .wheelDown, .click(x: 3, y: 4),
      ] + " []fbu+-?ds/x".unicodeScalars.map { .character($0) }
    let source = try Films.source()
    var state = PlayerState()
    var random: UInt64 = 42
    for _ in 0..<2_000 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      state = state.after(keys[Int(random >> 33) % keys.count], of: PlainFilm.film, from: source)
      state = state.after(seconds: Double(random >> 60) / 10, of: PlainFilm.film)
      #expect(state.time >= 0 && state.time <= 15 && !state.isOver)
    }
  }
}
