import Autodiff
import Letters

extension Wording {
  /// `h: 2 of its 4 relus are off in all 5 rows, so nothing flows back through them`.
  static func symptom(_ symptom: Symptom, in model: Model, _ backward: BackwardTrace?) -> String? {
    let id = model.id(of: symptom.node)
    let operation = model.graph.operation(of: symptom.node).name
    switch symptom.kind {
    case .dead(let off, let units, let rows):
      if units == 1, rows == 1 { return "\(id): relu is off, so nothing flows back through it" }
      if rows == 1 { return "\(id): all its \(units) relus are off, so nothing flows back through them" }
      let count = off == units ? "all \(units)" : "\(off) of \(units)"
      return "\(id): \(count) units of the relu are off in all \(rows) rows, so nothing flows back through them"
    case .saturated(let flat, let count):
      let subject = count == 1 ? "\(operation) is" : "\(flat) of \(count) entries of \(operation) are"
      return "\(id): \(subject) saturated, with less than 1% of the slope in the middle"
    case .outerProduct(let n):
      let shapes = model.graph.operands(of: symptom.node).map { model.graph.shape(of: $0) }
      return "\(id): \(shapes[0]) and \(shapes[1]) make [\(n), \(n)], each of \(n) with each; "
        + "if \(n) pairs were meant, reshape one of the two"
    case .vanishing(let ratio, let steps):
      return path("vanishes", "smaller", 1 / ratio, steps, symptom.node, model, backward)
    case .exploding(let ratio, let steps):
      return path("explodes", "larger", ratio, steps, symptom.node, model, backward)
    // Said in words of their own.
    case .noSignal, .notFinite: return nil
    }
  }

  private static func path(
    _ verb: String, _ comparison: String, _ factor: Double, _ steps: Int, _ node: Int, _ model: Model,
    _ backward: BackwardTrace?
  ) -> String {
    "the gradient \(verb): back at \(model.id(of: node)) it is \(PasteableNumber.twoDigits(factor)) times \(comparison) than \(steps - 1) named "
      + "nodes before, next to the output (edgewise plot --kind flow draws it)"
  }

  // MARK: NaN and infinity

  /// `q is the first that is not finite: 1 / 0 is inf, a division by 0`.
  static func notFinite(_ node: Int, in model: Model, _ trace: ForwardTrace) -> String {
    let id = model.id(of: node)
    let value = trace.value(of: node)
    let entry = value.scalars.firstIndex { !$0.isFinite } ?? 0
    let wrong = value.scalars[entry].spelled
    let graph = model.graph
    let place = value.shape.isScalar ? "" : "entry \(value.shape.subscript(of: entry)), "
    if graph.operandCount(of: node) == 0 {
      return value.shape.isScalar
        ? "\(id) is \(wrong)" : "entry \(value.shape.subscript(of: entry)) of \(id) is \(wrong)"
    }
    let operation = graph.operation(of: node)
    let sentence = "\(id) is the first that is not finite: \(place)"
    guard let operands = trace.operands(of: node, entry: entry) else {
      let reason = reason(operation, [], value.scalars[entry])
      let scalars = graph.operands(of: node).map { trace.value(of: $0) }
      guard scalars.allSatisfy({ $0.shape.isScalar }) else {
        return sentence + "\(operation.name) is \(wrong)" + (reason.map { ": " + $0 } ?? "")
      }
      let written = application(of: operation, to: scalars.map { PasteableNumber.short($0.scalars[0]) })
      return sentence + "\(written) is \(wrong)" + (reason.map { ": " + $0 } ?? "")
    }
    let written = application(of: operation, to: operands.map(PasteableNumber.short))
    return sentence + "\(written) is \(wrong)"
      + (reason(operation, operands, value.scalars[entry]).map { ": " + $0 } ?? "")
  }

  /// Why finite operands give what is not.
  private static func reason(_ operation: Operation, _ operands: [Double], _ result: Double) -> String? {
    let tooLarge = "it is beyond the largest number, 1.8e308"
    let x = operands.first ?? .nan
    let y = operands.last ?? .nan
    switch operation.primitive {
    case .map(.log):
      return x == 0 ? "log falls without bound towards 0" : "there is no logarithm of a number below 0"
    case .map(.sqrt): return "there is no root of a number below 0"
    case .pair(.divide):
      if y == 0 { return x == 0 ? "0/0 is undefined" : "a division by 0" }
      return tooLarge
    case .parametric(.power), .pair(.pow):
      let exponent: Double
      if case .number(let number) = operation.attributes { exponent = number } else { exponent = y }
      if x == 0, exponent < 0 { return "a division by 0" }
      return result.isNaN ? "there is no fractional power of a number below 0" : tooLarge
    case .reduce(.variance),
      .reduce(.standardDeviation) where result.isNaN:
      return "there are no more entries than ddof takes away"
    default: return result.isInfinite ? tooLarge : nil
    }
  }
}
