import Autodiff

extension Descent {
  /// Asked after each update with the number of updates and the loss; false ends the run there.
  package typealias Watch = (_ updates: Int, _ loss: Double) -> Bool

  /// At most so many steps are kept, beside the first, the last and those asked for.
  package static let stepLimit = 10_000
  /// Numbers in a record, about: 64 MB of them. Runs of many parameters are thinned further for that.
  package static let numberLimit = 1 << 23

  /// Runs `run` in `graph` to its end and keeps every ⌈n/limit⌉-th of its n steps (fewer, where the parameters are so many that this
  /// would exceed `numberLimit`), the first, the last and those of `wanted`.
  ///
  /// A run that ends before its last permitted step is run a second time if it was thinned more than its length requires.
  /// - Parameters:
  ///   - wanted: steps to be kept whatever the length: those that a claim or the user names.
  ///   - limit: about how many steps are kept; 0 for none but the first, the last and `wanted`.
  ///   - last: no more updates than these are made.
  /// - Complexity: O(updates · (nodes + entries)), without allocation per update.
  package init(
    of run: TrainingRun, in graph: Graph, keeping wanted: Set<Int> = [], limit: Int = stepLimit,
    upTo last: Int = .max,
    goesOn: Watch? = nil
  ) {
    let shapes = run.parameters.map { graph.shape(of: $0) }
    let count = shapes.reduce(0) { $0 + $1.count }
    let longest = Self.stride(updates: run.steps, parameterCount: count, limit: limit)
    var descent = Self.recorded(run, in: graph, shapes, every: longest, keeping: wanted, upTo: last, goesOn)
    let needed = Self.stride(updates: descent.updateCount, parameterCount: count, limit: limit)
    if !descent.wasInterrupted, needed < longest {
      descent = Self.recorded(run, in: graph, shapes, every: needed, keeping: wanted, upTo: last, goesOn)
    }
    self = descent
  }

  /// Every so-maniest of n steps is kept.
  static func stride(updates: Int, parameterCount: Int, limit: Int = stepLimit) -> Int {
    guard limit > 0 else { return .max }
    let rows = Swift.max(1, Swift.min(limit, numberLimit / Record.width(parameterCount)))
    return Swift.max(1, updates / rows + (updates % rows == 0 ? 0 : 1))
  }

  private static func recorded(
    _ run: TrainingRun, in graph: Graph, _ shapes: [Shape], every stride: Int, keeping wanted: Set<Int>,
    upTo last: Int, _ goesOn: Watch?
  ) -> Descent {
    var loop = DescentLoop(run, in: graph)
    let count = shapes.reduce(0) { $0 + $1.count }
    let width = Record.width(count)
    let rowLimit = run.steps / stride + 2 + wanted.count
    var numbers: [Int] = []
    var rows: [Double] = []
    numbers.reserveCapacity(rowLimit)
    rows.reserveCapacity(Swift.min(rowLimit * width, numberLimit))
    func keep(_ loop: borrowing DescentLoop) {
      numbers.append(loop.updateCount)
      rows.append(loop.loss)
      rows.append(loop.learningRate)
      rows.append(loop.gradientNorm)
      loop.appendState(to: &rows)
    }
    keep(loop)
    var isInterrupted = false
    // Until the next step that belongs to the stride.
    var left = stride
    while loop.outcome == nil, !isInterrupted, loop.updateCount < last {
      loop.update()
      left -= 1
      if let goesOn { isInterrupted = !goesOn(loop.updateCount, loop.loss) && loop.outcome == nil }
      if left == 0 || loop.outcome != nil || isInterrupted || loop.updateCount == last
        || (!wanted.isEmpty && wanted.contains(loop.updateCount))
      {
        keep(loop)
      }
      if left == 0 { left = stride }
    }
    return Descent(
      run: run, outcome: loop.outcome ?? .stopped, updateCount: loop.updateCount, stride: stride,
      wasInterrupted: isInterrupted, shapes: shapes,
      record: Record(numbers: numbers, rows: rows, parameterCount: count))
  }
}
