import Autodiff
import Pictures
import Training

extension BeatCaptions {
  /// Parameters move to where the next timeline finds them.
  /// - Parameter places: in the run's list of parameters.
  func update(_ places: [Int]) -> Beat {
    guard let descent = story.descent else { return Beat(.update) }
    let (step, next) = (descent.steps[timeline], descent.steps[timeline + 1])
    let old = descent.leafValues(at: step)
    let new = descent.leafValues(at: next)
    let gradient = descent.gradients(at: step)
    var boxes: [Int] = []
    var values: [Int: [String]] = [:]
    var captions: [String] = []
    for leaf in places.map({ descent.run.parameters[$0] }) {
      guard let from = old[leaf], let to = new[leaf], let slope = gradient[leaf] else { continue }
      let box = story.boxOfNode[leaf]
      if box >= 0 {
        boxes.append(box)
        values[box] = format.lines(to)
      }
      let name = graph.model.id(of: leaf)
      captions.append(
        isPlain(descent.run) && next.number == step.number + 1
          ? plain(name, from, slope, to, rate: step.learningRate)
          : "\(name): \(format.line(from)) → \(format.line(to)) (\(how(descent.run, next.number - step.number)))")
    }
    return Beat(.update, boxes: boxes, caption: joined(captions), newValues: values)
  }

  /// Whether w ← w − η·g is all that there is to it.
  private func isPlain(_ run: TrainingRun) -> Bool {
    run.rule == .gradientDescent && run.clipNorm == nil && run.weightDecay == 0
  }

  /// `adam`, `gd, clipped`, `10 updates of adam`.
  private func how(_ run: TrainingRun, _ updates: Int) -> String {
    var text = updates == 1 ? run.rule.name : "\(updates) updates of \(run.rule.name)"
    if run.clipNorm != nil { text += ", gradient clipped" }
    if run.weightDecay != 0 { text += ", with decay" }
    return text
  }

  /// `w1 ← 1 − 0.05·12 = 0.4`.
  private func plain(_ name: String, _ from: Tensor, _ slope: Tensor, _ to: Tensor, rate: Double) -> String {
    let η = format.text(rate)
    guard let w = from.scalar, let g = slope.scalar, let end = to.scalar else {
      guard from.scalars.count <= 6 else { return "\(name) ← \(name) − \(η)·∂\(graph.outputName)/∂\(name)" }
      let isExact = zip(zip(from.scalars, slope.scalars), to.scalars).allSatisfy { pair, end in
        isTrue(pair.0, rate, pair.1, end)
      }
      return "\(name) ← \(format.line(from)) − \(η)·\(format.line(slope)) \(isExact ? "=" : "≈") \(format.line(to))"
    }
    return
      "\(name) ← \(format.text(w)) − \(η)·\(format.operand(g)) \(isTrue(w, rate, g, end) ? "=" : "≈") \(format.text(end))"
  }

  /// Whether the printed numbers give the printed result.
  private func isTrue(_ w: Double, _ rate: Double, _ g: Double, _ end: Double) -> Bool {
    format.text(format.printed(w) - format.printed(rate) * format.printed(g)) == format.text(end)
  }
}
