import Autodiff
import Letters
import Pictures
import Training

/// One timeline's events, put in words and numbers.
final class BeatCaptions: Sendable {
  let story: TimelineMaker
  let graph: AnnotatedGraph
  let diagram: Diagram
  let timeline: Int
  /// Whether words are left out.
  private let isMute: Bool

  init(of story: TimelineMaker, _ graph: AnnotatedGraph, _ diagram: Diagram, timeline: Int, isMute: Bool) {
    self.story = story
    self.graph = graph
    self.diagram = diagram
    self.timeline = timeline
    self.isMute = isMute
  }

  var format: NumberFormat { story.format }
  var line: BeatOrder { story.line }

  func beats() -> [Beat] {
    var beats = [firstBeat()]
    for boxes in line.forward {
      let set = Set(boxes)
      beats.append(
        Beat(
          .forward, boxes: boxes, arrows: diagram.arrows.indices.filter { set.contains(diagram.arrows[$0].to) },
          caption: joined(boxes.lazy.map(valueCaption))))
    }
    if story.hasBackward(timeline), let output = line.output {
      beats.append(Beat(.seed, boxes: [output], caption: "\(graph.gradientName(of: node(output))) = 1"))
      beats += backwardBeats()
    }
    if story.hasUpdate(timeline) {
      for places in story.moves { beats.append(update(places)) }
    }
    if timeline == story.timelineCount - 1 {
      beats.append(Beat(.outcome, boxes: [], caption: outcome(), duration: TimelineMaker.outcomeDuration))
    }
    return beats
  }

  func node(_ box: Int) -> Int { story.nodes[box] }
  func name(_ box: Int) -> String { diagram.boxes[box].id }

  /// A number of shape `[]`, or nil.
  func number(_ quantity: Quantity?) -> Double? {
    if case .number(let number) = quantity { return number }
    return nil
  }

  /// At most so many, then how many more.
  func joined(_ captions: some Collection<String>, most: Int = 3) -> String {
    if isMute { return "" }
    let shown = captions.prefix(most).joined(separator: "; ")
    return captions.count > most ? "\(shown); … and \(captions.count - most) more" : shown
  }

  // MARK: Forward

  /// What is given; in later timelines what has moved.
  private func firstBeat() -> Beat {
    let parameters = line.leaves.filter { diagram.boxes[$0].role == .parameter }
    let isFirst = timeline == 0 || parameters.isEmpty
    let shown = isFirst ? line.leaves.filter { diagram.boxes[$0].role != .constant } : parameters
    return Beat(
      .forward, boxes: line.leaves, caption: leavesCaption(shown), marked: isFirst ? line.leaves : parameters)
  }

  private func leavesCaption(_ shown: [Int]) -> String {
    let values = shown.prefix(6).map { "\(name($0)) = \(format.line(graph.trace.value(of: node($0))))" }
    let more = shown.count > 6 ? ", ⋯" : ""
    return (story.descent == nil ? "given: " : "step \(diagram.step): ") + values.joined(separator: ", ") + more
  }

  private func valueCaption(of box: Int) -> String {
    let value = format.line(graph.trace.value(of: node(box)))
    let arithmetic = story.templates.arithmetic(
      of: box, values: { number(diagram.boxes[story.boxOfNode[$0]].value) }, result: value, format: format)
    return "\(name(box)) = " + (arithmetic ?? value)
  }

  // MARK: Outcome

  private func outcome() -> String {
    guard let descent = story.descent else {
      let shown = line.leaves.filter { diagram.boxes[$0].text.gradientName != nil }
      guard line.seedIsShown, !shown.isEmpty else {
        return diagram.notes.first ?? "no gradient is asked for"
      }
      return joined(
        shown.lazy.map { box in
          "\(self.graph.gradientName(of: self.node(box))) = \(self.gradientText(box))"
        }, most: 6)
    }
    return story.outcome(of: descent)
  }

  func gradientText(_ box: Int) -> String {
    graph.backward.map { format.line($0.adjoint(of: node(box))) } ?? ""
  }
}

extension TimelineMaker {
  /// `converged after 3 steps: L = 0.006561`.
  func outcome(of descent: Descent) -> String {
    let steps = counted(descent.updateCount, "step")
    let loss = descent.steps.last.map { ": \(annotated.outputName) = \(format.text($0.loss))" } ?? ""
    return "\(descent.wasInterrupted ? "interrupted" : descent.outcome.rawValue) after \(steps)\(loss)"
  }
}
