import Autodiff
import Pictures

/// The chain rule written out below a picture.
extension AnnotatedGraph {
  /// More parameters are not written out unasked.
  private static let fewChains = 3
  /// Nor are longer paths, which no page is wide enough for.
  private static let mostFactors = 6

  /// The columns of every parameter with one path between numbers; unasked only where that is so of all, and they are few.
  func chains(of boxes: [Box], _ arrows: [Arrow]) -> [ChainColumns] {
    guard parts.union(partsWhereFew).contains(.chain), detail.closesDefinitions, backward != nil else {
      return []
    }
    let shown = boxes.indices.filter { boxes[$0].role == .parameter && boxes[$0].text.gradientName != nil }
    if !parts.contains(.chain), shown.count > Self.fewChains { return [] }
    var leaving = [[Int]](repeating: [], count: boxes.count)
    for (index, arrow) in arrows.enumerated() where arrow.isActive { leaving[arrow.from].append(index) }
    let chains = shown.compactMap { chain(from: $0, boxes, arrows, leaving) }
    if !parts.contains(.chain) {
      guard chains.count == shown.count, chains.contains(where: { $0.factors.count > 1 }) else { return [] }
    }
    return chains
  }

  private func chain(from box: Int, _ boxes: [Box], _ arrows: [Arrow], _ leaving: [[Int]]) -> ChainColumns? {
    guard case .number(let gradient)? = boxes[box].gradient, let name = boxes[box].text.gradientName else {
      return nil
    }
    var factors: [ChainColumns.Factor] = []
    var place = box
    while boxes[place].role != .output {
      guard leaving[place].count == 1, factors.count < Self.mostFactors, case let index = leaving[place][0],
        case .number(let derivative)? = arrows[index].derivative
      else { return nil }
      let (from, to) = (boxes[arrows[index].from].id, boxes[arrows[index].to].id)
      factors.append(
        .init(arrow: index, name: .derivative(of: .name(to), by: .name(from)), value: format.text(derivative)))
      place = arrows[index].to
    }
    return factors.isEmpty ? nil : ChainColumns(name: name, value: format.text(gradient), factors: factors)
  }
}
