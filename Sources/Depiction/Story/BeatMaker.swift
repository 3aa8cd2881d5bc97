import Autodiff
import Letters
import Pictures
import Training

/// One timeline's events, in order, with their words.
struct BeatMaker: Sendable {
  let story: TimelineMaker
  let graph: AnnotatedGraph
  let diagram: Diagram
  let timeline: Int
  let teller: Teller
  /// Whether words are left out.
  private let isMute: Bool

  init(of story: TimelineMaker, _ graph: AnnotatedGraph, _ diagram: Diagram, timeline: Int, isMute: Bool) {
    self.story = story
    self.graph = graph
    self.diagram = diagram
    self.timeline = timeline
    self.isMute = isMute
    teller = Teller(
      ChainGraph(graph, output: graph.backward?.output ?? max(graph.graph.nodeCount - 1, 0)),
      definitions: story.definitions)
  }

  private var format: NumberFormat { story.format }
  private var line: BeatOrder { story.line }

  func beats() -> [Beat] {
    var beats = [firstBeat()]
    var arriving = [[Int]](repeating: [], count: diagram.boxes.count)
    for (index, arrow) in diagram.arrows.enumerated() { arriving[arrow.to].append(index) }
    for boxes in line.forward {
      beats.append(
        Beat(
          .forward, boxes: boxes, arrows: boxes.flatMap { arriving[$0] },
          tellings: told(boxes) { teller.value(of: node($0)) }))
    }
    if story.hasBefore(timeline) { beats.append(Beat(.helped, tellings: isMute ? [] : helped())) }
    if story.hasBackward(timeline), let output = line.output {
      beats.append(local(arriving))
      beats.append(Beat(.seed, boxes: [output], tellings: isMute ? [] : [teller.seed()]))
      beats += backwardBeats()
      if timeline == 0 { beats += paths() }
    }
    if story.hasUpdate(timeline) {
      for (number, places) in story.moves.enumerated() { beats += updates(places, isFirst: number == 0) }
    }
    if timeline == story.timelineCount - 1 {
      beats.append(
        Beat(.outcome, tellings: isMute ? [] : outcome(), duration: TimelineMaker.outcomeDuration))
    }
    return beats
  }

  private func node(_ box: Int) -> Int { story.nodes[box] }

  private func told<T>(_ items: [T], _ telling: (T) -> Telling) -> [Telling] { isMute ? [] : items.map(telling) }

  private func edge(of arrow: Int) -> ChainEdge {
    let arrow = diagram.arrows[arrow]
    let edges = teller.chain.edges(into: node(arrow.to))
    return edges[edges.startIndex + arrow.slot]
  }

  // MARK: Forward

  /// What is given; in later timelines what has moved.
  private func firstBeat() -> Beat {
    let parameters = line.leaves.filter { diagram.boxes[$0].role == .parameter }
    let isFirst = timeline == 0 || parameters.isEmpty
    let shown = isFirst ? line.leaves.filter { diagram.boxes[$0].role != .constant } : parameters
    return Beat(
      .given, boxes: line.leaves, tellings: told(shown) { teller.value(of: node($0)) },
      marked: isFirst ? line.leaves : parameters)
  }

  /// Node by node, in the order in which they got their values.
  private func local(_ arriving: [[Int]]) -> Beat {
    var portions: [Beat.Portion] = []
    var isExplained = timeline > 0
    for boxes in line.forward {
      let arrows = boxes.flatMap { arriving[$0] }.filter { line.carries[$0] }
      if arrows.isEmpty { continue }
      var tellings = isMute ? [] : arrows.compactMap { teller.local(edge(of: $0)) }
      if !isExplained, let arrow = arrows.first(where: { teller.local(edge(of: $0)) != nil }), !tellings.isEmpty {
        let (from, to) = (diagram.boxes[diagram.arrows[arrow].from].id, diagram.boxes[diagram.arrows[arrow].to].id)
        tellings[0].sentence = Prose("so much does \(to) move for each 1 that \(from) moves")
        isExplained = true
      }
      // Of what is a map between tensors nothing is said here, so that it comes with its neighbour.
      if tellings.isEmpty, let last = portions.indices.last {
        portions[last].arrows += arrows
      } else if let last = portions.indices.last, portions[last].tellings.isEmpty, !isMute {
        portions[last] = Beat.Portion(arrows: portions[last].arrows + arrows, tellings: tellings)
      } else {
        portions.append(Beat.Portion(arrows: arrows, tellings: tellings))
      }
    }
    if !isMute, portions.count == 1, portions[0].tellings.isEmpty {
      portions[0].tellings = [
        Telling("on each wire stands what is done with the gradient that comes back along it")
      ]
    }
    return Beat(
      .local, arrows: portions.flatMap { $0.arrows }, portions: portions,
      duration: TimelineMaker.localDuration(line))
  }

