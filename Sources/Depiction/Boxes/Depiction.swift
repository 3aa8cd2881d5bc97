import Autodiff

/// How a figure is to be shown: how far to zoom in, and what is written.
///
/// ```swift
/// print(figure.terminalText(Depiction(detail: .operations, precision: 6)))
/// print(figure.dot(Depiction(detail: .groups, opened: ["decoder"])))
/// ```
public struct Depiction: Sendable {
  /// How far to zoom in.
  public var detail: Detail
  /// Groups that are drawn open, whatever the detail: a group's own name, a function's for all its calls, a loop variable's for all
  /// its turns, or names from the outermost group inwards joined by `/`. A group that is opened is seen, so those around it are open too.
  public var opened: [String]
  /// Groups that are drawn as one node, whatever the detail.
  public var closed: [String]
  /// Groups that lie in at least so many others are closed; nil: none for that reason.
  package var closingLevel: Int?
  /// Of more than three like turns of a loop, what lies between the first and the last is one node.
  package var foldsTurns = false
  /// Nodes whose gradients are shown, with what lies between them and the output; nil: the parameters.
  package var withRespectTo: [Int]?
  /// Which texts are made for whoever draws.
  package var texts: Texts = [.labels, .tooltips, .code]
  /// What is shown; nil: what is usual where the picture is drawn.
  public var parts: Parts?
  /// What is shown besides, but only where it is little: at most 20 bands, the chains of at most three parameters.
  package var partsWhereFew: Parts = []
  /// Significant digits, from 1 to 17.
  public var precision: Int

  /// Named definitions with what is usual, unless told otherwise.
  public init(
    detail: Detail = .named, opened: [String] = [], closed: [String] = [], parts: Parts? = nil, precision: Int = 4
  ) {
    self.detail = detail
    self.opened = opened
    self.closed = closed
    self.parts = parts
    self.precision = precision
  }

  package init(withRespectTo nodes: [Int]?) {
    self.init()
    withRespectTo = nodes
  }

  /// In how many lines a formula may be set on a wire.
  package var formulaLines = 3
  /// Jacobians with more numbers are no facts of a diagram.
  package static let jacobianLimit = 4096
  /// Jacobians with more numbers are not shown.
  package static let shownJacobianLimit = 16
}

extension Depiction {
  /// Which nodes have a box, and which groups that closes.
  func visibility(of model: Model, named: @autoclosure () -> [Bool]) -> (isVisible: [Bool], closing: ClosedGroups?) {
    let all = detail.closesDefinitions ? named() : [Bool](repeating: true, count: model.graph.nodeCount)
    let closesGroups =
      !model.groups.isEmpty && (detail == .groups || !closed.isEmpty || closingLevel != nil || foldsTurns)
    guard closesGroups else { return (all, nil) }
    let closing = ClosedGroups(of: model, as: self, isVisible: all)
    return (closing.isVisible, closing)
  }

  /// How many boxes a picture would have, without drawing it.
  /// Complexity: O(nodes + edges), of the expanded model at `scalars`.
  package func boxCount(of model: Model) -> Int {
    let model = detail == .scalars ? (try? model.expanded().model) ?? model : model
    return visibility(of: model, named: model.namedNodes).isVisible.count { $0 }
  }
}
