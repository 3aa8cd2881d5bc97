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
  private let makeChainRule: @Sendable (Int) -> ChainRule

  package init(
    diagram: Diagram, beats: [Beat], loss: String? = nil, learningRate: String? = nil,
    chainRule: @escaping @Sendable (_ box: Int) -> ChainRule = { _ in ChainRule() }
  ) {
    self.diagram = diagram
    self.beats = beats
    self.loss = loss
    self.learningRate = learningRate
    makeChainRule = chainRule
  }

  /// The chain rule that gives a box its gradient; empty where none is shown. It is written when it is asked for.
  package func chainRule(ofBox box: Int) -> ChainRule { makeChainRule(box) }

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

/// How a node's gradient comes about, in symbols and in numbers.
package struct ChainRule: Sendable, Equatable {
  /// `∂L/∂a = ∂L/∂b · ∂b/∂a + ∂L/∂c · ∂c/∂a`; empty if there is no gradient to show.
  package var symbols: String
  /// `6 · 1 + 2 · 3 = 12`.
  package var numbers: String

  package init(symbols: String = "", numbers: String = "") {
    self.symbols = symbols
    self.numbers = numbers
  }
}
