import Autodiff
import Pictures

/// The chain rule written out below a picture.
extension AnnotatedGraph {
  /// The columns of every parameter with one path between numbers; unasked only where that is so of all, and they are few.
  func chains(of diagram: Diagram) -> [ChainColumns] {
    guard parts.union(partsWhereFew).contains(.chain), detail.closesDefinitions, backward != nil else {
      return []
    }
    let shown = diagram.shownParameters
    if !parts.contains(.chain), shown.count > Diagram.fewParameters { return [] }
    let leaving = diagram.leaving
    let chains = shown.compactMap { chain(from: $0, in: diagram, leaving) }
    if !parts.contains(.chain) {
      guard chains.count == shown.count, chains.contains(where: { $0.factors.count > 1 }) else { return [] }
    }
    return chains
  }

  private func chain(from box: Int, in diagram: Diagram, _ leaving: [[Int]]) -> ChainColumns? {
    let (boxes, arrows) = (diagram.boxes, diagram.arrows)
    guard case .number(let gradient)? = boxes[box].gradient, let name = boxes[box].text.gradientName,
      let path = diagram.onlyPath(from: box, by: leaving, limit: Diagram.mostFactors)
    else { return nil }
    var factors: [ChainColumns.Factor] = []
    for index in path {
      guard case .number(let derivative)? = arrows[index].derivative else { return nil }
      let (from, to) = (boxes[arrows[index].from].id, boxes[arrows[index].to].id)
      factors.append(
        .init(arrow: index, name: .derivative(of: .name(to), by: .name(from)), value: format.text(derivative)))
    }
    return ChainColumns(name: name, value: format.text(gradient), factors: factors)
  }
}
