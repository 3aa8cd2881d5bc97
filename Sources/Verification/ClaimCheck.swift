import Autodiff
import FlowLanguage

/// Tries claims on one linearization: that of the file, or of a run's state. Claims about one node's derivatives share its backward trace.
struct ClaimCheck {
  private let linearization: Linearization
  private var trace: ForwardTrace { linearization.trace }
  private var graph: Graph { linearization.graph }
  /// The backward trace that was used last, since claims come in families: `dL/dw1`, `dL/dw2`.
  private var latest: (node: Int, entry: Int, trace: BackwardTrace)?

  init(of linearization: Linearization) {
    self.linearization = linearization
  }

  mutating func verdict(on claim: Claim, saying statement: Claim.Statement) -> Verdict {
    let shape = shape(of: statement.quantity)
    guard shape == statement.claimed.shape else {
      return Verdict(
        claim: claim, holds: false, actual: nil,
        reason: Wording.shapes(actual: shape, claimed: statement.claimed.shape))
    }
    let actual = actual(statement.quantity)
    return Verdict(claim: claim, holds: statement.holds(for: actual), actual: actual, reason: nil)
  }

  private func shape(of quantity: Claim.Quantity) -> Shape {
    func shape(_ node: Int, _ entry: Int?) -> Shape { entry == nil ? graph.shape(of: node) : .scalar }
    switch quantity {
    case .value(let node, let entry):
      return shape(node, entry)
    case .derivative(let target, let entry, let source, let sourceEntry):
      return Shape(shape(target, entry).dimensions + shape(source, sourceEntry).dimensions)
    }
  }

  private mutating func actual(_ quantity: Claim.Quantity) -> Tensor {
    switch quantity {
    case .value(let node, let entry):
      let value = trace.value(of: node)
      return entry.map { Tensor(value.scalars[$0]) } ?? value
    case .derivative(let target, let entry, let source, let sourceEntry):
      let entries = entry.map { $0..<$0 + 1 } ?? 0..<graph.shape(of: target).count
      var numbers: [Double] = []
      for row in entries {
        let adjoint = backwardTrace(from: target, entry: row).adjoint(of: source).scalars
        if let sourceEntry { numbers.append(adjoint[sourceEntry]) } else { numbers += adjoint }
      }
      return Tensor(shape: shape(of: quantity), scalars: numbers)
    }
  }

  private mutating func backwardTrace(from node: Int, entry: Int) -> BackwardTrace {
    if let latest, latest.node == node, latest.entry == entry { return latest.trace }
    var seed = [Double](repeating: 0, count: graph.shape(of: node).count)
    seed[entry] = 1
    let trace = linearization.backwardTrace(from: node, seed: Tensor(shape: graph.shape(of: node), scalars: seed))
    latest = (node, entry, trace)
    return trace
  }
}
