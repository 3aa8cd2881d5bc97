import Autodiff

/// How a model is to be shown.
public struct Depiction: Sendable {
  public var detail: Detail
  /// Groups that are drawn open, or closed, whatever the detail: names as `Model.groups(named:)` knows them. A group that is opened
  /// is seen, so those around it are open too.
  public var opened: [String]
  public var closed: [String]
  /// Groups that lie in at least so many others are closed; nil: none for that reason.
  public var closingLevel: Int?
  /// Nodes whose gradients are shown, with what lies between them and the output; nil: the parameters.
  public var withRespectTo: [Int]?
  public var parts: Parts
  /// Significant digits.
  public var precision: Int

  public init(
    detail: Detail = .named, opened: [String] = [], closed: [String] = [], closingLevel: Int? = nil,
    withRespectTo: [Int]? = nil,
    parts: Parts = [.values, .gradients, .derivatives, .formulas, .notes], precision: Int = 4
  ) {
    self.detail = detail
    self.opened = opened
    self.closed = closed
    self.closingLevel = closingLevel
    self.withRespectTo = withRespectTo
    self.parts = parts
    self.precision = precision
  }

  /// Formulas in a picture are cut beyond this many columns.
  public static let formulaColumns = 24
  /// Jacobians with more numbers are no facts of a diagram.
  public static let jacobianLimit = 4096
  /// Jacobians with more numbers are not shown.
  public static let shownJacobianLimit = 16
}

extension Depiction {
  /// Whether any group could be closed.
  func closesGroups(of model: Model) -> Bool {
    !model.groups.isEmpty && (detail == .groups || !closed.isEmpty || closingLevel != nil)
  }

  /// How many boxes a picture would have, without drawing it.
  /// Complexity: O(nodes + edges), of the opened model at `scalars`.
  public func boxCount(of model: Model) -> Int {
    if detail == .scalars, let opened = try? model.opened() {
      return boxFlags(of: opened.model).count { $0 }
    }
    return boxFlags(of: model).count { $0 }
  }

  private func boxFlags(of model: Model) -> [Bool] {
    let all = detail.closesDefinitions ? model.namedNodes : [Bool](repeating: true, count: model.graph.nodeCount)
    return closesGroups(of: model) ? Closing(of: model, as: self, isVisible: all).isVisible : all
  }
}
