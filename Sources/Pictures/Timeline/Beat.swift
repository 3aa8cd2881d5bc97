/// One event of the story: what gets its value, what travels, what moves.
package struct Beat: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Boxes get their values from what arrives on the arrows.
    case forward
    /// ∂L/∂L = 1.
    case seed
    /// Upstream × local travels back along the arrows.
    case backward
    /// Contributions add up where paths meet.
    case accumulate
    /// Parameters move.
    case update
    /// How it ended.
    case outcome
  }

  package var kind: Kind
  /// Who gets a value or a gradient, or moves.
  package var boxes: [Int]
  /// Which of them stand out.
  package var marked: [Int]
  /// Along which something travels: forward in a forward beat, else back.
  package var arrows: [Int]
  /// The arithmetic: `∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6`.
  package var caption: String
  /// What boxes write as their gradient from here on, where it is not yet the whole.
  package var partialGradients: [Int: [String]]
  /// What boxes write as their value from here on: what parameters have become.
  package var newValues: [Int: [String]]
  /// From the timeline's beginning, in beats.
  package var start: Double
  /// In beats.
  package var duration: Double

  package init(
    _ kind: Kind, boxes: [Int] = [], arrows: [Int] = [], caption: String = "",
    partialGradients: [Int: [String]] = [:], newValues: [Int: [String]] = [:], marked: [Int]? = nil,
    start: Double = 0, duration: Double = 1
  ) {
    self.kind = kind
    self.boxes = boxes
    self.marked = marked ?? boxes
    self.arrows = arrows
    self.caption = caption
    self.partialGradients = partialGradients
    self.newValues = newValues
    self.start = start
    self.duration = duration
  }

  package var end: Double { start + duration }

  /// What travels arrives after this part of the beat; then its effect is seen.
  package static let arrival = 0.6
  /// The part of a beat at which one stops to look: all has arrived, and what acts is still marked.
  package static let stop = 0.8
}
