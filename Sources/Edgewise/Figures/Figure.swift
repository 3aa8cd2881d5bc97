import Autodiff

/// A model with all that is known of it: values, local derivatives, gradients.
///
/// Nodes are asked for by the handle that the builder gave, or by name.
public struct Figure: Sendable {
  package let model: Model
  package let linearization: Linearization
  /// Adjoints and contributions; nil if nothing is differentiated.
  package let backwardTrace: BackwardTrace?
  /// Whose handles are good here.
  private let builder: Identity?
  private let places: [Int]?

  private struct Identity: Equatable, @unchecked Sendable {
    let recording: Recording
    let generation: UInt32
  }

  /// The figure of a model, such as a flow file's.
  /// Complexity: O(nodes + entries).
  package init(of model: Model) { self.init(of: model, builtBy: nil, places: nil) }

  init(of model: Model, builtBy node: Node?, places: [Int]?) {
    self.model = model
    linearization = model.graph.forwardTrace().linearization()
    backwardTrace = model.output.map { [linearization] in linearization.backwardTrace(from: $0) }
    builder = node.map { Identity(recording: $0.recording, generation: $0.generation) }
    self.places = places
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

  public func value(of node: Node) -> Tensor { linearization.trace.value(of: index(of: node)) }
  public func value(of name: String) -> Tensor? {
    model.node(named: name).map { linearization.trace.value(of: $0) }
  }

  /// ∂output/∂node; zeros where the output does not depend on the node.
  /// - Precondition: the figure has an output.
  public func gradient(of node: Node) -> Tensor {
    guard let backwardTrace else { preconditionFailure("the figure has no output, so there are no gradients") }
    return backwardTrace.adjoint(of: index(of: node))
  }
  /// ∂output/∂node; nil if there is no such name, or no output.
  public func gradient(of name: String) -> Tensor? {
    guard let backwardTrace, let node = model.node(named: name) else { return nil }
    return backwardTrace.adjoint(of: node)
  }

  /// ∂node/∂source along all paths, with shape `node.shape + source.shape`: between numbers, a number.
  /// Complexity: one reverse sweep for each entry of the node.
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
    return Tensor(shape: Shape(shape.dimensions + model.graph.shape(of: source).dimensions), scalars: rows)
  }
}
