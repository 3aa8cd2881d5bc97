import Autodiff
import Letters
import Pictures
import Training

extension Depiction {
  /// A descent as a table: step, loss, learning rate, each parameter beside its gradient, the gradient's norm. A tensor of more than
  /// four numbers is summed up by its norm. Of a long run the first step, the last and some between them, as many as fit `rows`, with a
  /// note that says so. What never changes has no column, but is said above.
  /// - Parameter showsState: with what the rule remembers, as the film tells it: momentum's b, Adam's m and v.
  package func table(of descent: Descent, in model: Model, rows: Int = 25, showsState: Bool = false) -> Table {
    let format = NumberFormat(precision: precision)
    let shown = Self.thinned(descent, to: rows)
    let values = shown.map { descent.leafValues(at: $0) }
    let gradients = shown.map { descent.gradients(at: $0) }
    let loss = model.id(of: descent.run.loss)
    var columns = [
      Table.Column(head: "step", cells: shown.map { String($0.number) }),
      Table.Column(head: loss, cells: format.column(shown.map { $0.loss })),
    ]
    let rates = shown.map { $0.learningRate }
    if Set(rates).count > 1 { columns.append(Table.Column(head: "learning rate", cells: format.column(rates))) }
    let states = showsState ? shown.map { descent.updateState(before: $0.place) } : []
    let letters = UpdateTeller.letters(of: descent.run.rule, in: model)
    for (group, parameter) in descent.run.parameters.enumerated() {
      let isLarge = model.graph.shape(of: parameter).count > 4
      func cells(_ states: [[Int: Tensor]]) -> [String] {
        let values = states.map { $0[parameter] ?? Tensor(.nan) }
        if isLarge { return format.column(values.map { $0.scalars.norm }) }
        let shape = model.graph.shape(of: parameter)
        let wide = format.telling(apart: (0..<shape.count).map { entry in values.map { $0.scalars[entry] } })
        return values.map { wide.line($0) }
      }
      func head(_ name: String) -> String { isLarge ? "norm(\(name))" : name }
      let name = model.id(of: parameter)
      columns.append(Table.Column(head: head(name), cells: cells(values), group: group))
      columns.append(Table.Column(head: head("∂\(loss)/∂\(name)"), cells: cells(gradients), group: group))
      guard let offset = descent.offset(of: parameter) else { continue }
      let shape = model.graph.shape(of: parameter)
      func remembered(_ letter: String?, _ numbers: (UpdateState) -> [Double]) {
        guard let letter, showsState else { return }
        let states = states.map { state in
          state.map { [parameter: Tensor(shape: shape, scalars: Array(numbers($0)[offset..<offset + shape.count]))] }
            ?? [:]
        }
        columns.append(Table.Column(head: head("\(letter)(\(name))"), cells: cells(states), group: group))
      }
      remembered(letters.first) { $0.first }
      remembered(letters.second) { $0.second }
    }
    columns.append(Table.Column(head: "gradient norm", cells: format.column(shown.map { $0.gradientNorm })))
    var notes = [ending(of: descent, in: model)]
    if shown.count < descent.updateCount + 1 {
      notes.append("\(shown.count) of \(descent.updateCount + 1) states are shown")
    }
    if states.contains(where: { $0 == nil }) { notes.append("the run is too long for its state to be kept") }
    return Table(caption: caption(of: descent.run), columns: columns, notes: notes)
  }

  /// `"plain": gd, learning rate 0.05`.
  private func caption(of run: TrainingRun) -> String {
    let rate = NumberFormat(precision: precision).text(run.learningRate)
    return (run.name == run.rule.name ? "" : "\"\(run.name)\": ") + "\(run.rule.name), learning rate \(rate)"
  }

  /// `converged after 3 steps: L = 0.006561 is below 0.01`.
  package func ending(of descent: Descent, in model: Model) -> String {
    let format = NumberFormat(precision: precision)
    let steps = counted(descent.updateCount, "step")
    let last = descent.steps.last?.loss ?? .nan
    let loss = "\(model.id(of: descent.run.loss)) = \(format.text(last))"
    if descent.wasInterrupted { return "interrupted after \(steps): \(loss)" }
    switch descent.outcome {
    case .converged:
      let bound = descent.run.until.map { " is below \(format.text($0))" } ?? ", and nothing moves any more"
      return "converged after \(steps): \(loss)\(bound)"
    case .diverged: return "diverged after \(steps): \(loss)"
    case .stopped: return "stopped after \(steps): \(loss)"
    }
  }

  /// Every 1st, 2nd, 5th, 10th … step, and the last.
  private static func thinned(_ descent: Descent, to rows: Int) -> [Descent.Step] {
    var every = descent.stride
    for factor in [2, 5, 10].cycled(times: 10) {
      if descent.updateCount / every <= rows { break }
      every = factor * descent.stride
    }
    return descent.steps.filter { $0.number % every == 0 || $0.number == descent.updateCount }
  }
}

extension [Int] {
  /// `2, 5, 10, 20, 50, 100, …`.
  fileprivate func cycled(times: Int) -> [Int] {
    var decade = 1
    return (0..<times).flatMap { _ in
      defer { decade *= 10 }
      return map { $0 * decade }
    }
  }
}
