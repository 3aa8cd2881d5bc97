import Autodiff
import Formulas
import Pictures

/// Everything that is known of a model once it has run forward and backward, at one level of detail.
///
/// Immutable, and one object: a picture's edges each ask it, and its parts are many.
final class AnnotatedGraph: Sendable {
  let model: Model
  let parts: Parts
  let partsWhereFew: Parts
  let texts: Texts
  let format: NumberFormat
  let formulaLines: Int
  let detail: Detail
  let linearization: Linearization
  /// Nil if there is no output, or it holds more than one number.
  let backward: BackwardTrace?
  let flow: GradientFlow
  /// One flag a node: whether it has a box.
  let isVisible: [Bool]
  /// What the definitions compute, whatever the detail.
  let regions: [Region]
  /// What is drawn as one node: at `named` and `groups` all that has a box; else the ports of closed groups.
  let drawnRegions: [Region]
  /// One flag a node: whether it has an edge into one of these alone, and into nothing else.
  let isUsedOnce: [Bool]
  /// Nil where no group is closed.
  let closing: ClosedGroups?
  /// Writes in the names of the lesson.
  let writer: FormulaWriter
  /// One id a node; empty for those without a box.
  let ids: [String]
  /// `L`, as it stands in `∂L/∂w1`.
  let outputName: String
  /// In a circuit, by node: how many wires leave it, and whether it has a name; else empty.
  let circuit: [(uses: Int, isNamed: Bool)]

  var graph: Graph { model.graph }
  /// Whether the picture is a circuit of gates.
  var isCircuit: Bool { !circuit.isEmpty }
  var trace: ForwardTrace { linearization.trace }

  /// - Parameter bindings: values of leaves that are not their own.
  init(of model: Model, as depiction: Depiction, at bindings: [Int: Tensor] = [:]) {
    let graph = model.graph
    let named = model.namedNodes
    self.model = model
    parts = depiction.parts ?? .standard
    partsWhereFew = depiction.partsWhereFew
    texts = depiction.texts
    format = NumberFormat(precision: depiction.precision)
    formulaLines = depiction.formulaLines
    detail = depiction.detail
    let (visible, closing) = depiction.visibility(of: model, named: named)
    (isVisible, self.closing) = (visible, closing)
    let linearization = graph.forwardTrace(at: bindings).linearization()
    let output = model.output.flatMap { graph.shape(of: $0).count == 1 ? $0 : nil }
    self.linearization = linearization
    backward = output.map { linearization.backwardTrace(from: $0) }
    let parameters = model.definitions.lazy.filter { $0.role == .parameter }.map { $0.node }
    flow = GradientFlow(through: graph, from: depiction.withRespectTo ?? Array(parameters), to: output)
    let regions = graph.regions(showing: named)
    self.regions = regions
    if let closing {
      let all = graph.regions(showing: visible)
      drawnRegions = detail.closesDefinitions ? all : all.filter { closing.closedGroup[$0.output] >= 0 }
    } else {
      drawnRegions = detail.closesDefinitions ? regions : []
    }
    var uses = [Int32](repeating: 0, count: graph.nodeCount)
    for region in drawnRegions { for source in region.sources { uses[source] += 1 } }
    isUsedOnce = detail.closesDefinitions ? uses.map { $0 == 1 } : Array(repeating: false, count: graph.nodeCount)
    // What a closed group has inside is known by its name in the lesson.
    let written = closing == nil ? visible : zip(visible, named).map { $0 || $1 }
    writer = FormulaWriter(model: model, visible: written, trace: linearization.trace)
    ids = visible.indices.map { visible[$0] ? model.id(of: $0) : "" }
    outputName = output.map { model.id(of: $0) } ?? ""
    var circuit: [(uses: Int, isNamed: Bool)] = []
    if texts.contains(.gates), !detail.closesDefinitions {
      circuit = named.map { (0, $0) }
      for node in 0..<graph.nodeCount { for operand in graph.operands(of: node) { circuit[operand].uses += 1 } }
    }
    self.circuit = circuit
  }

  /// `other` at other leaf values, with all that does not depend on them.
  init(_ other: AnnotatedGraph, at bindings: [Int: Tensor]) {
    (model, parts, partsWhereFew) = (other.model, other.parts, other.partsWhereFew)
    (texts, format, detail) = (other.texts, other.format, other.detail)
    formulaLines = other.formulaLines
    (flow, isVisible, closing, ids) = (other.flow, other.isVisible, other.closing, other.ids)
    (regions, drawnRegions, isUsedOnce) = (other.regions, other.drawnRegions, other.isUsedOnce)
    writer = other.writer
    (outputName, circuit) = (other.outputName, other.circuit)
    let linearization = other.trace.forwardTrace(at: bindings).linearization()
    self.linearization = linearization
    backward = other.backward.map { linearization.backwardTrace(from: $0.output) }
  }
}
