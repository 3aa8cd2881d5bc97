import Letters
import Pictures

extension GraphDifference {
  /// A line for each thing that differs, and one for all that is the same; nothing where nothing differs.
  ///
  ///     L: (w·2 + b)² → (w·2 − b)²   value 49 → 25
  ///     edge b → L: derivative 14 → −10
  ///     12 nodes and 17 edges are the same
  package var lines: [String] {
    guard !isEmpty else { return [] }
    var lines = facts.map { $0.words }
    for (place, box) in before.boxes.enumerated() where matching.new[place] == nil {
      lines.append("removed " + box.words)
    }
    for (place, box) in after.boxes.enumerated() where matching.old[place] == nil {
      lines.append("added " + box.words)
    }
    for (_, new, facts) in nodes where !facts.isEmpty {
      let renaming = facts.first { $0.kind == .name }
      let head = renaming.map { "\($0.old) is now \($0.new)" } ?? after.boxes[new].id
      let rest = facts.filter { $0.kind != .name }.map { $0.words }
      lines.append(rest.isEmpty ? head : head + ": " + rest.joined(separator: "   "))
    }
    lines += removedEdges.map { "removed " + before.words(of: before.arrows[$0]) }
    lines += addedEdges.map { "added " + after.words(of: after.arrows[$0]) }
    for (_, new, facts) in edges where !facts.isEmpty {
      lines.append(after.words(of: after.arrows[new]) + ": " + facts.map { $0.words }.joined(separator: "   "))
    }
    let (sameNodes, sameEdges) = (nodes.count { $0.facts.isEmpty }, edges.count { $0.facts.isEmpty })
    let isOne = sameNodes + sameEdges == 1
    lines.append(
      "\(counted(sameNodes, "node")) and \(counted(sameEdges, "edge")) \(isOne ? "is" : "are") the same")
    return lines.map { $0.harmless }
  }
}

extension GraphDifference.Fact {
  fileprivate var words: String { (label.isEmpty ? "" : label + " ") + old + " → " + new }
}

extension Box {
  /// `e = ŷ − y`, `input x1`.
  fileprivate var words: String {
    if let expression { return id + " = " + expression.typeset }
    return (operation == "leaf" ? role.rawValue : operation) + " " + id
  }
}

extension Diagram {
  /// `edge b → L`.
  fileprivate func words(of arrow: Arrow) -> String { "edge \(boxes[arrow.from].id) → \(boxes[arrow.to].id)" }
}
