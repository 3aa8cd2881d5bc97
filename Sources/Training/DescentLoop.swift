import Autodiff

/// A training run under way: one tape, stepped in place, without allocation per step.
///
/// ```swift
/// var loop = DescentLoop(run, in: graph)
/// while loop.outcome == nil { loop.update() }
/// ```
package struct DescentLoop: ~Copyable {
  package let run: TrainingRun
  /// The values and the gradient at the present parameters.
  package let tape: GradientTape
  /// Updates made so far.
  package private(set) var updateCount = 0
  /// The loss at the present parameters.
  package private(set) var loss = 0.0
  /// How the run ended; nil while it goes on.
  package private(set) var outcome: TrainingRun.Outcome?

  /// Neighbouring leaves that the loss depends on, as one stretch of the tape.
  private struct Stretch {
    var values: UnsafeMutableBufferPointer<Double>
    var gradient: UnsafeBufferPointer<Double>
    /// The place of its first number in the update rule's state.
    let offset: Int
  }
  private let stretches: [Stretch]
  // What every step reads of the run, at hand.
  private let rule: UpdateRule
  private let baseRate: Double
  private let clipNorm: Double?
  private let weightDecay: Double
  private let until: Double?
  private let stepLimit: Int
  private var state: UpdateState
  private let isConstant: Bool
  private let plateauRule: (factor: Double, patience: Int, from: Int)?
  private var plateau = PlateauState()
  private var firstLoss = 0.0
  private var lastChange = 0.0
  private var risesInARow = 0

  /// Evaluates the loss at the start.
  /// - Precondition: the loss holds one number; the parameters are leaves.
  /// - Complexity: O(nodes + entries).
  package init(_ run: TrainingRun, in graph: Graph) {
    self.run = run
    tape = GradientTape(graph, output: run.loss)
    for (leaf, value) in run.start { tape.setLeaf(leaf, to: value) }
    var stretches: [Stretch] = []
    var count = 0
    for leaf in run.parameters {
      guard let (values, gradient) = tape.buffers(of: leaf), let start = values.baseAddress else { continue }
      if let last = stretches.last, let begin = last.values.baseAddress, begin + last.values.count == start {
        let joined = last.values.count + values.count
        stretches[stretches.count - 1].values = UnsafeMutableBufferPointer(start: begin, count: joined)
        stretches[stretches.count - 1].gradient = UnsafeBufferPointer(start: last.gradient.baseAddress, count: joined)
      } else {
        stretches.append(Stretch(values: values, gradient: gradient, offset: count))
      }
      count += values.count
    }
    self.stretches = stretches
    rule = run.rule
    baseRate = run.learningRate
    clipNorm = run.clipNorm
    weightDecay = run.weightDecay
    until = run.until
    stepLimit = run.steps
    state = run.rule.initialState(count: count)
    isConstant = run.schedule == .constant
    plateauRule = run.schedule.plateau
    tape.step()
    loss = tape.value
    firstLoss = loss
    judge()
  }

  /// η of the next update.
  package var learningRate: Double {
    isConstant ? baseRate : run.schedule.rate(run.learningRate, at: updateCount, plateau: plateau)
  }

  /// The 2-norm of the gradient at the present parameters.
  package var gradientNorm: Double {
    var squares = 0.0
    for stretch in stretches { for g in stretch.gradient { squares += g * g } }
    return squares.squareRoot()
  }

  /// Makes one update and evaluates the loss and its gradient anew. Without effect once there is an outcome.
  package mutating func update() {
    guard outcome == nil else { return }
    let rate = learningRate
    // No closure here: it would copy all of the loop.
    var scale = 1.0
    if let clipNorm { scale = Self.clipping(gradientNorm, to: clipNorm) }
    state.beginUpdate()
    for stretch in stretches {
      rule.update(
        stretch.values, gradient: stretch.gradient, state: &state, offset: stretch.offset, learningRate: rate,
        decay: weightDecay, scale: scale)
    }
    updateCount += 1
    tape.step()
    let before = loss
    loss = tape.value
    lastChange = loss - before
    risesInARow = loss > before ? risesInARow + 1 : 0
    if let (factor, patience, from) = plateauRule, updateCount > from {
      plateau.observe(loss, rate: baseRate, factor: factor, patience: patience)
    }
    judge()
  }

  /// What the gradient is multiplied with, as in `torch.nn.utils.clip_grad_norm_`: limit/(norm + 1e-6), never above 1. A norm that is no
  /// number makes the whole gradient none.
  static func clipping(_ norm: Double, to limit: Double) -> Double {
    norm.isNaN ? .nan : min(1, limit / (norm + 1e-6))
  }

  // MARK: The end

  /// Whether the run is over, by the rules of the language's page on training.
  @inline(__always)
  private mutating func judge() {
    if !loss.isFinite || !parametersAreFinite {
      outcome = .diverged
    } else if let until, loss < until {
      outcome = .converged
    } else if loss == 0, weightDecay == 0, hasSettled {
      // Nothing moves any more: whatever steps are left would end alike.
      outcome = .converged
    } else if updateCount >= stepLimit {
      outcome = outcomeAfterAllSteps
    }
  }

  private var outcomeAfterAllSteps: TrainingRun.Outcome {
    let rose = updateCount > 0 && loss > firstLoss && risesInARow >= min(5, updateCount)
    if rose || loss > 1_000 * max(1, abs(firstLoss)) { return .diverged }
    return hasSettled ? .converged : .stopped
  }

  private var hasSettled: Bool {
    until == nil && gradientNorm <= 1e-6 && abs(lastChange) <= 1e-9 * max(1, abs(loss))
  }

  @inline(__always)
  private var parametersAreFinite: Bool {
    // 0·w is 0, but of what is not finite it is NaN.
    var probe = 0.0
    for stretch in stretches { for w in stretch.values { probe += w * 0 } }
    return probe == 0
  }
}

extension DescentLoop {
  /// Appends the parameters' numbers, then their gradients, both in the order of `run.parameters`. A parameter that the loss does not
  /// depend on never moves and has gradient 0.
  func appendState(to numbers: inout [Double]) {
    for leaf in run.parameters {
      if let (values, _) = tape.buffers(of: leaf) {
        numbers.append(contentsOf: values)
      } else {
        numbers.append(contentsOf: (run.start[leaf] ?? tape.graph.leafValue(of: leaf)).scalars)
      }
    }
    for leaf in run.parameters {
      if let (_, gradient) = tape.buffers(of: leaf) {
        numbers.append(contentsOf: gradient)
      } else {
        for _ in 0..<tape.graph.shape(of: leaf).count { numbers.append(0) }
      }
    }
  }

  /// The parameters as they are now, by leaf.
  package var parameters: [Int: Tensor] {
    var parameters: [Int: Tensor] = [:]
    for leaf in run.parameters {
      let scalars = tape.buffers(of: leaf).map { Array($0.values) }
      parameters[leaf] =
        scalars.map { Tensor(shape: tape.graph.shape(of: leaf), scalars: $0) }
        ?? run.start[leaf] ?? tape.graph.leafValue(of: leaf)
    }
    return parameters
  }
}
