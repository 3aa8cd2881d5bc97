import Autodiff
import Formulas
import Pictures

/// Why a derivative is exactly 0, as one says it: "ReLU is off at z = −0.7".
struct ZeroReasons {
  let chain: ChainGraph
  let notation: ChainNotation
  private var graph: Graph { chain.annotated.graph }
  private var trace: ForwardTrace { chain.annotated.trace }

  /// Of an edge whose derivative is 0; nil if its parts cancel.
  func reason(for edge: ChainEdge) -> Prose? {
    guard let place = edge.region else { return reason(for: edge.target, slot: edge.slot) }
    let region = chain.annotated.drawnRegions[place]
    // Inside, how far something gets from the source without meeting a 0.
    var reached: Set<Int> = [edge.source]
    var stop: (node: Int, slot: Int)?
    for node in region.nodes {
      for slot in 0..<graph.operandCount(of: node) where reached.contains(graph.operand(of: node, slot: slot)) {
        if chain.annotated.linearization.localDerivative(of: node, slot: slot).isZero {
          // What chooses is less of a reason than what was not chosen.
          if stop == nil || isVague(stop?.node) { stop = (node, slot) }
        } else {
          reached.insert(node)
        }
      }
    }
    if reached.contains(region.output) { return nil }
    return stop.map { reason(for: $0.node, slot: $0.slot) }
      ?? Prose(notation.name(edge.target)) + " does not depend on it"
  }

  private func isVague(_ node: Int?) -> Bool {
    guard let node else { return true }
    if case .level = graph.operation(of: node).flatness(by: 0) { return true }
    return false
  }

  /// Of one operand's slot.
  private func reason(for node: Int, slot: Int) -> Prose {
    let operation = graph.operation(of: node)
    let operand = graph.operand(of: node, slot: slot)
    switch operation.flatness(by: slot) {
    case .otherIsZero(let other): return isZero(graph.operand(of: node, slot: other))
    case .operandIsZero:
      // b·a^(b − 1) is 0 for b = 0 too, a^b·log(a) for a = 1.
      if operation.primitive == .pair(.pow), !trace.value(of: operand).isZero {
        let other = graph.operand(of: node, slot: 1 - slot)
        if trace.value(of: other).scalars.allSatisfy({ $0 == Double(slot) }) { return Prose(at(other)) }
      }
      return isZero(operand)
    case .off(let words): return Prose(words + " at ") + at(operand)
    case .level(let name): return Prose(name + " is flat")
    case .notTaken(let name):
      let others = (0..<graph.operandCount(of: node)).filter {
        $0 != slot && (operation.primitive.hasEdge($0))
      }
      guard let other = others.first else { return Prose(name + " took another entry") }
      return Prose(name + " took ") + at(graph.operand(of: node, slot: other))
    case .closed(let words): return Prose(words)
    }
  }

  /// `x = 0`; where it is not, what is multiplied with it was rounded away.
  private func isZero(_ node: Int) -> Prose {
    trace.value(of: node).isZero ? Prose(at(node)) : Prose(Flatness.tooSmallWords)
  }

  /// `z = −0.7`, or the number alone where the figure has no short name for it.
  private func at(_ node: Int) -> Formula { equation(node, equals: trace.value(of: node)) }

  private func equation(_ node: Int, equals value: Tensor) -> Formula {
    let number = notation.value(value)
    guard let left = notation.shortText(of: node), left != number else { return number }
    return left + " = " + number
  }
}

extension ChainNotation {
  /// A visible node's name; of a hidden one its formula, if that is short; nil for literals.
  func shortText(of node: Int) -> Formula? {
    if annotated.isVisible[node] { return name(node) }
    guard annotated.graph.primitive(of: node) != .leaf else { return nil }
    // What is inside of a closed region, as a region of its own.
    var nodes: Set<Int> = [node]
    var waiting = [node]
    var sources: [Int] = []
    while let next = waiting.popLast() {
      for operand in annotated.graph.operands(of: next) {
        if annotated.isVisible[operand] {
          if !sources.contains(operand) { sources.append(operand) }
        } else if nodes.insert(operand).inserted {
          waiting.append(operand)
        }
      }
      if nodes.count > 32 { return nil }
    }
    let region = Region(output: node, nodes: nodes.sorted(), sources: sources.sorted())
    let formula = annotated.writer.expression(of: region)?.formula
    return formula.flatMap { $0.text.count <= Formula.columns ? $0 : nil }
  }
}

extension Tensor {
  fileprivate var isZero: Bool { scalars.allSatisfy { $0 == 0 } }
}
