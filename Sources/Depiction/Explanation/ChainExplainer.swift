import Autodiff
import Formulas
import Letters
import Pictures

/// Tells the chain rule of a graph: which facts are said, in which order.
struct ChainExplainer {
  let teller: Teller
  /// Whose derivatives are told.
  let sources: [Int]
  /// What `sources` are, in the plural.
  let kind: String

  var chain: ChainGraph { teller.chain }
  var notation: ChainNotation { teller.notation }
  var annotated: AnnotatedGraph { chain.annotated }
  var graph: Graph { annotated.graph }
  var format: NumberFormat { annotated.format }
  var output: Int { chain.output }

  /// - Parameter wanted: the nodes that were asked for; nil: the parameters, or the inputs where there are none.
  init(_ chain: ChainGraph, wanted: [Int]?) {
    teller = Teller(chain)
    let definitions = chain.annotated.model.definitions
    let parameters = definitions.filter { $0.role == .parameter }.map { $0.node }
    let inputs = definitions.filter { $0.role == .input }.map { $0.node }
    if let wanted {
      sources = wanted.filter { chain.annotated.isVisible[$0] }
      kind = "nodes"
    } else {
      sources = parameters.isEmpty ? inputs : parameters
      kind = parameters.isEmpty ? "inputs" : "parameters"
    }
  }

  // MARK: Forward

  /// What is given, and what is computed of it.
  func forward() -> Explanation.Section {
    var needed: [Int] = []
    var given: [Int] = []
    let isUsed = graph.ancestors(of: output)
    for node in 0...output where annotated.isVisible[node] && isUsed[node] {
      if graph.primitive(of: node) == .leaf { given.append(node) } else { needed.append(node) }
    }
    var blocks: [Explanation.Block] = []
    if !given.isEmpty {
      var prose = Prose("Given ")
      // Commas may stand in what is given.
      let joint = given.allSatisfy { graph.shape(of: $0).isScalar } ? ", " : "; "
      for (place, leaf) in given.prefix(Depiction.shownLeaves).enumerated() {
        if place > 0 { prose = prose + joint }
        prose =
          prose + (notation.name(leaf) + " = " + notation.value(annotated.trace.value(of: leaf)))
      }
      let more = given.count - Depiction.shownLeaves
      blocks.append(.paragraph(prose + (more > 0 ? ", and \(more) more." : ".")))
    }
    let equations = needed.prefix(Depiction.shownNodes).map { teller.value(of: $0).equation }
    if !equations.isEmpty { blocks.append(.listing(equations)) }
    let more = needed.count - equations.count
    if more > 0 { blocks.append(.paragraph("… and \(counted(more, "more node")).")) }
    return Explanation.Section("Forward", blocks)
  }

  /// Where there is no gradient to speak of.
  func tensorOutput() -> Explanation.Section {
    let shape = graph.shape(of: output).description
    var blocks: [Explanation.Block] = [
      .paragraph(
        Prose("The output ") + notation.name(output)
          + " has shape \(shape): it has no one gradient but one for each of its numbers. Choose one with --of, or sum them up in a loss."
      )
    ]
    if !annotated.model.notes.isEmpty { blocks.append(.list(annotated.model.notes.map { Prose($0) })) }
    return Explanation.Section("No gradient", blocks)
  }

}

extension Depiction {
  /// More paths than these are factored or summed up.
  static let shownPaths = 8
  /// More leaves, nodes or derivatives are counted.
  static let shownLeaves = 24
  static let shownNodes = 40
  static let shownDerivatives = 24
  /// Formulas with more symbols are left to the picture.
  static let shownSymbols = 48
}
