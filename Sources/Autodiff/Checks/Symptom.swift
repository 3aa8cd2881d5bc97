/// What looks unhealthy at one node of a model, though nothing is false.
package struct Symptom: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A relu of whose units so many are 0 in every row, of so many; nothing flows back through them.
    case dead(Int, of: Int, rows: Int)
    /// A sigmoid or tanh, at so many of its entries less than a hundredth as steep as it can be.
    case saturated(Int, of: Int)
    /// A parameter that the output depends on, with a gradient of exactly 0 although the output is not.
    case noSignal
    /// So many numbers in a column beside so many in a row: each meets each.
    case outerProduct(Int)
    /// The first that is NaN or infinite, of finite operands.
    case notFinite(Double)
    /// The gradient's size here is so many times that near the output, along one path of so many named nodes.
    case vanishing(Double, over: Int)
    case exploding(Double, over: Int)
  }
  package let node: Int
  package let kind: Kind

  package init(node: Int, kind: Kind) {
    self.node = node
    self.kind = kind
  }
}

extension Model {
  /// All symptoms, by node; some need a gradient.
  /// Complexity: O(nodes + edges + entries).
  package func symptoms(of trace: ForwardTrace, _ backward: BackwardTrace?) -> [Symptom] {
    let watch = SymptomWatch(model: self, trace: trace, backward: backward)
    var found: [Symptom] = []
    for node in 0..<graph.nodeCount {
      if let kind = watch.kind(at: node) { found.append(Symptom(node: node, kind: kind)) }
    }
    // A path has an end at the leaf and one at the output; what lies between is what counts.
    let isLong = definitions.count >= GradientPath.shortest + 2
    if isLong, let backward, let path = longestGradientPath(in: backward), let symptom = path.symptom {
      found.append(symptom)
    }
    return found.sorted { $0.node < $1.node }
  }
}

/// What is needed to judge single nodes.
private struct SymptomWatch {
  let model: Model
  let trace: ForwardTrace
  /// Whether a node leads to the output.
  let isNeeded: [Bool]
  /// Whether a node depends on a parameter, and on one that gets no gradient at all.
  let depends: [Bool]
  let isMuted: [Bool]
  let silent: Set<Int>
  /// The output's value; nil without gradients.
  let output: Double?

  /// Below this an output that is to become small has become so.
  static let smallOutput = 1e-6

  init(model: Model, trace: ForwardTrace, backward: BackwardTrace?) {
    self.model = model
    self.trace = trace
    let graph = model.graph
    let parameters = model.definitions.filter { $0.role == .parameter }.map { $0.node }
    let needed = backward.map { graph.ancestors(of: $0.output) } ?? Array(repeating: true, count: graph.nodeCount)
    isNeeded = needed
    depends = graph.descendants(of: parameters)
    output = backward.map { $0.trace.scalar(of: $0.output) }
    if let backward {
      silent = Set(
        parameters.filter { needed[$0] && backward.numbers(of: $0).allSatisfy { $0 == 0 } })
    } else {
      silent = []
    }
    isMuted = graph.descendants(of: Array(silent))
  }

  func kind(at node: Int) -> Symptom.Kind? {
    let graph = model.graph
    if let wrong = notFinite(at: node) { return .notFinite(wrong) }
    let primitive = graph.primitive(of: node)
    if primitive == .leaf {
      // Of a product that is 0 altogether nothing can be told.
      guard silent.contains(node), let output, !(abs(output) <= Self.smallOutput) else { return nil }
      return .noSignal
    }
    if primitive == .map(.relu) { return isNeeded[node] ? dead(node) : nil }
    if primitive == .map(.sigmoid) || primitive == .map(.tanh) {
      return isNeeded[node] && depends[node] ? saturated(node) : nil
    }
    if case .pair = primitive, !graph.isAllScalar { return outerProduct(node) }
    return nil
  }

  private func notFinite(at node: Int) -> Double? {
    let graph = model.graph
    guard graph.operandCount(of: node) > 0 else { return nil }
    guard let wrong = trace.firstNonFinite(of: node) else { return nil }
    let operands = graph.operands(of: node)
    return operands.allSatisfy { trace.firstNonFinite(of: $0) == nil } ? wrong : nil
  }

  /// Of several rows each unit that is off in all; of one row, where half of the units are off as a rule, only a relu that is off
  /// altogether and so leaves a parameter without gradient.
  private func dead(_ node: Int) -> Symptom.Kind? {
    let shape = model.graph.shape(of: node)
    let values = trace.value(of: node).scalars
    let units = shape.dimensions.last ?? 1
    let rows = shape.rank < 2 ? 1 : values.count / units
    if rows == 1 {
      // Exactly at its kink it is not off for good.
      let operand = trace.value(of: model.graph.operand(of: node, slot: 0)).scalars
      return isMuted[node] && operand.allSatisfy { $0 < 0 } ? .dead(units, of: units, rows: 1) : nil
    }
    let off = (0..<units).count { unit in
      stride(from: unit, to: values.count, by: units).allSatisfy { values[$0] == 0 }
    }
    return off > 0 ? .dead(off, of: units, rows: rows) : nil
  }

  private func saturated(_ node: Int) -> Symptom.Kind? {
    let isTanh = model.graph.primitive(of: node) == .map(.tanh)
    let values = trace.value(of: node).scalars
    let flat = values.count { isTanh ? 1 - $0 * $0 < 0.01 : $0 * (1 - $0) < 0.0025 }
    return 2 * flat > values.count ? .saturated(flat, of: values.count) : nil
  }

  /// `[n, 1]` with `[n]`.
  private func outerProduct(_ node: Int) -> Symptom.Kind? {
    let graph = model.graph
    let shapes = graph.operands(of: node).map { graph.shape(of: $0).dimensions }
    for (column, row) in [(shapes[0], shapes[1]), (shapes[1], shapes[0])] {
      if column.count == 2, column[1] == 1, column[0] > 1, row == [column[0]] { return .outerProduct(column[0]) }
    }
    return nil
  }
}
