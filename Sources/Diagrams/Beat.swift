/// One event of the story: what gets its value, what travels, what moves.
public struct Beat: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
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

  public var kind: Kind
  /// Who gets a value or a gradient, or moves.
  public var boxes: [Int]
  /// Which of them stand out.
  public var marked: [Int]
  /// Along which something travels: forward in a forward beat, else back.
  public var arrows: [Int]
  /// The arithmetic: `∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6`.
  public var caption: String
  /// What boxes write as their gradient from here on, where it is not yet the whole.
  public var partialGradients: [Int: [String]]
  /// What boxes write as their value from here on: what parameters have become.
  public var newValues: [Int: [String]]
  /// From the scene's beginning, in beats.
  public var start: Double
  /// In beats.
  public var duration: Double

  public init(
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

  public var end: Double { start + duration }

  /// What travels arrives after this part of the beat; then its effect is seen.
  public static let arrival = 0.6
  /// The part of a beat at which one stops to look: all has arrived, and what acts is still marked.
  public static let stop = 0.8
}
