import Autodiff
import Pictures

extension ChainExplainer {
  /// The derivative beside a central difference, which knows nothing of the chain rule.
  func check(of source: Int) -> [Explanation.Block] {
    guard let backward = graph.primitive(of: source) == .leaf ? annotated.backward : cut(at: source) else {
      return []
    }
    let check = backward.numericalCheck(of: [source])
    let (name, result) = (notation.name(source), notation.name(output))
    guard !check.entries.isEmpty else {
      return [
        .paragraph(
          Prose("No central difference to compare with: at ") + name
            + " a kink, a jump or the edge of a domain is hit exactly, or a value is not finite.")
      ]
    }
    let difference = result + "(" + name + " + h) − " + result + "(" + name + " − h)"
    let brackets = (Formula([.init(.sign, "(", in: .line)]), Formula([.init(.sign, ")", in: .line)]))
    let left = Formula.fraction(brackets.0 + difference + brackets.1, "2h")
    let verdict = check.agrees ? "agrees" : "differs"
    let shape = graph.shape(of: source)
    if check.entries.count == shape.count, shape.count <= 6 {
      let numbers = check.entries.map { believed($0) }
      return [
        .listing([
          Equation(
            left, [.init(.atom(notation.value(Tensor(shape: shape, scalars: numbers))), .approximate)],
            remark: "central difference: \(verdict)")
        ])
      ]
    }
    let wrong = check.entries.count { !$0.agrees }
    let words = wrong == 0 ? "all agree" : "\(wrong) differ"
    return [
      .paragraph(
        Prose(left) + " was tried on \(check.entries.count) of \(shape.count) entries of " + name + ": \(words).")
    ]
  }

  /// The trace of a graph in which a computed node is a leaf with the value that it has, all other nodes the same. O(nodes + entries).
  private func cut(at node: Int) -> BackwardTrace {
    let given = (0...output).filter { $0 == node || graph.primitive(of: $0) == .leaf }
    let leaves = Dictionary(uniqueKeysWithValues: given.map { ($0, annotated.trace.value(of: $0)) })
    return graph.rebuilt(0...output, leaves: leaves).forwardTrace().linearization().backwardTrace(from: output)
  }

  /// The slope without the digits that the check itself does not believe.
  private func believed(_ entry: NumericalCheck.Entry) -> Double {
    guard let backward = annotated.backward else { return entry.central }
    let size = backward.trace.value(of: output).scalars.first?.magnitude ?? 0
    let tolerance = 1e-8 * max(1, entry.analytic.magnitude, size)
    var unit = 1e-8
    while unit < tolerance { unit *= 10 }
    let rounded = (entry.central / unit).rounded() * unit
    return rounded.isFinite ? rounded : entry.central
  }
}
