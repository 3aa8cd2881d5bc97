import Foundation
import Pictures

/// A diagram made by hand: nodes with values and gradients, edges with formulas and numbers, as a lesson has them.
struct Sketch {
  struct Node {
    var name: String
    var role: Box.Role
    var formula: String?
    var symbol: String?
    var note: String?
    var value: Double
    var gradient = 0.0
    var hidden = false
  }
  struct Edge {
    var from: Int
    var to: Int
    var formula: String?
    var local: Double
  }
  var title: String?
  var nodes: [Node] = []
  var edges: [Edge] = []
  var legend = false
  var contributions = true

  @discardableResult
  mutating func leaf(_ name: String, _ role: Box.Role, _ value: Double, note: String? = nil) -> Int {
    nodes.append(Node(name: name, role: role, note: note, value: value, hidden: role != .parameter))
    return nodes.count - 1
  }

  @discardableResult
  mutating func define(
    _ name: String, _ formula: String?, symbol: String? = nil, role: Box.Role = .operation, _ value: Double,
    from: [(Int, String?, Double)]
  ) -> Int {
    nodes.append(Node(name: name, role: role, formula: formula, symbol: symbol, value: value))
    for (source, formula, local) in from {
      edges.append(Edge(from: source, to: nodes.count - 1, formula: formula, local: local))
    }
    return nodes.count - 1
  }

  static func text(_ x: Double) -> String {
    if x == x.rounded(), abs(x) < 1e7 { return (x < 0 ? "−" : "") + String(Int(abs(x))) }
    return (x < 0 ? "−" : "") + String(format: "%.4g", abs(x))
  }

  func diagram() -> Diagram {
    var nodes = nodes
    nodes[nodes.count - 1].gradient = 1
    nodes[nodes.count - 1].role = .output
    for index in stride(from: edges.count - 1, through: 0, by: -1) {
      nodes[edges[index].from].gradient += edges[index].local * nodes[edges[index].to].gradient
    }
    let output = nodes[nodes.count - 1].name
    var active = nodes.map { $0.role == .parameter }
    for edge in edges where active[edge.from] { active[edge.to] = true }
    let boxes = nodes.enumerated().map { index, node in
      Box(
        id: node.name, role: node.role, operation: node.formula == nil && node.symbol == nil ? "leaf" : "region",
        value: .number(node.value),
        gradient: .number(node.gradient),
        tooltip: node.name,
        text: BoxText(
          name: node.symbol.map { .sign($0) } ?? .name(node.name), formula: node.formula.map { .sign($0) },
          value: [Self.text(node.value)], note: node.note,
          gradientName: active[index] ? .derivative(of: .name(output), by: .name(node.name)) : nil,
          gradient: active[index] ? [Self.text(node.gradient)] : []))
    }
    let arrows = edges.enumerated().map { index, edge in
      let upstream = nodes[edge.to].gradient
      let number = Self.text(edge.local)
      let isShown = active[edge.from] && contributions
      return Arrow(
        from: edge.from, to: edge.to, slot: index, formula: edge.formula.map { .sign($0) },
        asciiFormula: edge.formula,
        derivative: .number(edge.local), upstream: .number(upstream), contribution: .number(upstream * edge.local),
        tooltip: "∂\(nodes[edge.to].name)/∂\(nodes[edge.from].name) = \(number)", isActive: active[edge.from],
        text: ArrowText(
          formula: edge.formula == number ? nil : edge.formula.map { .sign($0) }, number: number,
          contribution: isShown
            ? "\(Self.text(upstream)) · \(number) = \(Self.text(upstream * edge.local))" : nil))
    }
    return Diagram(
      title: title.map { .words($0) },
      summary:
        "A computation graph with \(boxes.count) nodes; \(output) = \(Self.text(nodes[nodes.count - 1].value)).",
      output: output, boxes: boxes, arrows: arrows, showsLegend: legend)
  }

  // Operations one by one, unnamed unless a name is given.
  mutating func add(_ a: Int, _ b: Int, _ name: String? = nil) -> Int {
    define(
      name ?? "t\(nodes.count)", nil, symbol: name == nil ? "+" : nil, nodes[a].value + nodes[b].value,
      from: [(a, nil, 1), (b, nil, 1)])
  }
  mutating func multiply(_ a: Int, _ b: Int, _ name: String? = nil) -> Int {
    let (x, y) = (nodes[a], nodes[b])
    return define(
      name ?? "t\(nodes.count)", nil, symbol: name == nil ? "·" : nil, x.value * y.value,
      from: [(a, y.name, y.value), (b, x.name, x.value)])
  }
  mutating func apply(
    _ symbol: String, _ a: Int, _ name: String? = nil, _ value: Double, _ formula: String?, _ local: Double
  ) -> Int {
    define(name ?? "t\(nodes.count)", nil, symbol: symbol, value, from: [(a, formula, local)])
  }
}
