// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff

/// A small graph with a name, and what others have published of it.
struct Animal: Sendable, CustomStringConvertible {
  let name: String
  let model: Model
  /// ∂output/∂leaf, by the leaf's name.
  let gradients: [String: [Double]]
  /// Values, by name.
  let values: [String: Double]
  var description: String { name }

  init(
    _ name: String, values: [String: Double] = [:], gradients: [String: [Double]] = [:],
    _ draw: (Sketch) -> Sketch.Node
  ) {
    let sketch = Sketch()
    let output = draw(sketch)
    self.name = name
    self.model = sketch.model(output: output)
    self.gradients = gradients
    self.values = values
  }

  func node(_ name: String) -> Int { model.node(named: name)! }
  var output: Int { model.output! }
  var leaves: [Int] {
    model.definitions.map(\.node).filter { model.graph.operandCount(of: $0) == 0 }
  }
  func backwardTrace() -> BackwardTrace {
    model.graph.forwardTrace().linearization().backwardTrace(from: output)
  }
}

/// The named graphs on which every law is tried.
enum Zoo {
  static let all: [Animal] = lesson + textbooks + lectures + shapes
}
