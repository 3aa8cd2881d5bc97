import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers

/// SVGs in one layout, and what was done to make them fit their frame.
package struct FittedPictures: Sendable {
  package let bytes: [[UInt8]]
  package let diagrams: [Diagram]
  /// In the order in which they are tried.
  package let steps: [FitStep]
  /// What could not be had, and what helps; nil where the pictures fit, or need not.
  package let warning: String?

  /// `to fit 1600×900: narrower gaps, groups closed`; nil where nothing was done.
  package let account: String?
}

/// Tries one means after the other until a picture fits.
private struct FitSearch {
  private(set) var steps: [FitStep] = []
  private(set) var excess = Double.infinity

  /// Other steps with which it fits.
  mutating func take(_ steps: [FitStep]) { self.steps = steps }

  /// A picture that fits as it comes is measured once. Else each step is taken that makes it smaller, until it fits; what turns
  /// out not to have been needed is undone.
  mutating func run(
    _ candidates: [FitStep], known: [FitStep]? = nil, excess measure: ([FitStep]) throws(SVGPictureError) -> Double
  ) throws(SVGPictureError) {
    if let known {
      (steps, excess) = (known, try measure(known))
      if excess <= 1 { return }
      steps = []
    }
    excess = try measure(steps)
    // Once more with what did not help before others did.
    for _ in 0..<2 {
      for step in candidates where excess > 1 && !steps.contains(step) {
        let more = steps.with(step)
        let reached = try measure(more)
        if reached <= 1 || reached < excess * 0.995 { (steps, excess) = (more, reached) }
      }
    }
    steps = candidates.filter { steps.contains($0) }
    guard excess <= 1, steps.count > 1 else { return }
    for step in steps.reversed() {
      let fewer = steps.filter { $0 != step }
      let reached = try measure(fewer)
      if reached <= 1 { (steps, excess) = (fewer, reached) }
    }
  }
}

extension FlowFile {
  /// More boxes are not laid out to see whether they fit.
  private static let mostTried = 150
  /// By how much text must be larger in rows.
  private static let leastGain = 1.3

  /// The figure as SVG, once for each state and in one layout; with `fit`, made smaller until it fits, as far as what was asked for
  /// leaves open.
  /// - Parameters:
  ///   - states: at least one.
  ///   - output: the node that is differentiated, if it is not the file's.
  ///   - chosen: What was asked for and stays as it is, with the option that asked for it.
  ///   - known: what made such a picture fit before; while it does, no other way is tried, and all stays where it stands.
  package func pictures(
    _ depiction: Depiction, at states: [TrainedState] = [TrainedState()], of output: Int? = nil,
    by picture: SVGPicture, fit: Fit?, chosen: [FitStep.Kind: String] = [:], run: String? = nil,
    known: [FitStep]? = nil
  ) throws(SVGPictureError) -> FittedPictures {
    try checkSize(depiction)
    var drawn: [[FitStep]: [Diagram]] = [:]
    func diagrams(_ steps: [FitStep]) -> [Diagram] {
      let key = steps.filter { $0.kind == .groups || $0.kind == .turns }
      if let known = drawn[key] { return known }
      let diagrams = states.map { diagram(depiction, at: $0, of: output, for: .page, steps: key, run: run) }
      drawn[key] = diagrams
      return diagrams
    }
    guard let fit else {
      let drawing = try picture.drawing(of: diagrams([]))
      return FittedPictures(
        bytes: drawing.bytes(picture.theme, idPrefix: picture.idPrefix), diagrams: drawing.diagrams, steps: [],
        warning: nil, account: nil)
    }
    let depth = model.groups.indices.map { model.path(ofGroup: $0).count }.max() ?? 0
    let turns: [FitStep] = depth > 0 ? (0..<depth).reversed().map { .groups(level: $0) } + [.turns] : []
    let all: [FitStep] =
      [.products, .captions, .gaps, .quiet, .leaves, .tensors] + turns + [.down] + (2...6).map { .rows($0) }
    let candidates = all.filter { chosen[$0.kind] == nil && !($0.kind == .down && picture.direction == .topToBottom) }
    var drawings: [[FitStep]: SVGDrawing] = [:]
    func excess(_ steps: [FitStep]) throws(SVGPictureError) -> Double {
      let diagrams = diagrams(steps)
      // What is so large is only counted.
      if diagrams[0].boxes.count > Self.mostTried { return 1e6 * Double(diagrams[0].boxes.count) }
      let drawing = try picture.drawing(of: diagrams, steps)
      drawings[steps] = drawing
      return drawing.excess(in: fit)
    }
    var search = FitSearch()
    try search.run(candidates, known: known, excess: excess)
    if search.excess <= 1, search.steps != known, chosen[.rows] == nil,
      let look = drawings[search.steps]?.look(in: fit)
    {
      // A strip is broken into rows where that makes its text much larger, and other steps are undone as long as it does.
      func isLarger(_ steps: [FitStep]) throws(SVGPictureError) -> Bool {
        try excess(steps) <= 1 && drawings[steps].map { $0.look(in: fit).text > Self.leastGain * look.text } ?? false
      }
      var rows = search.steps
      for count in 2...3 where look.isStrip && rows == search.steps {
        let more = rows.with(.rows(count))
        if try isLarger(more) { rows = more }
      }
      if rows != search.steps {
        for step in search.steps.reversed() {
          let fewer = rows.filter { $0 != step }
          if try isLarger(fewer) { rows = fewer }
        }
        search.take(rows)
      }
    }
    let steps = search.steps
    var drawing = if let known = drawings[steps] { known } else { try picture.drawing(of: diagrams(steps), steps) }
    let frame = "\(Int(fit.width))×\(Int(fit.height))"
    var account: String?
    if !steps.isEmpty {
      account = "to fit \(frame): " + steps.map { $0.words }.joined(separator: ", ")
      for index in drawing.diagrams.indices {
        drawing.diagrams[index].summary += " Drawn \(account ?? "")."
        drawing.diagrams[index].story? += " Drawn \(account ?? "")."
      }
    }
    var warning: String?
    if search.excess > 1 {
      // Whether one option less would do.
      let helpful = FitStep.Kind.allCases.compactMap { chosen[$0] }.first { option in
        var free = FitSearch()
        try? free.run(all.filter { chosen[$0.kind] == nil || chosen[$0.kind] == option }, excess: excess)
        return free.excess <= 1
      }
      let advice = helpful.map { "without \($0) it is larger" }
      warning =
        "text is smaller than \(Int(Fit.leastText)) px in \(frame); "
        + (advice ?? "--wrt, --of and --show=-formulas draw less, and --fit takes a larger frame")
    }
    return FittedPictures(
      bytes: drawing.bytes(picture.theme, idPrefix: picture.idPrefix), diagrams: drawing.diagrams, steps: steps,
      warning: warning, account: account)
  }
}
