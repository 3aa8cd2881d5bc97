import Depiction
import Pictures
import Renderers
import Terminal
import Training

extension PlayerState {
  /// Speeds to choose from, in beats a second.
  static let speeds = [0.1, 0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 4, 6, 10, 16, 24, 32]

  /// After a key. Unknown keys do nothing, and none lets go on what was paused but the space.
  ///
  /// Another film may be chosen (`choice`); then `PlayerSession` makes it.
  package func after(_ key: Key, of film: Film, from source: FilmSource) -> PlayerState {
    var state = self
    if view.search != nil, state.search(key, film) { return state }
    switch key {
    case .character(let letter): state.take(letter, film, source)
    case .left: state.stand(at: film.time(before: time) ?? 0)
    case .right: state.stand(at: film.time(after: time, of: nil) ?? film.duration)
    case .up: state.time = film.time(time, movedByTimelines: -1)
    case .down: state.time = film.time(time, movedByTimelines: 1)
    case .home: state.time = 0
    case .end: state.stand(at: film.duration)
    case .pageUp: state.time = film.time(time, movedByTimelines: -10)
    case .pageDown: state.time = film.time(time, movedByTimelines: 10)
    case .tab: state.select(by: 1, film)
    case .backTab: state.select(by: -1, film)
    case .shiftLeft: state.pan(-8, 0)
    case .shiftRight: state.pan(8, 0)
    case .shiftUp, .wheelUp: state.pan(0, -4)
    case .shiftDown, .wheelDown: state.pan(0, 4)
    case .escape: state.letGo()
    case .enter, .backspace, .click: break
    }
    return state
  }

  private mutating func take(_ letter: Unicode.Scalar, _ film: Film, _ source: FilmSource) {
    switch letter {
    case "q", "Q": isOver = true
    case " " where view.steps && !view.isPaused:
      // Who presses it on the way to the next moment wants to be there.
      time = film.time(after: time) ?? film.duration
      view.isPaused = true
    case " ":
      view.isPaused.toggle()
      if !view.isPaused, time >= film.duration { time = 0 }
    case "s":
      view.steps.toggle()
      say(view.steps ? "stops at every moment" : "plays on")
    case "[": time = film.time(time, movedByTimelines: -1)
    case "]": time = film.time(time, movedByTimelines: 1)
    case "f": jump(to: .forward, "forward pass", film)
    case "b": jump(to: .backward, "backward pass", film)
    case "u": jump(to: .update, "update", film)
    case "+", "=": view.speed = Self.speeds.first { $0 > view.speed } ?? max(view.speed, 32)
    case "-", "_": view.speed = Self.speeds.last { $0 < view.speed } ?? min(view.speed, 0.1)
    case "/": view.search = ""
    case "?", "h": view.showsHelp.toggle()
    case "d":
      guard let place = source.details.firstIndex(of: choice.detail) else { return }
      choice.detail = source.details[(place + 1) % source.details.count]
      view.selectedBox = nil
      say("detail: \(choice.detail.rawValue)")
    case "r":
      guard source.runs.count > 1 else { return say(source.runs.isEmpty ? "no run" : "no other run") }
      choice.run = (choice.run + 1) % source.runs.count
      choice.doublings = 0
      time = 0
      say("run: \(source.runs[choice.run].name)")
    case "l": scaleRate(-1, source, film)
    case "L": scaleRate(1, source, film)
    default: break
    }
  }

  /// Jumps to a time and stays there.
  private mutating func stand(at time: Double) {
    self.time = time
    view.isPaused = true
  }

  private mutating func jump(to kind: Beat.Kind, _ words: String, _ film: Film) {
    if let stop = film.time(ofFirst: kind, after: time) {
      stand(at: stop)
    } else {
      say("no further \(words)")
    }
  }

  /// Through all boxes and none, from the one that acts on in the order of the story.
  private mutating func select(by step: Int, _ film: Film) {
    let order = film.order(at: time)
    guard !order.isEmpty else { return }
    guard let selected = view.selectedBox, let place = order.firstIndex(of: selected) else {
      let acting = film.moment(at: time).beat?.boxes.first
      view.selectedBox = acting ?? (step > 0 ? order.first : order.last)
      selectedFirst = view.selectedBox
      return
    }
    let next = order[(place + step + order.count) % order.count]
    view.selectedBox = next == selectedFirst ? nil : next
  }

  /// Letters of a name that is looked for: the first box that has them is selected.
  /// - Returns: whether the key belongs to the search.
  private mutating func search(_ key: Key, _ film: Film) -> Bool {
    guard var text = view.search else { return false }
    switch key {
    case .character(let letter): text.unicodeScalars.append(letter)
    case .backspace: if !text.isEmpty { text.unicodeScalars.removeLast() }
    case .enter:
      view.search = nil
      return true
    case .escape:
      view.search = nil
      view.selectedBox = nil
      return true
    default: return false
    }
    view.search = text
    let wanted = text.lowercased()
    let ids = film.timeline(film.timelineIndex(at: time)).diagram.boxes.map { $0.id.lowercased() }
    let found = ids.firstIndex(of: wanted) ?? ids.firstIndex { $0.hasPrefix(wanted) }
    view.selectedBox = text.isEmpty ? nil : found
    if found == nil, !text.isEmpty { say("no node \(text)") }
    return true
  }

  private mutating func pan(_ x: Int, _ y: Int) {
    view.follows = false
    view.panX += x
    view.panY += y
  }

  /// Help, selection and panning are over.
  private mutating func letGo() {
    view.showsHelp = false
    view.selectedBox = nil
    view.follows = true
  }

  private mutating func scaleRate(_ step: Int, _ source: FilmSource, _ film: Film) {
    guard source.runs.indices.contains(choice.run) else { return say("no run") }
    guard abs(choice.doublings + step) <= FilmChoice.doublingLimit else { return }
    choice.doublings += step
    time = 0
    if let run = source.run(choice) { say("learning rate \(film.text(run.learningRate))") }
  }
}
