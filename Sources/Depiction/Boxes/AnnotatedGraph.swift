import Autodiff
import Formulas
import Pictures

/// Everything that is known of a model once it has run forward and backward, at one level of detail.
struct AnnotatedGraph {
  let model: Model
  let parts: Parts
  let format: NumberFormat
  let detail: Detail
  private(set) var linearization: Linearization
  /// Nil if there is no output, or it holds more than one number.
  private(set) var backward: BackwardTrace?
  let flow: GradientFlow
  /// One flag a node: whether it has a box.
  let isVisible: [Bool]
  /// What the definitions compute, whatever the detail.
  let regions: [Region]
  /// What is drawn as one node: at `named` and `groups` all that has a box; else the ports of closed groups.
  let drawnRegions: [Region]
  /// Nil where no group is closed.
  let closing: ClosedGroups?
  /// Writes in the names of the lesson.
  let writer: FormulaWriter
  /// Nil until they are kept.
  var keptFormulas: WrittenFormulas?
  /// One id a node; empty for those without a box.
  let ids: [String]
  /// `L`, as it stands in `∂L/∂w1`.
  let outputName: String

  var graph: Graph { model.graph }
  var trace: ForwardTrace { linearization.trace }

  /// - Parameter bindings: values of leaves that are not their own.
  init(of model: Model, as depiction: Depiction, at bindings: [Int: Tensor] = [:]) {
    let graph = model.graph
    let named = model.namedNodes
    self.model = model
    parts = depiction.parts ?? .standard
    format = NumberFormat(precision: depiction.precision)
    detail = depiction.detail
    (isVisible, closing) = depiction.visibility(of: model, named: named)
    linearization = graph.forwardTrace(at: bindings).linearization()
    let output = model.output.flatMap { graph.shape(of: $0).count == 1 ? $0 : nil }
    backward = output.map { [linearization] in linearization.backwardTrace(from: $0) }
    let parameters = model.definitions.lazy.filter { $0.role == .parameter }.map { $0.node }
    flow = GradientFlow(through: graph, from: depiction.withRespectTo ?? Array(parameters), to: output)
    regions = graph.regions(showing: named)
    if let closing {
      let all = graph.regions(showing: isVisible)
      drawnRegions = detail.closesDefinitions ? all : all.filter { closing.closedGroup[$0.output] >= 0 }
    } else {
      drawnRegions = detail.closesDefinitions ? regions : []
    }
    // What a closed group has inside is known by its name in the lesson.
    let written = closing == nil ? isVisible : zip(isVisible, named).map { $0 || $1 }
    writer = FormulaWriter(model: model, visible: written)
    ids = isVisible.indices.map { [isVisible] in isVisible[$0] ? model.id(of: $0) : "" }
    outputName = output.map { model.id(of: $0) } ?? ""
  }

  /// The same at other leaf values, with all that does not depend on them.
  func moved(to bindings: [Int: Tensor]) -> AnnotatedGraph {
    var copy = self
    copy.linearization = trace.forwardTrace(at: bindings).linearization()
    copy.backward = backward.map { [linearization = copy.linearization] in
      linearization.backwardTrace(from: $0.output)
    }
    return copy
  }
}
