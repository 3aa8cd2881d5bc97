/// What a diagram is written from, part by part: whoever writes line by line need not hold a large one whole.
package protocol DiagramSource {
  /// All but boxes and arrows, which may be missing here.
  var facts: Diagram { get }
  /// Of the boxes, in order.
  var ids: [String] { get }
  /// In topological order, leaves in the order of the file.
  func forEachBox(_ body: (Box) -> Void)
  /// In the order of their target, then of the source's first use.
  func forEachArrow(_ body: (Arrow) -> Void)
}

extension Diagram: DiagramSource {
  package var facts: Diagram { self }
  package var ids: [String] { boxes.indices.map { boxes[$0].id } }

  package func forEachBox(_ body: (Box) -> Void) { boxes.forEach(body) }
  package func forEachArrow(_ body: (Arrow) -> Void) { arrows.forEach(body) }
}
