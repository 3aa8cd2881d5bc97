import Autodiff
import Pictures
import Training

/// The story of a model, timeline by timeline.
struct TimelineMaker: Sendable {
  let annotated: AnnotatedGraph
  let formulas: WrittenFormulas
  let descent: Descent?
  let templates: FormulaTemplates
  let line: BeatOrder
  /// The node of every box.
  let nodes: [Int]
  let boxOfNode: [Int]
  let format: NumberFormat

  init(of model: Model, descent: Descent?, as depiction: Depiction) {
    var model = model
    var depiction = depiction
    if let descent { model.output = descent.run.loss }
    let parts = (depiction.parts ?? .standard).union(.contributions)
    depiction.parts = parts
    let annotated = AnnotatedGraph(
      of: model, as: depiction, at: Self.bindings(of: descent, timeline: 0))
    var boxOfNode = [Int](repeating: -1, count: model.graph.nodeCount)
    var nodes: [Int] = []
    for node in annotated.isVisible.indices where annotated.isVisible[node] {
      boxOfNode[node] = nodes.count
      nodes.append(node)
    }
    self.annotated = annotated
    formulas = WrittenFormulas(of: annotated)
    self.descent = descent
    self.boxOfNode = boxOfNode
    self.nodes = nodes
    format = annotated.format
    templates = FormulaTemplates(of: annotated, nodes: nodes, boxOfNode: boxOfNode)
    let hasGradient = annotated.backward != nil && parts.contains(.gradients)
    line = BeatOrder(
      of: Diagram(boxes: annotated.boxes(formulas), arrows: annotated.arrows(formulas)),
      showsGradient: nodes.map { hasGradient && annotated.flow.isShown[$0] })
  }

  var timelineCount: Int { max(descent?.steps.count ?? 1, 1) }

  /// Whether a timeline tells how the gradient flows: not the last of a descent, which is only where it ended.
  func hasBackward(_ timeline: Int) -> Bool {
    line.seedIsShown && (timeline < timelineCount - 1 || timelineCount == 1)
  }

  func hasUpdate(_ timeline: Int) -> Bool { descent != nil && timeline < timelineCount - 1 }

  /// How fast a timeline is told: the first takes its time.
  static func pace(_ timeline: Int) -> Double { 1 / Double(timeline + 1) }

  /// The values of parameters in a timeline.
  private static func bindings(of descent: Descent?, timeline: Int) -> [Int: Tensor] {
    guard let descent, descent.steps.indices.contains(timeline) else { return [:] }
    return descent.leafValues(at: descent.steps[timeline])
  }

  /// - Parameter isMute: without the words of its beats, which take longest: enough to measure boxes by.
  func timeline(_ index: Int, isMute: Bool = false) -> Timeline {
    let bindings = Self.bindings(of: descent, timeline: index)
    let graph = index == 0 ? annotated : AnnotatedGraph(annotated, at: bindings)
    var boxes = graph.boxes(formulas)
    var arrows = graph.arrows(formulas)
    if !hasBackward(index) {
      // What is never shown needs no room; the lines stay.
      for box in boxes.indices { boxes[box].text.gradient = boxes[box].text.gradient.map { _ in "" } }
      for arrow in arrows.indices { arrows[arrow].text.contribution = nil }
    }
    let step = descent?.steps.indices.contains(index) == true ? descent?.steps[index] : nil
    let diagram = Diagram(
      title: graph.model.title, summary: graph.summary(boxCount: boxes.count, arrowCount: arrows.count),
      output: graph.model.output.map { graph.model.id(of: $0) }, detail: graph.detail.rawValue,
      step: step?.number ?? 0,
      boxes: boxes, arrows: arrows, notes: graph.model.notes)
    let telling = BeatCaptions(of: self, graph, diagram, timeline: index, isMute: isMute)
    var beats = telling.beats()
    let pace = Self.pace(index)
    var time = 0.0
    for place in beats.indices {
      beats[place].start = time
      beats[place].duration *= beats[place].kind == .outcome ? 1 : pace
      time = beats[place].end
    }
    return Timeline(
      diagram: diagram, beats: beats,
      loss: line.output.flatMap { output in
        graph.backward == nil ? nil : "\(boxes[output].id) = \(format.line(graph.trace.value(of: nodes[output])))"
      },
      learningRate: hasUpdate(index) ? step.map { format.text($0.learningRate) } : nil,
      chainRule: telling.chainRule)
  }

  /// The length of a timeline, without making it.
  func duration(_ timeline: Int) -> Double {
    var count = line.forward.count + 1
    if hasBackward(timeline) { count += 1 + line.backward.count + line.gatherings.count }
    if hasUpdate(timeline) { count += moves.count }
    // Added as the beats are, one by one, so that a film's times are its timelines' times.
    var time = 0.0
    for _ in 0..<count { time += Self.pace(timeline) }
    return timeline == timelineCount - 1 ? time + Self.outcomeDuration : time
  }

  static let outcomeDuration = 4.0

  /// Parameters that are told of together, as places in the run's list.
  var moves: [[Int]] {
    guard let descent else { return [] }
    let places = Array(descent.run.parameters.indices)
    return places.count <= 4 ? places.map { [$0] } : places.isEmpty ? [] : [places]
  }
}
