import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Renderers

/// An SVG, and what was done to make it fit its frame.
package struct FittedPicture: Sendable {
  package let bytes: [UInt8]
  /// In the order in which they were taken.
  package let steps: [FitStep]
  /// What could not be had, and what helps; nil where the picture fits, or needs not.
  package let warning: String?

  /// `to fit 1600×900: narrower gaps, groups closed`; nil where nothing was done.
  package let account: String?
}

/// Tries one means after the other until a picture fits.
private struct FitSearch {
  let fit: Fit
  private(set) var steps: [FitStep] = []
  private(set) var excess = Double.infinity

  /// A picture that fits as it comes is measured once. Else each step is taken that makes it smaller, until it fits; what turns
  /// out not to have been needed is undone.
  mutating func run(
    _ candidates: [FitStep], excess measure: ([FitStep]) throws(SVGPictureError) -> Double
  ) throws(SVGPictureError) {
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

  /// The figure as SVG; with `fit`, made smaller until it fits, as far as what it is made of leaves open.
  /// - Parameters:
  ///   - chosen: What was asked for and stays as it is, with the option that asked for it.
  package func picture(
    _ depiction: Depiction, at state: TrainedState = TrainedState(), by picture: SVGPicture, fit: Fit?,
    chosen: [FitStep.Kind: String] = [:]
  ) throws(SVGPictureError) -> FittedPicture {
    try checkSize(depiction)
    var drawn: [[FitStep]: Diagram] = [:]
    func diagram(_ steps: [FitStep]) -> Diagram {
      let key = steps.filter { $0.kind == .groups || $0.kind == .turns }
      if let known = drawn[key] { return known }
      let diagram = self.diagram(depiction, at: state, for: .page, steps: key)
      drawn[key] = diagram
      return diagram
    }
    guard let fit else {
      return FittedPicture(bytes: try picture.bytes(of: diagram([])), steps: [], warning: nil, account: nil)
    }
    var drawings: [[FitStep]: SVGDrawing] = [:]
    let depth = model.groups.indices.map { model.path(ofGroup: $0).count }.max() ?? 0
    let turns: [FitStep] = depth > 0 ? (0..<depth).reversed().map { .groups(level: $0) } + [.turns] : []
    let all: [FitStep] = [.products, .gaps, .quiet, .leaves, .matrices] + turns + [.down] + (2...6).map { .rows($0) }
    let candidates = all.filter { chosen[$0.kind] == nil && !($0.kind == .down && picture.direction == .topToBottom) }
    var search = FitSearch(fit: fit)
    func excess(_ steps: [FitStep]) throws(SVGPictureError) -> Double {
      let diagram = diagram(steps)
      // What is so large is only counted.
      if diagram.boxes.count > Self.mostTried { return 1e6 * Double(diagram.boxes.count) }
      let drawing = try picture.drawing(of: diagram, steps)
      drawings[steps] = drawing
      return drawing.excess(in: fit)
    }
    try search.run(candidates, excess: excess)
    var drawing =
      if let known = drawings[search.steps] { known } else {
        try picture.drawing(of: diagram(search.steps), search.steps)
      }
    let frame = "\(Int(fit.width))×\(Int(fit.height))"
    let account =
      search.steps.isEmpty ? nil : "to fit \(frame): " + search.steps.map { $0.words }.joined(separator: ", ")
    if let account { drawing.diagram.summary += " Drawn " + account + "." }
    var warning: String?
    if search.excess > 1 {
      let helpful = FitStep.Kind.allCases.first { kind in
        chosen[kind] != nil
          && all.contains { step in
            step.kind == kind && ((try? excess(search.steps.with(step))) ?? .infinity) < search.excess * 0.9
          }
      }
      let advice = helpful.flatMap { chosen[$0] }.map { "without \($0) it would be larger" }
      warning =
        "text is smaller than \(Int(Fit.leastText)) px in \(frame); "
        + (advice ?? "--wrt, --of and --show=-formulas draw less, and --fit takes a larger frame")
    }
    return FittedPicture(
      bytes: drawing.bytes(picture.theme), steps: search.steps, warning: warning, account: account)
  }
}
