import Autodiff
import FlowLanguage

/// What claims are about: the file as it is, or a run after some of its steps. Claims about one node's derivatives share its
/// backward trace.
struct ClaimState {
  let linearization: Linearization
  /// Of the update that led here.
  let learningRate: Double?
  var trace: ForwardTrace { linearization.trace }
  var graph: Graph { linearization.graph }
  /// The backward trace that was used last, since claims come in families: `dL/dw1`, `dL/dw2`.
  private var latest: (node: Int, entry: Int, trace: BackwardTrace)?

  init(_ trace: ForwardTrace, learningRate: Double? = nil) {
    linearization = trace.linearization()
    self.learningRate = learningRate
  }

  mutating func comparison(_ statement: Claim.Statement) throws(Hessian.Failure) -> (Comparison?, Tensor, Tensor) {
    let (actual, claimed) = (try value(of: statement.value), try value(of: statement.claimed))
    return (Comparison(statement, actual: actual, claimed: claimed), actual, claimed)
  }

  mutating func value(of side: Claim.Side) throws(Hessian.Failure) -> Tensor {
    switch side {
    case .constant(let value): return value
    case .quantity(let quantity): return try value(of: quantity)
    case .expression(let expression):
      var leaves: [Int: Tensor] = [:]
      for (leaf, quantity) in expression.quantities { leaves[leaf] = try value(of: quantity) }
      return expression.graph.forwardTrace(at: leaves).value(of: expression.root)
    }
  }

  mutating func value(of quantity: Claim.Quantity) throws(Hessian.Failure) -> Tensor {
    switch quantity {
    case .value(let place):
      return trace.value(of: place.node).part(place)
    case .derivative(let target, let source):
      var numbers: [Double] = []
      for entry in target.entries {
        numbers += backwardTrace(from: target.node, entry: entry).adjoint(of: source.node).part(source).scalars
      }
      return Tensor(shape: Shape(target.shape.dimensions + source.shape.dimensions), scalars: numbers)
    case .second(let target, let first, let second):
      return try trace.secondDerivative(of: target, by: first, and: second)
    case .learningRate:
      return Tensor(learningRate ?? .nan)
    }
  }

  /// From one entry of a node.
  mutating func backwardTrace(from node: Int, entry: Int) -> BackwardTrace {
    if let latest, latest.node == node, latest.entry == entry { return latest.trace }
    let trace = linearization.backwardTrace(from: node, seed: .unit(entry, of: graph.shape(of: node)))
    latest = (node, entry, trace)
    return trace
  }
}

extension Tensor {
  /// The numbers at a place of the node whose value or adjoint this is.
  func part(_ place: Claim.Place) -> Tensor {
    place.shape == shape ? self : Tensor(shape: place.shape, scalars: Array(scalars[place.entries]))
  }
}
