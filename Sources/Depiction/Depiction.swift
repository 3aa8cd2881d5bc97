/// How a model is to be shown.
public struct Depiction: Sendable {
  public var detail: Detail
  /// Nodes whose gradients are shown, with what lies between them and the output; nil: the parameters.
  public var withRespectTo: [Int]?
  public var parts: Parts
  /// Significant digits.
  public var precision: Int

  public init(
    detail: Detail = .named, withRespectTo: [Int]? = nil,
    parts: Parts = [.values, .gradients, .derivatives, .formulas, .notes], precision: Int = 4
  ) {
    self.detail = detail
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
