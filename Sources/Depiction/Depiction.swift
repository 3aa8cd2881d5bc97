import Autodiff
import Diagrams
import Formulas

/// How far to zoom in.
public enum Detail: String, Sendable, CaseIterable {
  case groups, named, operations, scalars
}

/// Which parts of the mathematics a picture shows.
public struct Parts: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let values = Parts(rawValue: 1)
  public static let gradients = Parts(rawValue: 2)
  public static let derivatives = Parts(rawValue: 4)
  public static let contributions = Parts(rawValue: 8)
  public static let formulas = Parts(rawValue: 16)
  public static let notes = Parts(rawValue: 32)
  public static let legend = Parts(rawValue: 64)
  public static let all: Parts = [.values, .gradients, .derivatives, .contributions, .formulas, .notes, .legend]
}

/// How a model is to be shown.
public struct Depiction: Sendable {
  public var detail: Detail
  /// Nodes whose gradients are shown; nil: the parameters.
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

  /// The annotated graph of `model`, from its own leaf values.
  public func diagram(of model: Model) -> Diagram { fatalError("contract") }
}