  // MARK: Backward

  /// Contributions on their way, and their sums where several have come together.
  private func backwardBeats() -> [Beat] {
    var beats: [Beat] = []
    // What has arrived at each box so far: arrows in order.
    var arrived: [Int: [Int]] = [:]
    var said: Set<Reason> = []
    /// In the first step, once.
    func reason(at box: Int, _ arrows: [Int]) -> Prose? {
      guard timeline == 0, let (reason, words) = teller.reason(at: node(box), arrows.map(edge)) else { return nil }
      return said.insert(reason).inserted ? words : nil
    }
    for arrows in line.backward {
      var sources: [Int] = []
      for arrow in arrows {
        let source = diagram.arrows[arrow].from
        if !sources.contains(source) { sources.append(source) }
        arrived[source, default: []].append(arrow)
      }
      var partial: [Int: [String]] = [:]
      var complete: [Int] = []
      for source in sources where line.contributors[source].count > 1 {
        let parts = arrived[source] ?? []
        partial[source] = [pending(parts, of: line.contributors[source].count)]
        if parts.count == line.contributors[source].count { complete.append(source) }
      }
      beats.append(
        Beat(
          .backward, boxes: sources, arrows: arrows,
          tellings: told(arrows) { arrow in
            let source = diagram.arrows[arrow].from
            var telling = teller.contribution(
              along: edge(of: arrow), isOnly: line.contributors[source].count == 1)
            if telling.sentence.pieces.isEmpty { telling.sentence = reason(at: source, [arrow]) ?? telling.sentence }
            return telling
          }, partialGradients: partial))
      if !complete.isEmpty {
        beats.append(
          Beat(
            .gather, boxes: complete,
            tellings: told(complete) { box in
              var telling = teller.gathering(at: node(box), (arrived[box] ?? []).map(edge))
              if let words = reason(at: box, arrived[box] ?? []) { telling.sentence = words }
              return telling
            }))
      }
    }
    return beats
  }

  /// `3 + …` until all have come, then `3 + 2`; of many the last two.
  private func pending(_ arrows: [Int], of count: Int) -> String {
    var parts = arrows.suffix(2).enumerated().map { place, arrow in
      switch diagram.arrows[arrow].contribution {
      case .number(let number)? where place == 0 && arrows.count <= 2: format.text(number)
      case .number(let number)?: format.operand(number)
      default: "(from \(diagram.boxes[diagram.arrows[arrow].to].id))"
      }
    }
    if arrows.count > 2 { parts.insert("…", at: 0) }
    if arrows.count < count { parts.append("…") }
    return parts.joined(separator: " + ")
  }

  // MARK: Paths

  /// The product along all of the way, for each parameter.
  private func paths() -> [Beat] {
    var beats: [Beat] = []
    for box in line.leaves where diagram.boxes[box].role == .parameter && diagram.boxes[box].text.gradientName != nil
    {
      guard beats.count < TimelineMaker.toldAlone, let (telling, edges) = teller.path(from: node(box)) else {
        continue
      }
      let arrows = arrows(of: edges)
      let boxes = Set(arrows.flatMap { [diagram.arrows[$0].from, diagram.arrows[$0].to] })
      beats.append(
        Beat(.path, arrows: arrows, tellings: isMute ? [] : [telling], marked: boxes.sorted()))
    }
    return beats
  }

