import Autodiff
import FlowLanguage
import Training
import Verification

/// A computation with all that is known of it: values, local derivatives, gradients, and its training runs and claims.
///
/// Nodes are asked for by the handle that the builder gave, or by name.
///
/// ```swift
/// let figure = try FlowFile.read("graphs/delivery-time.flow").figure
/// figure.gradient(of: "w1")  // 12
/// print(figure)              // the picture
/// ```
public struct Figure: Sendable {
  package let file: FlowFile
  /// The leaf values, where they are not the file's own.
  package let state: TrainedState
  /// At the state.
  package let model: Model
  let linearization: Linearization
  /// Adjoints and contributions; nil if nothing is differentiated.
  let backwardTrace: BackwardTrace?
  /// Whose gradients pictures show; nil: the parameters'.
  private(set) var sources: [Int]?
  /// Whose handles are good here.
  private let builder: Identity?
  private let places: [Int]?

  private struct Identity: Equatable, @unchecked Sendable {
    let recording: Recording
    let generation: UInt32
  }

  /// The figure of a flow file.
  /// Complexity: O(nodes + entries).
  package init(of file: FlowFile) { self.init(of: file, at: TrainedState(), builder: nil, places: nil) }

  init(of model: Model, builtBy node: Node, places: [Int]?) {
    self.init(
      of: FlowFile(of: model), at: TrainedState(),
      builder: Identity(recording: node.recording, generation: node.generation), places: places)
  }

  private init(of file: FlowFile, at state: TrainedState, builder: Identity?, places: [Int]?) {
    var model = file.model
    model.graph = model.graph.rebuilt(leaves: state.leaves)
    self.file = file
    self.state = state
    self.model = model
    linearization = model.graph.forwardTrace().linearization()
    backwardTrace = model.output.map { [linearization] in linearization.backwardTrace(from: $0) }
    self.builder = builder
    self.places = places
  }

  /// The same figure at other leaf values.
  func moved(to state: TrainedState) -> Figure {
    var moved = Figure(of: file, at: state, builder: builder, places: places)
    moved.sources = sources
    return moved
  }

  /// The node's index in `model.graph`.
  /// - Precondition: the node was made by the figure's builder, before the figure.
  package func index(of node: Node) -> Int {
    precondition(
      builder == Identity(recording: node.recording, generation: node.generation),
      "this node is not of the figure's builder")
    let number = Int(node.number)
    precondition(number < model.graph.nodeCount, "this node was made after the figure")
    return places?[number] ?? number
  }

  /// The figure's caption.
  public var title: String? { model.title }

  /// The training steps that its parameters have behind them: 0 unless it comes from `Training.figure(at:)`.
  public var step: Int { state.step }

  /// What the node computes.
  /// - Precondition: the node was made by the figure's builder, before the figure.
  public func value(of node: Node) -> Tensor { linearization.trace.value(of: index(of: node)) }
  /// What the node of this name computes; nil if there is none. Names are compared as the flow language does: `w₁` is `w1`.
  public func value(of name: String) -> Tensor? {
    model.node(named: name).map { linearization.trace.value(of: $0) }
  }

  /// ∂output/∂node, in the node's shape; zeros where the output does not depend on the node.
  /// - Precondition: the figure has an output; the node was made by its builder, before it.
  public func gradient(of node: Node) -> Tensor {
    guard let backwardTrace else { preconditionFailure("the figure has no output, so there are no gradients") }
    return backwardTrace.adjoint(of: index(of: node))
  }
  /// ∂output/∂node, in the node's shape; nil if there is no such name, or no output.
  public func gradient(of name: String) -> Tensor? {
    guard let backwardTrace, let node = model.node(named: name) else { return nil }
    return backwardTrace.adjoint(of: node)
  }

  /// ∂node/∂source along all paths, with shape `node.shape + source.shape`: between numbers, a number.
  ///
  /// In the delivery-time figure `derivative(of: loss, by: w1)` is 12, and `derivative(of: ŷ, by: w1)` is 2.
  /// Complexity: one reverse sweep for each entry of the node.
  /// - Precondition: both nodes were made by the figure's builder, before the figure.
  public func derivative(of node: Node, by source: Node) -> Tensor {
    let node = index(of: node)
    let source = index(of: source)
    let shape = model.graph.shape(of: node)
    var rows: [Double] = []
    for entry in 0..<shape.count {
      var seed = [Double](repeating: 0, count: shape.count)
      seed[entry] = 1
      let trace = linearization.backwardTrace(from: node, seed: Tensor(shape: shape, scalars: seed))
      rows.append(contentsOf: trace.adjoint(of: source).scalars)
    }
    return Tensor(shape: Tensor.Shape(shape.dimensions + model.graph.shape(of: source).dimensions), scalars: rows)
  }

  /// The same figure, with pictures and explanations that show the gradients of some nodes instead of the parameters'.
  ///
  /// ```swift
  /// print(try figure.withRespectTo("w1, ŷ").explain())
  /// ```
  /// - Parameter names: names or entries (`w1`, `W[0, 1]`), separated by commas.
  public func withRespectTo(_ names: String) throws(FlowErrors) -> Figure {
    var figure = self
    figure.sources = try file.nodes(named: names)
    return figure
  }

  /// Proves every claim of the file, compares every gradient with a numerical one, and looks for what is odd.
  public func report() -> Report { file.report(at: state.leaves) }
}

extension FlowFile {
  /// Proves every claim, compares every gradient with a numerical one, and looks for what is odd.
  public func report() -> Report { report(at: [:]) }
}
