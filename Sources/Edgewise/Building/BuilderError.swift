import Autodiff

/// Why a builder could not make a figure. It prints as a sentence: `matmul(A, b) does not fit the shapes [2, 2] and [3]: they do not match`.
public enum BuilderError: Error, Hashable, Sendable {
  /// The first operation that did not fit its operands.
  case shape(String)
  /// A name was given twice; `w₁` and `w1` are one.
  case repeatedName(String)
  /// `loss` or `output` was called twice.
  case secondOutput(String)
  /// What was declared loss or output holds more than one number.
  case tensorOutput(String, Tensor.Shape)
}

extension BuilderError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .shape(let reason): return reason
    case .repeatedName(let name): return "the name \(name) is defined twice"
    case .secondOutput(let name): return "\(name) would be a second output; a figure differentiates one node"
    case .tensorOutput(let name, let shape):
      return "\(name) has shape \(shape), but only one number can be differentiated: write sum(\(name))"
    }
  }
}

extension BuilderError {
  /// `matmul(A, b) does not fit the shapes [2, 2] and [3]: they do not match`.
  /// - Parameter names: of the operands, where they have some.
  init(_ failure: Recording.Failure, names: [String?]) {
    let shapes = failure.shapes.map { $0.description }.joined(separator: " and ")
    let call = "\(failure.operation.name)(\(names.map { $0 ?? "…" }.joined(separator: ", ")))"
    self = .shape("\(call) does not fit the shapes \(shapes): \(failure.reason.reason)")
  }
}

extension ShapeError {
  fileprivate var reason: String {
    switch self {
    case .mismatch: "they do not match"
    case .axisOutOfRange(let axis, let rank): "there is no axis \(axis) where there are \(rank)"
    case .repeatedAxis(let axis): "axis \(axis) is named twice"
    case .indexOutOfRange(let index, let length): "there is no entry \(index) on an axis of length \(length)"
    case .tooManyIndices(let count, let rank): "\(count) indices are too many for \(rank) axes"
    case .reshape(let from, let to): "the \(from.count) entries of \(from) do not fill \(Shape(to))"
    case .notSquare(_, let shape): "\(shape) is no square matrix"
    case .rankTooLow(_, let shape): "\(shape) has too few axes"
    case .empty: "the result would hold no entries"
    case .tooLarge(let shape): "a result of shape \(shape) would hold too many entries"
    }
  }
}
