import Autodiff

/// A training run under way: one tape, stepped in place, without allocation per step.
///
/// ```swift
/// var loop = DescentLoop(run, in: graph)
/// while loop.outcome == nil { loop.update() }
/// ```
public struct DescentLoop: ~Copyable {
  public let run: TrainingRun
  /// Updates made so far.
  public private(set) var updateCount = 0
  /// The loss at the present parameters.
  public private(set) var loss = 0.0
  /// How the run ended; nil while it goes on.
  public private(set) var outcome: Descent.Outcome?
  public let tape: GradientTape
  private var state: UpdateState
  private var plateau = PlateauState()
  private let plateauRule: (factor: Double, patience: Int, from: Int)?
  private var firstLoss = 0.0
  private var lastChange = 0.0
  private var risesInARow = 0

  /// Evaluates the loss at the start.
  /// - Precondition: the loss holds one number; the parameters are leaves.
  public init(_ run: TrainingRun, in graph: Graph) {
    self.run = run
    tape = GradientTape(graph, output: run.loss)
    for (leaf, value) in run.start { tape.setLeaf(leaf, to: value) }
    state = run.rule.initialState(count: run.parameters.reduce(0) { $0 + graph.shape(of: $1).count })
    plateauRule = run.schedule.plateau
    tape.step()
    loss = tape.value
    firstLoss = loss
    judge()
  }

  /// η of the next update.
  public var learningRate: Double {
    run.schedule.isConstant
      ? run.learningRate : run.schedule.rate(run.learningRate, at: updateCount, plateau: plateau)
  }

  /// The 2-norm of the gradient at the present parameters.
  public var gradientNorm: Double {
    var squares = 0.0
    for leaf in run.parameters {
      tape.updateLeaf(leaf) { _, gradient in for g in gradient { squares += g * g } }
    }
    return squares.squareRoot()
  }

  /// Makes one update and evaluates the loss and its gradient anew. Without effect once there is an outcome.
  public mutating func update() {
    guard outcome == nil else { return }
    let rate = learningRate
    // As PyTorch: max/(norm + 1e-6), and never above 1.
    let scale = run.clipNorm.map { min(1, $0 / (gradientNorm + 1e-6)) } ?? 1
    state.beginUpdate()
    var offset = 0
    for leaf in run.parameters {
      tape.updateLeaf(leaf) { parameters, gradient in
        run.rule.update(
          parameters, gradient: gradient, state: &state, offset: offset, learningRate: rate,
          decay: run.weightDecay, scale: scale)
      }
      offset += tape.graph.shape(of: leaf).count
    }
    updateCount += 1
    tape.step()
    let before = loss
    loss = tape.value
    lastChange = loss - before
    risesInARow = loss > before ? risesInARow + 1 : 0
    if let (factor, patience, from) = plateauRule, updateCount > from {
      plateau.observe(loss, rate: run.learningRate, factor: factor, patience: patience)
    }
    judge()
  }

  /// Whether the run is over, by the rules of the language's page on training.
  private mutating func judge() {
    if let until = run.until, loss < until {
      outcome = .converged
    } else if !loss.isFinite || !parametersAreFinite {
      outcome = .diverged
    } else if updateCount >= run.steps {
      outcome = outcomeAfterAllSteps
    }
  }

  private var outcomeAfterAllSteps: Descent.Outcome {
    let rose = updateCount > 0 && loss > firstLoss && risesInARow >= min(5, updateCount)
    if rose || loss > 1_000 * max(1, abs(firstLoss)) { return .diverged }
    let settled = gradientNorm <= 1e-6 && abs(lastChange) <= 1e-9 * max(1, abs(loss))
    return run.until == nil && settled ? .converged : .stopped
  }

  private var parametersAreFinite: Bool {
    var finite = true
    for leaf in run.parameters {
      tape.updateLeaf(leaf) { parameters, _ in for w in parameters where !w.isFinite { finite = false } }
    }
    return finite
  }
}
