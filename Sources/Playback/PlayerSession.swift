import Depiction
import Pictures
import Renderers
import Terminal
import Training

/// A film as it is being watched: what was chosen, and the film that follows from it.
package struct PlayerSession: Sendable {
  package let source: FilmSource
  package private(set) var state: PlayerState
  package private(set) var film: Film
  /// The run that is seen; nil without one.
  package private(set) var descent: Descent?

  /// - Parameter goesOn: asked after each update of the run; false ends it there.
  package init(
    _ source: FilmSource, state: PlayerState, goesOn: Descent.Watch? = nil
  ) {
    self.source = source
    self.state = state
    descent = source.descent(state.choice, goesOn: goesOn)
    film = source.film(state.choice, descent: descent, goesOn: goesOn)
  }

  /// Whether the film has been seen to its end.
  package var isAtEnd: Bool { state.time >= film.duration }

  /// What is known of it by now, a line each.
  package var sum: [String] { film.sum(at: state.time) }

  /// - Parameter goesOn: asked after each update if the key asks for a run; false ends the run there, and what has been done
  ///   of it is seen.
  /// - Returns: whether it is another film now.
  @discardableResult
  package mutating func press(
    _ key: Key, goesOn: Descent.Watch? = nil
  ) -> Bool {
    let before = state.choice
    state = state.after(key, of: film, from: source)
    guard state.choice != before else { return false }
    if (state.choice.run, state.choice.doublings) != (before.run, before.doublings) {
      descent = source.descent(state.choice, goesOn: goesOn)
    }
    let old = film
    film = source.film(state.choice, descent: descent, goesOn: goesOn)
    // The same run seen otherwise goes on at the same event of the same training step.
    if state.time > 0 {
      let timeline = old.timelineIndex(at: state.time)
      let within = state.time - old.time(ofTimeline: timeline)
      state.time = film.time(in: timeline, like: old.timeline(timeline), at: within)
    }
    return true
  }

  /// Jumps to a time, in beats.
  package mutating func go(to time: Double) { state.time = time }

  /// Selects a box, or none.
  package mutating func select(_ box: Int?) { state.view.selectedBox = box }

  /// The graph is moved from here on from where it is seen now, rather than from where it was moved to last.
  package mutating func pan(from corner: (x: Int, y: Int)) {
    state.view.panX = corner.x
    state.view.panY = corner.y
  }

  package mutating func pass(seconds: Double) { state = state.after(seconds: seconds, of: film) }
}
