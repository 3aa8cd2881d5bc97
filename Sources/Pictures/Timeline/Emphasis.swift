/// What of a diagram is there at one moment, and what is happening.
package struct Emphasis: Sendable, Equatable {
  /// What a box shows of one of its numbers.
  package enum Shown: Sendable, Equatable {
    case hidden
    /// The diagram's own text.
    case whole
    /// Something else: a part of a sum, or what a parameter has become.
    case text([String])
  }

  /// Something on its way along an arrow.
  package struct Pulse: Sendable, Equatable {
    package var arrow: Int
    /// 0 where it set out, 1 where it arrives: at the target forward, at the source backward.
    package var position: Double
    package var isForward: Bool

    package init(arrow: Int, position: Double, isForward: Bool) {
      self.arrow = arrow
      self.position = position
      self.isForward = isForward
    }
  }

  /// One for each box.
  package var values: [Shown]
  package var gradients: [Shown]
  /// Boxes of which it is known that something looks wrong.
  package var markedWrong: Set<Int>
  /// Boxes that act.
  package var activeBoxes: Set<Int>
  package var pulses: [Pulse]
  /// Arrows of which the local derivative is known as a number.
  package var derived: Set<Int>
  /// Arrows along which a contribution has come in this timeline.
  package var delivered: Set<Int>
  /// Arrows of a path that is being told as a whole.
  package var path: Set<Int>
  /// What happens; nil in an empty timeline.
  package var kind: Beat.Kind?

  package init(boxCount: Int) {
    values = Array(repeating: .hidden, count: boxCount)
    gradients = values
    (markedWrong, activeBoxes, derived, delivered, path) = ([], [], [], [], [])
    pulses = []
    kind = nil
  }
}

extension Timeline {
  /// What is there once `progress` (0…1) of a beat has passed. O(boxes + beats' parts).
  package func emphasis(inBeat index: Int, progress: Double) -> Emphasis {
    var emphasis = Emphasis(boxCount: diagram.boxes.count)
    guard beats.indices.contains(index) else {
      return emphasis
    }
    for beat in beats[..<index] { emphasis.take(beat) }
    let beat = beats[index]
    emphasis.kind = beat.kind
    emphasis.activeBoxes = Set(beat.marked)
    let position = min(progress / Beat.arrival, 1)
    switch beat.kind {
    case .forward, .backward:
      let isForward = beat.kind == .forward
      emphasis.pulses = beat.arrows.map { Emphasis.Pulse(arrow: $0, position: position, isForward: isForward) }
      if position >= 1 || beat.arrows.isEmpty { emphasis.take(beat) }
    case .gather, .update: if position >= 1 { emphasis.take(beat) }
    case .local:
      for portion in beat.portions.prefix(beat.portionCount(at: progress)) {
        emphasis.derived.formUnion(portion.arrows)
      }
    case .path: emphasis.path = Set(beat.arrows)
    case .given, .seed, .helped, .outcome: emphasis.take(beat)
    }
    // What looks wrong is seen once its cause is: all that flows back has arrived.
    let isPast = !beats[index...].contains { $0.kind == .forward || $0.kind == .backward || $0.kind == .gather }
    for (box, shown) in emphasis.gradients.enumerated() where isPast || shown == .whole {
      emphasis.markedWrong.insert(box)
    }
    return emphasis
  }
}

extension Emphasis {
  /// The effect of a beat.
  fileprivate mutating func take(_ beat: Beat) {
    switch beat.kind {
    case .given, .forward: for box in beat.boxes { values[box] = .whole }
    case .local: for portion in beat.portions { derived.formUnion(portion.arrows) }
    case .seed, .backward, .gather:
      delivered.formUnion(beat.arrows)
      for box in beat.boxes { gradients[box] = beat.partialGradients[box].map(Shown.text) ?? .whole }
    case .update: for (box, lines) in beat.newValues { values[box] = .text(lines) }
    case .path, .helped, .outcome: break
    }
  }
}
