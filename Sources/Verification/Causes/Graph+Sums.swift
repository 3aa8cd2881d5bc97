import Autodiff

extension Graph {
  /// The nodes that are means: the function, or a sum over n entries that is divided by n.
  var means: [Int] { (0..<nodeCount).filter { sum(for: $0) != nil } }

  /// The same graph with sums in the place of some means, of all unless given; nil if there are none.
  func withSums(for means: [Int]? = nil) -> Graph? {
    let means = Set(means ?? self.means)
    guard !means.isEmpty else { return nil }
    var recorder = GraphRecorder()
    for node in 0..<nodeCount {
      if primitive(of: node) == .leaf {
        _ = recorder.leaf(leafValue(of: node))
      } else if means.contains(node), let (operation, operand) = sum(for: node) {
        _ = recorder.repeated(operation, [operand])
      } else {
        _ = recorder.repeated(operation(of: node), operands(of: node))
      }
    }
    return recorder.finish()
  }

  /// What stands in the place of a mean.
  private func sum(for node: Int) -> (Operation, operand: Int)? {
    switch primitive(of: node) {
    case .reduce(.mean):
      return (Operation(.reduce(.sum), operation(of: node).attributes), operand(of: node, slot: 0))
    case .pair(.divide):
      let (above, below) = (operand(of: node, slot: 0), operand(of: node, slot: 1))
      guard primitive(of: above) == .reduce(.sum), primitive(of: below) == .leaf, shape(of: below).isScalar,
        shape(of: above).count > 0
      else { return nil }
      let count = shape(of: operand(of: above, slot: 0)).count / shape(of: above).count
      guard count > 1, leafValue(of: below).scalars[0] == Double(count) else { return nil }
      return (Operation(.identity), above)
    default: return nil
    }
  }
}
