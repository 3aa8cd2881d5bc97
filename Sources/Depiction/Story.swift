import Autodiff
import Diagrams
import Training

/// The story of a model, scene by scene.
struct Story: Sendable {
  let annotated: AnnotatedGraph
  let descent: Descent?
  let templates: FormulaTemplates
  let line: Storyline
  /// The node of every box.
  let nodes: [Int]
  let boxOfNode: [Int]
  let format: NumberFormat

  init(of model: Model, descent: Descent?, as depiction: Depiction) {
    var model = model
    var depiction = depiction
    if let descent { model.output = descent.run.loss }
    depiction.parts.formUnion([.contributions])
    var annotated = AnnotatedGraph(
      of: model, as: depiction, at: Self.bindings(of: descent, scene: 0))
    annotated.keepFormulas()
    var boxOfNode = [Int](repeating: -1, count: model.graph.nodeCount)
    var nodes: [Int] = []
    for node in annotated.isVisible.indices where annotated.isVisible[node] {
      boxOfNode[node] = nodes.count
      nodes.append(node)
    }
    self.annotated = annotated
    self.descent = descent
    self.boxOfNode = boxOfNode
    self.nodes = nodes
    format = annotated.format
    templates = FormulaTemplates(of: annotated, nodes: nodes, boxOfNode: boxOfNode)
    let hasGradient = annotated.backward != nil && depiction.parts.contains(.gradients)
    line = Storyline(
      of: Diagram(boxes: annotated.boxes(), arrows: annotated.arrows()),
      showsGradient: nodes.map { hasGradient && annotated.flow.isShown[$0] })
  }

  var sceneCount: Int { max(descent?.steps.count ?? 1, 1) }

  /// Whether a scene tells how the gradient flows: not the last of a descent, which is only where it ended.
  func hasBackward(_ scene: Int) -> Bool { line.seedIsShown && (scene < sceneCount - 1 || sceneCount == 1) }

  func hasUpdate(_ scene: Int) -> Bool { descent != nil && scene < sceneCount - 1 }

  /// How fast a scene is told: the first takes its time.
  static func pace(_ scene: Int) -> Double { 1 / Double(scene + 1) }

  /// The values of parameters in a scene.
  private static func bindings(of descent: Descent?, scene: Int) -> [Int: Tensor] {
    guard let descent, descent.steps.indices.contains(scene) else { return [:] }
    return descent.leafValues(at: descent.steps[scene])
  }

  /// - Parameter isMute: without the words of its beats, which take longest: enough to measure boxes by.
  func scene(_ index: Int, isMute: Bool = false) -> Scene {
    let bindings = Self.bindings(of: descent, scene: index)
    let graph = index == 0 ? annotated : annotated.moved(to: bindings)
    var boxes = graph.boxes()
    var arrows = graph.arrows()
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
    let telling = Telling(of: self, graph, diagram, scene: index, isMute: isMute)
    var beats = telling.beats()
    let pace = Self.pace(index)
    var time = 0.0
    for place in beats.indices {
      beats[place].start = time
      beats[place].duration *= beats[place].kind == .outcome ? 1 : pace
      time = beats[place].end
    }
    return Scene(
      diagram: diagram, beats: beats,
      loss: line.output.flatMap { output in
        graph.backward == nil ? nil : "\(boxes[output].id) = \(format.line(graph.trace.value(of: nodes[output])))"
      },
      learningRate: hasUpdate(index) ? step.map { format.text($0.learningRate) } : nil,
      chainRule: telling.chainRule)
  }

  /// The length of a scene, without making it.
  func duration(_ scene: Int) -> Double {
    var count = line.forward.count + 1
    if hasBackward(scene) { count += 1 + line.backward.count + line.gatherings.count }
    if hasUpdate(scene) { count += moves.count }
    // Added as the beats are, one by one, so that a film's times are its scenes' times.
    var time = 0.0
    for _ in 0..<count { time += Self.pace(scene) }
    return scene == sceneCount - 1 ? time + Self.outcomeDuration : time
  }

  static let outcomeDuration = 4.0

  /// Parameters that are told of together, as places in the run's list.
  var moves: [[Int]] {
    guard let descent else { return [] }
    let places = Array(descent.run.parameters.indices)
    return places.count <= 4 ? places.map { [$0] } : places.isEmpty ? [] : [places]
  }
}
