import Autodiff
import Pictures
import Training

extension Depiction {
  /// More are not written out.
  private static let mostMoves = 12

  /// The update that follows on a state of a run: `w1 ← 1 − 0.05·12 = 0.4`, and what becomes of the loss. Nil where none follows, or the
  /// state is none of the run's.
  package func update(of run: TrainingRun, after state: TrainedState, in model: Model) -> UpdateLine? {
    guard state.step > 0 || run.start.isEmpty else { return nil }
    let descent = Descent(
      of: run, in: model.graph, keeping: [state.step, state.step + 1], limit: 0, upTo: state.step + 1)
    guard let now = descent.steps.first(where: { $0.number == state.step }),
      let next = descent.steps.first(where: { $0.number == state.step + 1 })
    else { return nil }
    let (old, new, gradients) = (
      descent.leafValues(at: now), descent.leafValues(at: next), descent.gradients(at: now)
    )
    // A state of another run has other values.
    guard state.leaves.allSatisfy({ old[$0.key]?.scalars == $0.value.scalars }) else { return nil }
    let format = NumberFormat(precision: precision)
    let isPlain = run.rule == .gradientDescent && run.clipNorm == nil && run.weightDecay == 0
    let rate = format.text(now.learningRate)
    let moves = run.parameters.prefix(Self.mostMoves).compactMap { leaf -> UpdateLine.Move? in
      guard let from = old[leaf], let to = new[leaf], let slope = gradients[leaf] else { return nil }
      let name = Formula.name(model.id(of: leaf), node: leaf)
      let (start, end) = (format.line(from), format.line(to))
      guard isPlain, from.scalars.count <= 6 else {
        return .init(name: name, start: "= " + start, gradient: nil, relation: "→", end: end)
      }
      let isExact = zip(zip(from.scalars, slope.scalars), to.scalars).allSatisfy { pair, end in
        format.text(format.printed(pair.0) - format.printed(now.learningRate) * format.printed(pair.1))
          == format.text(end)
      }
      let factor = slope.scalar.map { format.operand($0) } ?? format.line(slope)
      return .init(
        name: name, start: "← \(start) − \(rate)·", gradient: factor, relation: isExact ? "=" : "≈", end: end)
    }
    guard !moves.isEmpty else { return nil }
    let (before, after) = (format.text(now.loss), format.text(next.loss))
    return UpdateLine(
      head: isPlain ? "One step down, rate \(rate)" : "One step of \(run.rule.name), rate \(rate)", moves: moves,
      loss: .name(model.id(of: run.loss), node: run.loss),
      verb: before == after ? "stays" : now.loss > next.loss ? "falls" : "rises", before: before, after: after)
  }
}