  private func arrows(of edges: [ChainEdge]) -> [Int] {
    let wanted = Set(edges.map { [story.boxOfNode[$0.source], story.boxOfNode[$0.target], $0.slot] })
    return diagram.arrows.indices.filter {
      wanted.contains([diagram.arrows[$0].from, diagram.arrows[$0].to, diagram.arrows[$0].slot])
    }
  }

  /// What can be said of a box by itself.
  @Sendable func tellings(ofBox box: Int) -> BoxTellings {
    guard diagram.boxes.indices.contains(box) else { return BoxTellings() }
    var tellings = BoxTellings(value: teller.value(of: node(box)))
    guard line.seedIsShown, graph.backward != nil else { return tellings }
    let isNeeded = diagram.boxes[box].text.gradientName != nil
    var gradient = teller.gradient(of: node(box))
    if !isNeeded, diagram.boxes[box].role == .input || diagram.boxes[box].role == .target {
      gradient.sentence = Prose("not needed: \(diagram.boxes[box].id) is data")
    }
    tellings.gradient = gradient
    if isNeeded, let (telling, edges) = teller.path(from: node(box)) {
      tellings.path = telling
      tellings.arrows = arrows(of: edges)
    }
    return tellings
  }

  // MARK: Update

  /// Parameters move to where the next timeline finds them. What a rule remembers is told line by line of the first one, in the first step.
  /// - Parameter places: in the run's list of parameters.
  private func updates(_ places: [Int], isFirst: Bool) -> [Beat] {
    guard let descent = story.descent else { return [Beat(.update)] }
    let new = descent.leafValues(at: descent.steps[timeline + 1])
    var (boxes, values) = ([Int](), [Int: [String]]())
    let leaves = places.map { descent.run.parameters[$0] }
    for leaf in leaves {
      let box = story.boxOfNode[leaf]
      guard box >= 0, let value = new[leaf] else { continue }
      boxes.append(box)
      values[box] = format.lines(value)
    }
    let teller = UpdateTeller(model: graph.model, descent: descent, format: format)
    let tellings = isMute ? [] : leaves.flatMap { teller.tellings(of: $0, at: timeline, isFirst: isFirst) }
    let duration = places.count == 1 ? TimelineMaker.updateDuration(descent.run) : 1
    guard timeline == 0, isFirst, places.count == 1, tellings.count > 2 else {
      return [Beat(.update, boxes: boxes, tellings: tellings, newValues: values, duration: duration)]
    }
    // What is remembered, what is made of it, and the parameter.
    var parts: [[Telling]] = []
    for telling in tellings {
      let isNext = parts.last?.last.map { $0.isAssignment == telling.isAssignment } ?? false
      if isNext, parts[parts.count - 1].count < 2 {
        parts[parts.count - 1].append(telling)
      } else {
        parts.append([telling])
      }
    }
    return parts.indices.map { place in
      Beat(
        .update, boxes: boxes, tellings: parts[place], newValues: place == parts.count - 1 ? values : [:],
        duration: 1.5)
    }
  }

  /// `L 9 → 0.81 (11 times smaller)   w1 1 → 0.4`
  private func helped() -> [Telling] {
    guard let descent = story.descent else { return [] }
    return [Telling(story.change(from: descent.steps[timeline - 1], to: descent.steps[timeline]))]
  }

  // MARK: Outcome

  private func outcome() -> [Telling] {
    let idle = story.idleness.map { [Telling(Formula(), [], sentence: $0)] } ?? []
    guard story.descent == nil else { return story.sum.map { Telling($0) } + idle }
    let shown = line.leaves.filter { diagram.boxes[$0].text.gradientName != nil }
    guard line.seedIsShown, !shown.isEmpty, let backward = graph.backward else {
      return [Telling(diagram.notes.first ?? "no gradient is asked for")]
    }
    // The boxes have their numbers: what follows from them comes first.
    return idle
      + shown.map { box in
        Telling(
          graph.gradientName(of: node(box)),
          [.init(.result, .atom(format.formula(backward.adjoint(of: node(box)))))])
      }
  }
}
