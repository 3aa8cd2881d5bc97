/// One event of the story: what gets its value, what travels, what moves.
package struct Beat: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Leaves have their values.
    case given
    /// Boxes get their values from what arrives on the arrows.
    case forward
    /// Every arrow gets the number of its local derivative.
    case local
    /// ∂L/∂L = 1.
    case seed
    /// Upstream × local travels back along the arrows.
    case backward
    /// Contributions add up where paths meet.
    case gather
    /// The product along all of a path.
    case path
    /// Parameters move.
    case update
    /// What has become of the loss.
    case helped = "help"
    /// How it ended.
    case outcome
  }

  /// What is told at once.
  package struct Portion: Sendable, Equatable {
    package var arrows: [Int]
    package var tellings: [Telling]

    package init(arrows: [Int], tellings: [Telling]) {
      self.arrows = arrows
      self.tellings = tellings
    }
  }

  package var kind: Kind
  /// Who gets a value or a gradient, or moves.
  package var boxes: [Int]
  /// Which of them stand out.
  package var marked: [Int]
  /// Along which something travels: forward in a forward beat, back in a backward one; on a path the whole of it.
  package var arrows: [Int]
  /// The arithmetic.
  package var tellings: [Telling]
  /// Parts of the beat that come one after the other, of a local beat: node by node. Else empty.
  package var portions: [Portion]
  /// What boxes write as their gradient from here on, where it is not yet the whole.
  package var partialGradients: [Int: [String]]
  /// What boxes write as their value from here on: what parameters have become.
  package var newValues: [Int: [String]]
  /// From the timeline's beginning, in beats.
  package var start: Double
  /// In beats.
  package var duration: Double

  package init(
    _ kind: Kind, boxes: [Int] = [], arrows: [Int] = [], tellings: [Telling] = [], portions: [Portion] = [],
    partialGradients: [Int: [String]] = [:], newValues: [Int: [String]] = [:], marked: [Int]? = nil,
    start: Double = 0, duration: Double = 1
  ) {
    self.kind = kind
    self.boxes = boxes
    self.marked = marked ?? boxes
    self.arrows = arrows
    self.tellings = tellings
    self.portions = portions
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

  /// Where one stops to look, as parts of the beat.
  package var stops: [Double] {
    guard portions.count > 1 else { return [Self.stop] }
    let share = Self.stop / Double(portions.count)
    return portions.indices.map { $0 == portions.count - 1 ? Self.stop : (Double($0) + 0.75) * share }
  }

  /// From where on something else is seen, as parts of the beat.
  package var changes: [Double] {
    [0, Self.arrival] + portions.indices.map { Self.stop * Double($0) / Double(portions.count) }
  }

  /// How many of the portions are there.
  package func portionCount(at progress: Double) -> Int {
    min(Int(progress / Self.stop * Double(portions.count)) + 1, portions.count)
  }

  /// How far equations are known: what is on its way has not arrived.
  package func known(at progress: Double) -> Telling.Part {
    switch kind {
    case .given, .local, .seed, .helped, .outcome: return .result
    case .forward, .backward, .gather, .path, .update:
      let parts = Telling.Part.allCases
      return progress >= Self.arrival ? .result : parts[min(Int(progress / Self.arrival * 3), 2)]
    }
  }

  /// All that it says, on one line, after at most so many equations how many more.
  package func caption(most: Int = 3, through part: Telling.Part = .result) -> String {
    let all = portions.isEmpty ? tellings : portions.flatMap { $0.tellings }
    let shown = all.prefix(most).map { $0.text(through: part) }.joined(separator: "; ")
    return all.count > most ? "\(shown); … and \(all.count - most) more" : shown
  }
}
