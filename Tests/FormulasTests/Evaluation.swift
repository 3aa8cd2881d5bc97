import Autodiff
import FlowLanguage

@testable import Formulas

/// Evaluates the ASCII form of a formula by the language's own parser, at the values of a trace.
struct Evaluation {
  let trace: ForwardTrace

  /// - Parameters:
  ///   - upstream: the gradient that arrives, bound to `name`.
  /// - Returns: the value; throws the language's own errors.
  func value(of formula: SymbolicFormula, upstream: Tensor? = nil, named name: String = "upstream") throws -> Tensor {
    var names: [String: Int] = [:]
    Self.collect(formula.expression, into: &names)
    var text = ""
    for (name, node) in names.sorted(by: { $0.value < $1.value }) {
      text += "input \(Self.plain(name, node)) = \(Self.literal(trace.value(of: node)))\n"
    }
    if let upstream, formula.hasUpstream { text += "input \(name) = \(Self.literal(upstream))\n" }
    guard var written = formula.code else { throw Missing() }
    for (name, node) in names.sorted(by: { $0.key.count > $1.key.count }) where Self.plain(name, node) != name {
      written = Self.replace(name, by: Self.plain(name, node), in: written)
    }
    text += "result_ = \(written)\n"
    do {
      let file = try FlowFile.read(FlowSource(name: "formula", text: text))
      guard let output = file.model.node(named: "result_") else { throw Missing() }
      return file.model.graph.forwardTrace().value(of: output)
    } catch let errors as FlowErrors {
      throw Unreadable(text: text, listing: errors.listing())
    }
  }

  /// A leaf's name for an entry, a member of a family or a node in a call: `W[0, 1]`, `h[3]`, `h[3].z`.
  private static func plain(_ name: String, _ node: Int) -> String {
    name.contains { "[].".contains($0) } ? "entry_\(node)_" : name
  }

  /// Where it is not the end of a longer name.
  private static func replace(_ name: String, by other: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      let isInside = result.last.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false
      if !isInside, rest.hasPrefix(name) {
        result += other
        rest = rest.dropFirst(name.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  struct Missing: Error {}
  struct Unreadable: Error, CustomStringConvertible {
    let text: String
    let listing: String
    var description: String { text + listing }
  }

  private static func collect(_ expression: Expression, into names: inout [String: Int]) {
    if case .name(let name, let node) = expression.kind { names[name] = node }
    for part in expression.kind.parts { collect(part, into: &names) }
  }

  /// A tensor as the language writes it.
  static func literal(_ tensor: Tensor) -> String {
    var rows = tensor.scalars.map { $0.isInfinite ? ($0 < 0 ? "-inf" : "inf") : "\($0)" }
    for length in tensor.shape.dimensions.reversed() {
      rows = stride(from: 0, to: rows.count, by: length).map {
        "[" + rows[$0..<$0 + length].joined(separator: ", ") + "]"
      }
    }
    return rows[0]
  }
}

/// Equal to 1e-9·max(1, |expected|), entry by entry; NaN is NaN.
func agree(_ actual: Tensor, _ expected: Tensor) -> Bool {
  actual.shape == expected.shape
    && zip(actual.scalars, expected.scalars).allSatisfy { a, b in
      a == b || (a.isNaN && b.isNaN) || (a - b).magnitude <= 1e-9 * max(1, b.magnitude)
    }
}

/// A cotangent without symmetry: 1, −0.75, 0.5, 1.25, … so that no mistake cancels.
func cotangent(_ shape: Shape) -> Tensor {
  let pattern = [1, -0.75, 0.5, 1.25, -2, 0.375, 3, -1.5, 0.25]
  return Tensor(shape: shape, scalars: (0..<shape.count).map { pattern[$0 % 9] + Double($0 / 9) * 0.125 })
}
