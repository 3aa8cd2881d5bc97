import Autodiff
import Formulas
import Pictures

extension Formula {
  /// With numbers in the place of names: a negative one in parentheses where it does not begin a sum, and a dot where two numbers
  /// would meet.
  func text(filledWith number: (_ node: Int) -> String) -> String {
    var text = ""
    let line = runs.filter { $0.layout != .stacked }
    for (place, run) in line.enumerated() {
      guard let node = run.node else {
        text += run.line
        continue
      }
      let number = number(node)
      let next = place + 1 < line.count ? line[place + 1].kind : nil
      let isRaised = next == .raised || next == .power
      if text.last?.isNumber ?? false { text += "·" }
      let begins = text.isEmpty || text.hasSuffix("(") || text.hasSuffix(", ")
      let isLoose =
        isRaised ? number.hasPrefix("−") || number.contains(where: { $0 == "e" }) : number.hasPrefix("−") && !begins
      text += isLoose ? "(\(number))" : number
    }
    return text
  }
}

/// The formulas of all boxes, to be filled in, and small graphs that evaluate them at the numbers that are printed.
struct FormulaTemplates: Sendable {
  /// A longer text passes too quickly to be read.
  static let limit = 90

  /// One for each box, in the names of boxes; nil for leaves, and where a formula is too large.
  private let templates: [Formula?]
  /// One for each box; nil where something is not a number.
  private let evaluations: [Evaluation?]

  private struct Evaluation: Sendable {
    let trace: ForwardTrace
    let output: Int
    /// The leaf of each source.
    let leaves: [(source: Int, leaf: Int)]
  }

  init(of annotated: AnnotatedGraph, nodes: [Int], boxOfNode: [Int]) {
    let graph = annotated.graph
    var templates = [Formula?](repeating: nil, count: nodes.count)
    var evaluations = [Evaluation?](repeating: nil, count: nodes.count)
    var model = annotated.model
    model.definitions = nodes.map { node in
      Definition(
        node: node, firstNode: node, name: annotated.ids[node],
        role: graph.primitive(of: node) == .leaf ? .constant : .operation)
    }
    let writer = FormulaWriter(model: model, visible: annotated.isVisible)
    for region in graph.regions(showing: annotated.isVisible) {
      let box = boxOfNode[region.output]
      templates[box] = writer.expression(of: region)?.formula
      evaluations[box] = Self.evaluation(of: region, in: graph)
    }
    (self.templates, self.evaluations) = (templates, evaluations)
  }

  private static func evaluation(of region: Region, in graph: Graph) -> Evaluation? {
    guard region.nodes.count <= 64, (region.nodes + region.sources).allSatisfy({ graph.shape(of: $0).isScalar })
    else {
      return nil
    }
    var recorder = GraphRecorder()
    var places: [Int: Int] = [:]
    var leaves: [(source: Int, leaf: Int)] = []
    for source in region.sources {
      let leaf = recorder.leaf(0.0)
      places[source] = leaf
      leaves.append((source, leaf))
    }
    for node in region.nodes {
      if graph.primitive(of: node) == .leaf {
        places[node] = recorder.leaf(graph.leafValue(of: node))
        continue
      }
      let operands = graph.operands(of: node).compactMap { places[$0] }
      guard let place = try? recorder.record(graph.operation(of: node), operands) else { return nil }
      places[node] = place
    }
    guard let output = places[region.output] else { return nil }
    return Evaluation(trace: recorder.finish().forwardTrace(), output: output, leaves: leaves)
  }

  /// `w1·x1 + w2·x2 = 1·2 + 2·3 = 8`, with ≈ if the printed numbers do not give the printed result; nil if the formula is too
  /// long to be read.
  func arithmetic(
    of box: Int, values: (_ node: Int) -> Double?, result: String, format: NumberFormat
  ) -> String? {
    guard let template = templates[box] else { return nil }
    let symbols = template.text
    guard symbols.count <= Self.limit else { return nil }
    guard let evaluation = evaluations[box], !evaluation.leaves.isEmpty else { return "\(symbols) = \(result)" }
    var bindings: [Int: Tensor] = [:]
    for (source, leaf) in evaluation.leaves {
      guard let value = values(source) else { return "\(symbols) = \(result)" }
      bindings[leaf] = Tensor(format.printed(value))
    }
    let numbers = template.text { values($0).map(format.text) ?? "?" }
    guard numbers != result, symbols.count + numbers.count <= 2 * Self.limit else {
      return "\(symbols) = \(result)"
    }
    let reached = evaluation.trace.forwardTrace(at: bindings).scalar(of: evaluation.output)
    return "\(symbols) = \(numbers) \(format.text(reached) == result ? "=" : "≈") \(result)"
  }
}

extension NumberFormat {
  /// The number that a reader of its text has.
  func printed(_ number: Double) -> Double {
    guard number.isFinite else { return number }
    return Double(String(text(number).map { $0 == "−" ? "-" : $0 })) ?? number
  }

  /// In parentheses if it is negative, to stand behind an operator.
  func operand(_ number: Double) -> String {
    let text = text(number)
    return text.hasPrefix("−") ? "(\(text))" : text
  }
}
