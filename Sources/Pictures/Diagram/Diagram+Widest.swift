extension Diagram {
  /// Takes over every text of the timeline that is longer than its own.
  mutating func widen(by timeline: Timeline) {
    guard timeline.diagram.boxes.count == boxes.count, timeline.diagram.arrows.count == arrows.count else { return }
    for (index, box) in timeline.diagram.boxes.enumerated() {
      boxes[index].text.value.widen(by: box.text.value)
      boxes[index].text.gradient.widen(by: box.text.gradient)
      boxes[index].text.mark.widen(by: box.text.mark)
      if let norm = box.text.brief?.gradient, norm.count > boxes[index].text.brief?.gradient.count ?? .max {
        boxes[index].text.brief?.gradient = norm
      }
    }
    for (index, arrow) in timeline.diagram.arrows.enumerated() {
      arrows[index].text.number.widen(by: arrow.text.number)
      let (formula, other) = (arrows[index].text.formula, arrow.text.formula)
      if let other, other.text.count > formula?.text.count ?? -1 { arrows[index].text.formula = other }
      arrows[index].text.contribution.widen(by: arrow.text.contribution)
    }
    for beat in timeline.beats {
      for (box, lines) in beat.partialGradients { boxes[box].text.gradient.widen(by: lines) }
      for (box, lines) in beat.newValues { boxes[box].text.value.widen(by: lines) }
    }
  }
}

extension [String] {
  fileprivate mutating func widen(by lines: [String]) {
    for (index, line) in lines.enumerated() {
      if index >= count { append(line) } else if line.count > self[index].count { self[index] = line }
    }
  }
}

extension String? {
  fileprivate mutating func widen(by text: String?) {
    if let text, text.count > self?.count ?? -1 { self = text }
  }
}
