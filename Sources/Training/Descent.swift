import Autodiff
import Platform

/// A training run as it went: its states, thinned if it was long, and how it ended.
package struct Descent: Sendable {
  package let run: TrainingRun
  /// `stopped` also if the run was interrupted.
  package let outcome: TrainingRun.Outcome
  /// How many updates were made.
  package let updateCount: Int
  /// Every so-maniest step was kept, beside the first, the last and those asked for: 1 unless the run was long.
  package let stride: Int
  /// Whether it was ended from outside, before its own end.
  package let wasInterrupted: Bool
  /// Of each parameter, in the order of `run.parameters`.
  let shapes: [Shape]
  let record: Record

  /// Rows of loss, learning rate, gradient norm, parameters and gradients.
  final class Record: Sendable {
    /// Of each row, how many updates had been made; ascending.
    let numbers: [Int]
    let rows: [Double]
    /// Numbers of all parameters together.
    let parameterCount: Int

    init(numbers: [Int], rows: [Double], parameterCount: Int) {
      self.numbers = numbers
      self.rows = rows
      self.parameterCount = parameterCount
    }

    var width: Int { Record.width(parameterCount) }
    static func width(_ parameterCount: Int) -> Int { 3 + 2 * parameterCount }
  }
}

extension Descent {
  /// Where the run ended.
  package var last: Step { Step(record: record, row: record.numbers.count - 1) }

  /// The steps that were kept, in their order: the first is the start, the last where the run ended.
  package var steps: Steps { Steps(record: record) }

  package struct Steps: RandomAccessCollection, Sendable {
    let record: Record

    package var startIndex: Int { 0 }
    package var endIndex: Int { record.numbers.count }
    package subscript(index: Int) -> Step { Step(record: record, row: index) }
  }

  /// The state before update `number` + 1; the last is where the run ended.
  package struct Step: Sendable, Equatable {
    let record: Record
    let row: Int

    /// Where it stands among the steps that were kept.
    package var place: Int { row }
    private var base: Int { row * record.width }

    /// How many updates were made before.
    package var number: Int { record.numbers[row] }
    package var loss: Double { record.rows[base] }
    /// Of update `number` + 1.
    package var learningRate: Double { record.rows[base + 1] }
    /// The 2-norm of the gradient.
    package var gradientNorm: Double { record.rows[base + 2] }
    /// The parameters' numbers, one leaf after the other. Complexity: O(numbers).
    package var parameters: [Double] { Array(record.rows[base + 3..<base + 3 + record.parameterCount]) }
    /// ∂loss/∂parameter, in the same order; before clipping and decay. Complexity: O(numbers).
    package var gradient: [Double] { Array(record.rows[base + 3 + record.parameterCount..<base + record.width]) }

    package static func == (a: Step, b: Step) -> Bool {
      a.number == b.number && a.loss == b.loss && a.learningRate == b.learningRate && a.parameters == b.parameters
        && a.gradient == b.gradient
    }
  }

  /// The state after so many updates; a converged run keeps its last one for ever. Nil past the end of another run, and for a step
  /// that was not kept.
  /// Complexity: O(log steps).
  package func step(after updates: Int) -> Step? {
    let wanted = outcome == .converged ? Swift.min(updates, updateCount) : updates
    let numbers = record.numbers
    let place = numbers.partitioningIndex { $0 >= wanted }
    return place < numbers.count && numbers[place] == wanted ? steps[place] : nil
  }

  /// η of an update, from 1 on; past the end of a converged run, of its last one. Nil where there is none, and of a schedule
  /// that looks at the losses where the step before was not kept.
  package func learningRate(ofUpdate update: Int) -> Double? {
    let update = outcome == .converged ? Swift.min(update, updateCount) : update
    guard update > 0, update <= updateCount else { return nil }
    if run.schedule.plateau == nil {
      return run.schedule.rate(run.learningRate, at: update - 1, plateau: PlateauState())
    }
    return step(after: update - 1)?.learningRate
  }

  /// The parameters of a step, by leaf: bindings for `Graph.forwardTrace(at:)` and `Graph.rebuilt(leaves:)`.
  package func leafValues(at step: Step) -> [Int: Tensor] { tensors(step.parameters) }

  /// The gradient of a step, by leaf.
  package func gradients(at step: Step) -> [Int: Tensor] { tensors(step.gradient) }

  private func tensors(_ numbers: [Double]) -> [Int: Tensor] {
    var tensors: [Int: Tensor] = [:]
    var offset = 0
    for (leaf, shape) in zip(run.parameters, shapes) {
      tensors[leaf] = Tensor(shape: shape, scalars: Array(numbers[offset..<offset + shape.count]))
      offset += shape.count
    }
    return tensors
  }
}
