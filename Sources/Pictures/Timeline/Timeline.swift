import Platform

/// One training step as it unfolds: the annotated graph, and the beats in which it comes about.
package struct Timeline: Sendable {
  /// Complete: every value, gradient and contribution, with its text.
  package var diagram: Diagram
  /// In order of time, one after the other.
  package var beats: [Beat]
  /// The loss as a text; nil if there is none.
  package var loss: String?
  /// η of this step's update as a text; nil without training.
  package var learningRate: String?
  private let makeTellings: @Sendable (Int) -> BoxTellings

  package init(
    diagram: Diagram, beats: [Beat], loss: String? = nil, learningRate: String? = nil,
    tellings: @escaping @Sendable (_ box: Int) -> BoxTellings = { _ in BoxTellings() }
  ) {
    self.diagram = diagram
    self.beats = beats
    self.loss = loss
    self.learningRate = learningRate
    makeTellings = tellings
  }

  /// What can be said of a box alone. It is written when it is asked for.
  package func tellings(ofBox box: Int) -> BoxTellings { makeTellings(box) }

  /// In beats.
  package var duration: Double { beats.last?.end ?? 0 }

  /// Which beat goes on at a time, and how far it is, 0…1. Before the beginning the first, after the end the last.
  package func beat(at time: Double) -> (index: Int, progress: Double) {
    guard !beats.isEmpty else { return (0, 1) }
    let index = max(beats.partitioningIndex { $0.start > time } - 1, 0)
    let beat = beats[index]
    guard beat.duration > 0 else { return (index, 1) }
    return (index, min(max((time - beat.start) / beat.duration, 0), 1))
  }
}

/// How one box comes to its numbers.
package struct BoxTellings: Sendable, Equatable {
  /// `ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8`
  package var value: Telling?
  /// `∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12`
  package var gradient: Telling?
  /// Along whole paths: `∂L/∂w1 = 6 · 1 · 2 = 12`.
  package var path: Telling?
  /// The arrows of those paths.
  package var arrows: [Int]

  package init(value: Telling? = nil, gradient: Telling? = nil, path: Telling? = nil, arrows: [Int] = []) {
    self.value = value
    self.gradient = gradient
    self.path = path
    self.arrows = arrows
  }
}
