import Autodiff
import Formulas
import Pictures

/// What a box computes, with a gap for each operand: filled with names it is the formula, with numbers the arithmetic.
struct FormulaTemplate: Sendable {
  private enum Piece: Sendable {
    case text(String)
    /// Of a box.
    case gap(Int)
  }

  private let pieces: [Piece]
  /// Boxes whose names or numbers stand in it.
  let operands: [Int]

  /// Longer texts are not read by anybody while they pass.
  static let limit = 90

  /// - Parameter text: a formula whose names are marks, see `mark(of:)`.
  init(_ text: String) {
    var pieces: [Piece] = []
    var operands: [Int] = []
    var run = ""
    for scalar in text.unicodeScalars {
      if let box = Self.box(ofMark: scalar) {
        if !run.isEmpty { pieces.append(.text(run)) }
        run = ""
        pieces.append(.gap(box))
        if !operands.contains(box) { operands.append(box) }
      } else {
        run.unicodeScalars.append(scalar)
      }
    }
    if !run.isEmpty { pieces.append(.text(run)) }
    self.pieces = pieces
    self.operands = operands
  }

  private static let firstMark: UInt32 = 0xf0000
  /// There are no marks for more boxes.
  static let markCount = 0xfffe

  /// A name that no file holds: a character for private use.
  static func mark(of box: Int) -> String {
    Unicode.Scalar(firstMark + UInt32(box)).map { String(Character($0)) } ?? ""
  }

  private static func box(ofMark scalar: Unicode.Scalar) -> Int? {
    let value = scalar.value
    return value >= firstMark && value < firstMark + UInt32(markCount) ? Int(value - firstMark) : nil
  }

  /// The formula in names.
  func text(names: (Int) -> String) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .gap(let box): text += names(box)
      }
    }
  }

  /// The formula in numbers: a negative one in parentheses where it does not begin a sum, and a dot where two numbers would meet.
  func text(numbers: (Int) -> String) -> String {
    var text = ""
    for (place, piece) in pieces.enumerated() {
      switch piece {
      case .text(let part): text += part
      case .gap(let box):
        let number = numbers(box)
        var next: Character?
        if place + 1 < pieces.count, case .text(let part) = pieces[place + 1] { next = part.first }
        let isRaised = next.map { "⁰¹²³⁴⁵⁶⁷⁸⁹⁻^ᵀ".contains($0) } ?? false
        if text.last?.isNumber ?? false { text += "·" }
        let begins = text.isEmpty || text.hasSuffix("(") || text.hasSuffix(", ")
        let isLoose = isRaised ? number.hasPrefix("−") || number.contains("e") : number.hasPrefix("−") && !begins
        text += isLoose ? "(\(number))" : number
      }
    }
    return text
  }
}

/// The formulas of all boxes, to be filled in, and small graphs that evaluate them at the numbers that are printed.
struct FormulaTemplates: Sendable {
  /// One for each box; nil for leaves, and where a formula is too large.
  private let templates: [FormulaTemplate?]
  /// One for each box; nil where something is not a number.
  private let evaluations: [Evaluation?]

  private struct Evaluation: Sendable {
    let trace: ForwardTrace
    let output: Int
    /// The leaf of each operand.
    let leaves: [(box: Int, leaf: Int)]
  }

  init(of annotated: AnnotatedGraph, nodes: [Int], boxOfNode: [Int]) {
    let graph = annotated.graph
    var templates = [FormulaTemplate?](repeating: nil, count: nodes.count)
    var evaluations = [Evaluation?](repeating: nil, count: nodes.count)
    guard nodes.count <= FormulaTemplate.markCount else {
      (self.templates, self.evaluations) = (templates, evaluations)
      return
    }
    var model = annotated.model
    model.definitions = nodes.enumerated().map { box, node in
      Definition(
        node: node, firstNode: node, name: FormulaTemplate.mark(of: box),
        role: graph.primitive(of: node) == .leaf ? .constant : .operation)
    }
    let writer = FormulaWriter(model: model, visible: annotated.isVisible)
    for region in graph.regions(showing: annotated.isVisible) {
      let box = boxOfNode[region.output]
      templates[box] = writer.expression(of: region).map { FormulaTemplate($0.text(.unicode)) }
      evaluations[box] = Self.evaluation(of: region, in: graph, boxOfNode: boxOfNode)
    }
    (self.templates, self.evaluations) = (templates, evaluations)
  }

  private static func evaluation(of region: Region, in graph: Graph, boxOfNode: [Int]) -> Evaluation? {
    guard region.nodes.count <= 64, (region.nodes + region.sources).allSatisfy({ graph.shape(of: $0).isScalar })
    else {
      return nil
    }
    // The sources come first, as leaves.
    let leaves = Dictionary(uniqueKeysWithValues: region.sources.map { ($0, Tensor(0)) })
    return Evaluation(
      trace: graph.rebuilt(region.sources + region.nodes, leaves: leaves).forwardTrace(),
      output: region.sources.count + region.nodes.count - 1,
      leaves: region.sources.enumerated().map { (box: boxOfNode[$0.element], leaf: $0.offset) })
  }

  /// `w1·x1 + w2·x2 = 1·2 + 2·3 = 8`, with ≈ if the printed numbers do not give the printed result; nil if the formula is too
  /// long to be read.
  func arithmetic(
    of box: Int, names: (Int) -> String, values: (Int) -> Double?, result: String, format: NumberFormat
  ) -> String? {
    guard let template = templates[box] else { return nil }
    let symbols = template.text(names: names)
    guard symbols.count <= FormulaTemplate.limit else { return nil }
    guard let evaluation = evaluations[box], !template.operands.isEmpty else { return "\(symbols) = \(result)" }
    var bindings: [Int: Tensor] = [:]
    for (box, leaf) in evaluation.leaves {
      guard let value = values(box) else { return "\(symbols) = \(result)" }
      bindings[leaf] = Tensor(format.printed(value))
    }
    let numbers = template.text(numbers: { values($0).map(format.text) ?? "?" })
    guard numbers != result, symbols.count + numbers.count <= 2 * FormulaTemplate.limit else {
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
