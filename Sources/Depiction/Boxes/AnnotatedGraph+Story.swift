import Autodiff
import Letters
import Pictures

/// The picture in words, as a story.
extension AnnotatedGraph {
  /// Larger pictures would make a long one.
  private static let mostBoxesTold = 24

  /// What comes forward and what goes back, for those who cannot see the picture; nil where that is too much.
  func story(of boxes: [Box], _ arrows: [Arrow]) -> String? {
    guard boxes.count <= Self.mostBoxesTold, texts.contains(.tooltips) else { return nil }
    var lines = ["Computation graph of \(counted(boxes.count, "node")) and \(counted(arrows.count, "edge"))."]
    if parts.contains(.values) { lines.append(forward(boxes)) }
    if parts.contains(.gradients) {
      let steps = backward(boxes, arrows)
      if !steps.isEmpty { lines.append("Backward: " + steps.joined(separator: "; ") + ".") }
    }
    return lines.count > 1 ? lines.joined(separator: "\n") : nil
  }

  /// `Forward: w1 = 1, x1 = 2; ŷ = w1·x1 = 2; L = ŷ² = 4.`
  private func forward(_ boxes: [Box]) -> String {
    let isLeaf = { (box: Box) in box.operation == "leaf" }
    let leaves = boxes.filter(isLeaf).map { "\($0.id) = \(value(of: $0))" }
    let computed = boxes.filter { !isLeaf($0) }.map { box in
      let formula = box.text.formula.map { " = " + $0.text } ?? ""
      return "\(box.id)\(formula) = \(value(of: box))"
    }
    return "Forward: " + ([leaves.joined(separator: ", ")] + computed).joined(separator: "; ") + "."
  }

  /// `∂L/∂ŷ = 1 · 4 = 4`, from the output to the leaves whose gradients are shown: of a node every edge's product, then their sum.
  private func backward(_ boxes: [Box], _ arrows: [Arrow]) -> [String] {
    guard backward != nil else { return [] }
    var leaving = [[Int]](repeating: [], count: boxes.count)
    for (index, arrow) in arrows.enumerated() where arrow.isActive { leaving[arrow.from].append(index) }
    return boxes.indices.reversed().compactMap { place in
      guard let gradient = boxes[place].gradient, !leaving[place].isEmpty else { return nil }
      let name = "∂\(outputName)/∂\(boxes[place].id) = "
      guard case .number(let sum) = gradient else { return name + format.line(gradient, boxes[place].text.gradient) }
      let products = leaving[place].compactMap { index -> String? in
        guard case .number(let local)? = arrows[index].derivative,
          case .number(let upstream)? = arrows[index].upstream
        else { return nil }
        let factor = format.text(local)
        return "\(format.text(upstream)) · \(factor.hasPrefix("−") ? "(\(factor))" : factor)"
      }
      // Of printed factors that do not give the printed result the product says so itself.
      guard products.count == leaving[place].count else { return name + format.text(sum) }
      if products.count == 1, case .number(let local)? = arrows[leaving[place][0]].derivative,
        case .number(let upstream)? = arrows[leaving[place][0]].upstream
      {
        return name + format.product(upstream, local, sum)
      }
      return name + products.joined(separator: " + ") + " = " + format.text(sum)
    }
  }

  private func value(of box: Box) -> String { format.line(box.value, box.text.value) }
}
