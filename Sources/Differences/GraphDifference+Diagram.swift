import Pictures

extension GraphDifference {
  /// Both in one picture: what is new as it is, what was removed beside it, and what changed with its old text before the new.
  package var diagram: Diagram {
    var boxes = after.boxes
    for (place, box) in after.boxes.enumerated() where matching.old[place] == nil {
      boxes[place] = box.marked(.added)
    }
    for (old, new, facts) in nodes where !facts.isEmpty {
      boxes[new] = after.boxes[new].changed(from: before.boxes[old], facts)
    }
    var arrows = after.arrows
    for place in addedEdges { arrows[place].change = .added }
    for (_, new, facts) in edges where !facts.isEmpty { arrows[new] = after.arrows[new].changed(facts) }

    // What is gone stands behind all that is there, for the moment.
    var places = matching.new
    for (place, box) in before.boxes.enumerated() where places[place] == nil {
      places[place] = boxes.count
      boxes.append(box.marked(.removed))
    }
    var removed: [Arrow] = []
    for place in removedEdges {
      var arrow = before.arrows[place]
      guard let from = places[arrow.from], let to = places[arrow.to] else { continue }
      (arrow.from, arrow.to, arrow.change) = (from, to, .removed)
      removed.append(arrow)
    }
    var diagram = after
    for index in arrows.indices { arrows[index].band = nil }
    for index in removed.indices { removed[index].band = nil }
    // An edge that is gone may have run against those that are there.
    let order = Self.order(of: boxes.count, arrows + removed) ?? Self.order(of: boxes.count, arrows)
    let drawn = Self.order(of: boxes.count, arrows + removed) == nil ? arrows : arrows + removed
    guard let order else { return after }
    var moved = [Int](repeating: 0, count: boxes.count)
    for (place, box) in order.enumerated() { moved[box] = place }
    diagram.boxes = order.map { boxes[$0] }
    diagram.arrows = drawn.map { arrow in
      var arrow = arrow
      (arrow.from, arrow.to) = (moved[arrow.from], moved[arrow.to])
      return arrow
    }
    diagram.arrows.sort { ($0.to, $0.slot) < ($1.to, $1.slot) }
    diagram.chains = []
    diagram.summary = lines.joined(separator: "\n")
    if drawn.count < arrows.count + removed.count {
      diagram.notes.append("removed edges are left out: they ran against those that are there")
    }
    return diagram
  }

  /// Every box behind those that it depends on, else as they stand; nil if that cannot be.
  private static func order(of count: Int, _ arrows: [Arrow]) -> [Int]? {
    var open = [Int](repeating: 0, count: count)
    var users = [[Int]](repeating: [], count: count)
    for arrow in arrows {
      open[arrow.to] += 1
      users[arrow.from].append(arrow.to)
    }
    var order: [Int] = []
    var ready = (0..<count).filter { open[$0] == 0 }
    var next = 0
    while next < ready.count {
      let box = ready[next]
      next += 1
      order.append(box)
      for user in users[box] {
        open[user] -= 1
        if open[user] == 0 { ready.append(user) }
      }
    }
    return order.count == count ? order : nil
  }
}

extension Box {
  fileprivate func marked(_ change: Change) -> Box {
    var box = self
    box.change = change
    box.text.mark = change.rawValue
    return box
  }

  fileprivate func changed(from old: Box, _ facts: [GraphDifference.Fact]) -> Box {
    var box = marked(.changed)
    for fact in facts {
      switch fact.kind {
      case .name: box.text.mark = "was \(fact.old)"
      case .expression: box.text.formula = .words(fact.old + " → " + fact.new)
      case .value: box.text.value = [fact.old + " → " + fact.new]
      case .gradient where box.text.gradientName != nil: box.text.gradient = [fact.old + " → " + fact.new]
      case .gradient: break
      case .derivative, .other: box.text.mark = "\(fact.label) \(fact.old) → \(fact.new)"
      }
    }
    return box
  }
}

extension Arrow {
  fileprivate func changed(_ facts: [GraphDifference.Fact]) -> Arrow {
    var arrow = self
    arrow.change = .changed
    for fact in facts {
      arrow.text.formula = nil
      arrow.text.number = fact.old + " → " + fact.new
    }
    return arrow
  }
}
