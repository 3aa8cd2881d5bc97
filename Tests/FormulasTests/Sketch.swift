// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff

@testable import Formulas

/// A model written with operators, for tests that need no flow file.
final class Sketch {
  struct Node {
    let sketch: Sketch
    let index: Int
  }

  private var recorder: GraphRecorder? = GraphRecorder()
  private var definitions: [Definition] = []
  private var firstUnnamed = 0
  private(set) var built: Model?

  func leaf(_ name: String, _ value: Double, role: Definition.Role = .parameter) -> Node {
    leaf(name, Tensor(value), role: role)
  }

  func leaf(_ name: String, _ value: Tensor, role: Definition.Role = .parameter) -> Node {
    let node = constant(value)
    note(node.index, name, role)
    return node
  }

  func constant(_ value: Double) -> Node { constant(Tensor(value)) }
  func constant(_ value: Tensor) -> Node { Node(sketch: self, index: recorder!.leaf(value)) }

  @discardableResult
  func define(_ name: String, _ node: Node) -> Node {
    note(node.index, name, .operation)
    return node
  }

  private func note(_ node: Int, _ name: String, _ role: Definition.Role) {
    definitions.append(.init(node: node, firstNode: min(firstUnnamed, node), name: name, role: role))
    firstUnnamed = node + 1
  }

  func record(_ primitive: Primitive, _ attributes: Attributes = .none, _ operands: Node...) -> Node {
    Node(sketch: self, index: try! recorder!.record(Operation(primitive, attributes), operands.map(\.index)))
  }

  /// The model; the last definition is its output.
  func model() -> Model {
    if let built { return built }
    let graph = recorder.take()!.finish()
    let model = Model(graph: graph, definitions: definitions, output: definitions.last?.node)
    built = model
    return model
  }
}

extension Sketch.Node {
  static func + (a: Self, b: Self) -> Self { a.sketch.record(.pair(.add), .none, a, b) }
  static func - (a: Self, b: Self) -> Self { a.sketch.record(.pair(.subtract), .none, a, b) }
  static func * (a: Self, b: Self) -> Self { a.sketch.record(.pair(.multiply), .none, a, b) }
  static func / (a: Self, b: Self) -> Self { a.sketch.record(.pair(.divide), .none, a, b) }
  static func + (a: Self, b: Double) -> Self { a + a.sketch.constant(b) }
  static func - (a: Self, b: Double) -> Self { a - a.sketch.constant(b) }
  static func * (a: Self, b: Double) -> Self { a * a.sketch.constant(b) }
  static func / (a: Self, b: Double) -> Self { a / a.sketch.constant(b) }
  static func * (a: Double, b: Self) -> Self { b.sketch.constant(a) * b }
  static func - (a: Double, b: Self) -> Self { b.sketch.constant(a) - b }
  static func + (a: Double, b: Self) -> Self { b.sketch.constant(a) + b }
  static func / (a: Double, b: Self) -> Self { b.sketch.constant(a) / b }
  static prefix func - (a: Self) -> Self { a.sketch.record(.map(.negate), .none, a) }
  func matmul(_ b: Self) -> Self { sketch.record(.product(.matmul), .none, self, b) }
  func apply(_ primitive: Primitive, _ attributes: Attributes = .none) -> Self {
    sketch.record(primitive, attributes, self)
  }
  func power(_ exponent: Double) -> Self { apply(.parametric(.power), .number(exponent)) }
}
