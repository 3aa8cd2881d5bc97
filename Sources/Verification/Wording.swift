import Autodiff
import FlowLanguage
import Letters

/// Every sentence of a report.
enum Wording {
  // MARK: Gradients

  static func agreement(_ check: NumericalCheck) -> String {
    let right = check.entries.filter { $0.agrees }.count
    let rest = check.entryCount - check.entries.count
    return
      (right == 1
      ? "1 gradient agrees with its central difference" : "\(right) gradients agree with central differences")
      + (rest == 0 ? "" : ", \(rest) of \(check.entryCount) not compared")
  }

  static func disagreement(_ entry: NumericalCheck.Entry, in model: Model) -> String {
    let name = gradient(by: place(of: entry.entry, in: entry.leaf, model), in: model)
    return "\(name) is \(PasteableNumber.short(entry.analytic)) by the chain rule, "
      + "\(PasteableNumber.short(entry.central)) by central differences"
  }

  // MARK: Warnings

  /// - Parameter isHigh: the output, whose value is then said, is not 0 itself.
  static func noSignal(
    to parameter: Int, in model: Model, _ adjoint: Tensor, output value: Double, isHigh: Bool
  ) -> String {
    let name = gradient(by: model.id(of: parameter), in: model)
    let zeros = adjoint.scalars.filter { $0 == 0 }.count
    let output = model.output.map { model.id(of: $0) } ?? "output"
    let though = isHigh ? " while \(output) = \(PasteableNumber.brief(value))" : ""
    return zeros == adjoint.scalars.count
      ? "\(name) is exactly 0\(though): \(model.id(of: parameter)) gets no signal here"
      : "\(name) is exactly 0 in \(zeros) of its \(adjoint.scalars.count) entries"
  }

  static func singularity(_ place: Singularity, in model: Model) -> String {
    let id = model.id(of: place.node)
    let name = model.graph.operation(of: place.node).name
    switch place.kind {
    case .kink(let at):
      return
        "\(id): \(name) is exactly at its kink, \(PasteableNumber.short(at)); its derivative there is a convention"
    case .tie:
      if case .pool = model.graph.primitive(of: place.node) {
        return "\(id): \(name) of equal numbers; its derivative goes to the first of them by convention"
      }
      return "\(id): \(name) of equal numbers; its derivative is shared equally among them by convention"
    case .jump:
      return "\(id): \(name) is exactly where its value jumps, and has no derivative there"
    case .domainEdge:
      return "\(id): \(name) is exactly at the edge of its domain, and has no derivative there"
    case .notFinite(let value):
      return "\(id) is \(value.spelled)"
    }
  }

  /// `h: where does not take sqrt(x), but of the 0 that it sends there 0 · ∞ = NaN comes back; …`.
  static func choice(_ lost: Warnings.LostChoice, in model: Model) -> String {
    let operation = model.graph.operation(of: lost.node)
    var operands = model.graph.operands(of: lost.node).map { model.id(of: $0) }
    let written = application(of: operation, to: operands)
    operands[lost.slot] = "where(…, \(operands[lost.slot]), 1)"
    return
      "\(model.id(of: lost.choice)): where does not take \(written), but the 0 that it sends there comes back as "
      + "0 · ∞ = NaN, as in PyTorch; choose the operand instead: \(application(of: operation, to: operands))"
  }

  static func skipped(_ leaves: [Int], in model: Model) -> String {
    let shown = leaves.prefix(8).map { gradient(by: model.id(of: $0), in: model) }.joined(separator: ", ")
    let rest = leaves.count > 8 ? " and \(leaves.count - 8) more" : ""
    return "not compared with central differences, which mean nothing here: \(shown)\(rest)"
  }

  static func nothingCompared(in model: Model, hasOutput: Bool) -> String {
    let reason =
      hasOutput
      ? "the output is not finite" : model.notes.first ?? "there is no output that holds one number"
    return "no gradient was compared with central differences: \(reason)"
  }

  static func more(_ count: Int) -> String { count == 1 ? "and 1 more like it" : "and \(count) more like these" }

  // MARK: Names

  /// `∂L/∂w1`.
  private static func gradient(by name: String, in model: Model) -> String {
    "∂\(model.output.map { model.id(of: $0) } ?? "output")/∂\(name)"
  }

  /// `w1`, `W[0, 1]`.
  private static func place(of entry: Int, in node: Int, _ model: Model) -> String {
    let shape = model.graph.shape(of: node)
    return model.id(of: node) + shape.subscript(of: entry)
  }

  /// `1 / 0`, `log(-1)`.
  static func application(of operation: Operation, to operands: [String]) -> String {
    let infix: [Primitive.Pair: String] = [.add: "+", .subtract: "-", .multiply: "*", .divide: "/", .pow: "^"]
    if case .pair(let pair) = operation.primitive, let sign = infix[pair] {
      return operands.joined(separator: " \(sign) ")
    }
    if operation.primitive == .parametric(.power) {
      return "\(operands[0]) ^ \(PasteableNumber.short(operation.number))"
    }
    return "\(operation.name)(\(operands.joined(separator: ", ")))"
  }
}
