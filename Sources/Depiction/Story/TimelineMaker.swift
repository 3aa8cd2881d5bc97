import Autodiff
import Formulas
import Letters
import Pictures
import Training

/// The story of a model, timeline by timeline.
struct TimelineMaker: Sendable {
  let annotated: AnnotatedGraph
  let formulas: WrittenFormulas
  let descent: Descent?
  /// By node, in the names of boxes.
  let definitions: [SymbolicFormula?]
  let line: BeatOrder
  /// The node of every box.
  let nodes: [Int]
  let boxOfNode: [Int]
  let format: NumberFormat
  /// Parameters that are told of together, as places in the run's list.
  let moves: [[Int]]

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
    let places = descent.map { Array($0.run.parameters.indices) } ?? []
    moves = descent == nil ? [] : places.count <= Self.toldAlone ? places.map { [$0] } : [places]
    self.boxOfNode = boxOfNode
    self.nodes = nodes
    format = annotated.format
    definitions = Teller.definitions(of: annotated)
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

  /// Whether a timeline says what has become of the loss since the one before.
  func hasBefore(_ timeline: Int) -> Bool { descent != nil && timeline > 0 }

  /// How fast a timeline is told: the first takes its time, the second half of it, then it is quick.
  static func pace(_ timeline: Int) -> Double { timeline == 0 ? 1 : timeline == 1 ? 0.5 : 0.3 / Double(timeline) }

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
    var diagram = DepictedModel(graph, formulas).facts
    (diagram.boxes, diagram.arrows, diagram.step) = (boxes, arrows, step?.number ?? 0)
    // A film tells what a caption would say.
    (diagram.captions, diagram.notes, diagram.showsLegend) = ([], graph.model.notes, false)
    let maker = BeatMaker(of: self, graph, diagram, timeline: index, isMute: isMute)
    var beats = maker.beats()
    let pace = Self.pace(index)
    var time = 0.0
    for place in beats.indices {
      beats[place].start = time
      if index == 0 { beats[place].duration *= beats[place].readingTime }
      beats[place].duration *= beats[place].kind == .outcome ? 1 : pace
      time = beats[place].end
    }
    return Timeline(
      diagram: diagram, beats: beats,
      loss: line.output.flatMap { output in
        graph.backward == nil ? nil : "\(boxes[output].id) = \(format.line(graph.trace.value(of: nodes[output])))"
      },
      learningRate: hasUpdate(index) ? step.map { format.text($0.learningRate) } : nil,
      tellings: maker.tellings)
  }

  /// The length of a timeline but the first, without making it.
  func duration(_ timeline: Int) -> Double {
    let pace = Self.pace(timeline)
    // Added as the beats are, one by one, so that a film's times are its timelines' times.
    var time = 0.0
    func add(_ count: Int, _ duration: Double = 1) { for _ in 0..<count { time += duration * pace } }
    add(line.forward.count + 1 + (hasBefore(timeline) ? 1 : 0))
    if hasBackward(timeline) {
      add(1, Self.localDuration(line))
      add(1 + line.backward.count + line.gatherings.count)
    }
    if hasUpdate(timeline), let run = descent?.run {
      for places in moves { add(1, places.count == 1 ? Self.updateDuration(run) : 1) }
    }
    return timeline == timelineCount - 1 ? time + Self.outcomeDuration : time
  }

  static let outcomeDuration = 4.0

  /// Longer the more nodes there are to look at.
  static func localDuration(_ line: BeatOrder) -> Double { min(max(Double(line.forward.count) / 2, 1), 4) }

  /// Rules that remember something have more lines.
  static func updateDuration(_ run: TrainingRun) -> Double {
    switch run.rule {
    case .gradientDescent: 1
    case .momentum, .nesterov, .adagrad, .rmsprop: 1.5
    case .adam, .adamw: 2.5
    }
  }

  /// More parameters than these are not told of one by one.
  static let toldAlone = 12

  // MARK: What came of it

  /// Which parameters never move, in words: by no rule that is told of a gradient of 0 alone.
  var idleness: Prose? {
    if let run = descent?.run {
      switch run.rule {
      case .gradientDescent, .momentum, .nesterov: break
      case .adagrad(let ε), .rmsprop(_, let ε), .adam(_, _, let ε): if ε == 0 { return nil }
      case .adamw(_, _, let ε, let λ): if ε == 0 || λ != 0 { return nil }
      }
      if run.weightDecay != 0 { return nil }
    }
    let teller = Teller(ChainGraph(annotated, output: annotated.backward?.output ?? 0))
    return teller.idleness(teller.idleParameters)
  }

  /// `L 9 → 0.81 (11 times smaller)   w1 1 → 0.4   w2 2 → 1.1`
  func change(from: Descent.Step, to: Descent.Step) -> String {
    guard let descent else { return "" }
    let (before, after) = (from.loss, to.loss)
    var parts = ["\(annotated.outputName) \(format.text(before)) → \(format.text(after))"]
    if after > before {
      parts[0] += " (it went up)"
    } else if after > 0, before / after >= 1.5 {
      parts[0] += " (\(NumberFormat(precision: 2).text(before / after)) times smaller)"
    }
    let (old, new) = (descent.leafValues(at: from), descent.leafValues(at: to))
    for leaf in descent.run.parameters.prefix(8) {
      guard let old = old[leaf], let new = new[leaf] else { continue }
      let text = format.line(new)
      parts.append(
        "\(annotated.model.id(of: leaf)) " + (old.scalars.count <= 6 ? "\(format.line(old)) → \(text)" : text))
    }
    let more = descent.run.parameters.count - 8
    if more > 0 { parts.append("… and \(more) more") }
    return parts.joined(separator: "   ")
  }

  /// The same from the first timeline to another.
  func change(to timeline: Int) -> String {
    guard let steps = descent?.steps, let first = steps.first, steps.indices.contains(timeline) else { return "" }
    return change(from: first, to: steps[timeline])
  }

  /// How it ended and why, and what has changed since the beginning.
  var sum: [String] {
    guard let descent, let first = descent.steps.first, let last = descent.steps.last else { return [] }
    return [annotated.ending(of: descent)] + (last.number > 0 ? [change(from: first, to: last)] : [])
  }
}

extension AnnotatedGraph {
  func ending(of descent: Descent) -> String { Depiction(precision: format.precision).ending(of: descent, in: model) }
}

extension Beat {
  /// How much longer than usual it takes to read.
  fileprivate var readingTime: Double {
    let letters = tellings.reduce(0) { $0 + $1.text().count + $1.sentence.text.count }
    return min(max(Double(letters) / 100, 1), 2)
  }
}
