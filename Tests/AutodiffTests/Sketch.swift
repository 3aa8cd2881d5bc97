// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff

/// Writes a graph down as mathematics, for the tests of this module: a pen on paper, no more.
final class Sketch {
  private var recorder: GraphRecorder? = GraphRecorder()
  private var definitions: [Definition] = []
  private var firstUnnamed = 0

  /// A node of the sketch.
  struct Node {
    let index: Int
    let sketch: Sketch
  }

  func parameter(_ name: String, _ value: Double) -> Node { leaf(name, Tensor(value), .parameter) }
  func parameter(_ name: String, _ shape: Shape, _ scalars: [Double]) -> Node {
    leaf(name, Tensor(shape: shape, scalars: scalars), .parameter)
  }
  func input(_ name: String, _ value: Double) -> Node { leaf(name, Tensor(value), .input) }
  func input(_ name: String, _ shape: Shape, _ scalars: [Double]) -> Node {
    leaf(name, Tensor(shape: shape, scalars: scalars), .input)
  }

  private func leaf(_ name: String, _ value: Tensor, _ role: Definition.Role) -> Node {
    let node = recorder!.leaf(value)
    definitions.append(Definition(node: node, firstNode: node, name: name, role: role))
    firstUnnamed = node + 1
    return Node(index: node, sketch: self)
  }

  func literal(_ value: Double) -> Node { Node(index: recorder!.leaf(value), sketch: self) }

  func record(_ primitive: Primitive, _ attributes: Attributes = .none, _ operands: Node...) -> Node {
    Node(
      index: try! recorder!.record(Operation(primitive, attributes), operands.map(\.index)), sketch: self)
  }

  @discardableResult
  func define(_ name: String, _ node: Node) -> Node {
    // A second name for a node is a node of its own.
    let bearer = node.index < firstUnnamed ? record(.identity, .none, node) : node
    definitions.append(
      Definition(node: bearer.index, firstNode: firstUnnamed, name: name, role: .operation, expression: "…"))
    firstUnnamed = bearer.index + 1
    return bearer
  }

  func model(output: Node) -> Model {
    Model(graph: recorder.take()!.finish(), definitions: definitions, output: output.index)
  }
}

extension Sketch.Node {
  static func + (a: Self, b: Self) -> Self { a.sketch.record(.pair(.add), .none, a, b) }
  static func - (a: Self, b: Self) -> Self { a.sketch.record(.pair(.subtract), .none, a, b) }
  static func * (a: Self, b: Self) -> Self { a.sketch.record(.pair(.multiply), .none, a, b) }
  static func / (a: Self, b: Self) -> Self { a.sketch.record(.pair(.divide), .none, a, b) }
  static prefix func - (a: Self) -> Self { a.sketch.record(.map(.negate), .none, a) }
  static func + (a: Self, b: Double) -> Self { a + a.sketch.literal(b) }
  static func - (a: Self, b: Double) -> Self { a - a.sketch.literal(b) }
  static func * (a: Self, b: Double) -> Self { a * a.sketch.literal(b) }
  static func / (a: Self, b: Double) -> Self { a / a.sketch.literal(b) }
  static func + (a: Double, b: Self) -> Self { b.sketch.literal(a) + b }
  static func * (a: Double, b: Self) -> Self { b.sketch.literal(a) * b }
  static func / (a: Double, b: Self) -> Self { b.sketch.literal(a) / b }

  var squared: Self { sketch.record(.map(.square), .none, self) }
  func power(_ exponent: Double) -> Self { sketch.record(.parametric(.power), .number(exponent), self) }
  func callAsFunction(_ primitive: Primitive, _ attributes: Attributes = .none) -> Self {
    sketch.record(primitive, attributes, self)
  }
  /// Over all entries.
  func reduced(_ reduction: Primitive.Reduction, axes: [Int]? = nil, keep: Bool = false, ddof: Double = 0) -> Self {
    sketch.record(.reduce(reduction), .reduction(axes: axes, keepDimensions: keep, ddof: ddof), self)
  }
}
