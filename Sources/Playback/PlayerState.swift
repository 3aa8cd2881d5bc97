import Depiction
import Pictures
import Renderers

/// What a viewer has chosen so far: a value, from which with the film every frame follows.
package struct PlayerState: Sendable, Equatable {
  /// In beats from the film's beginning.
  package var time: Double
  package var view: FilmView
  package var choice: FilmChoice
  /// Whether the viewer has had enough.
  package var isOver = false
  /// Where going through the boxes began.
  var selectedFirst: Int?
  /// For how many seconds the message is still shown.
  var messageTime = 0.0

  package init(time: Double = 0, view: FilmView = FilmView(), choice: FilmChoice = FilmChoice()) {
    self.time = time
    self.view = view
    self.choice = choice
  }

  /// How many seconds a message stays.
  static let messageDuration = 2.5

  /// Says something for a while.
  mutating func say(_ message: String) {
    view.message = message
    messageTime = Self.messageDuration
  }

  /// After some seconds of watching. At its end the film pauses.
  package func after(seconds: Double, of film: Film) -> PlayerState {
    var state = self
    if state.view.message != nil {
      state.messageTime -= seconds
      if state.messageTime <= 0 { state.view.message = nil }
    }
    guard !view.isPaused else { return state }
    state.time = min(time + max(seconds, 0) * view.speed, film.duration)
    if view.steps, let stop = film.time(after: time), stop <= state.time {
      state.time = stop
      state.view.isPaused = true
    }
    if state.time >= film.duration { state.view.isPaused = true }
    return state
  }

  /// In how many seconds the picture changes by itself: 0 while the film plays; nil: never, so that nothing need be done.
  package var restTime: Double? {
    if !view.isPaused { return 0 }
    return view.message == nil ? nil : max(messageTime, 0)
  }
}
