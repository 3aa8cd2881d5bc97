extension Graph {
  /// How a node bears on an output.
  enum Influence { case none, choosing, moving }

  /// By node up to `output`: whether it moves the output, only chooses rows or classes for it, or neither.
  /// Complexity: O(edges below the output).
  func nodesMoving(_ output: Int) -> [Influence] {
    var bearing = [Influence](repeating: .none, count: output + 1)
    bearing[output] = .moving
    for node in stride(from: output, through: 0, by: -1) where bearing[node] != .none {
      for slot in 0..<operandCount(of: node) {
        let operand = operand(of: node, slot: slot)
        if bearing[node] == .choosing || chooses(node, slot) {
          if bearing[operand] == .none { bearing[operand] = .choosing }
        } else {
          bearing[operand] = .moving
        }
      }
    }
    return bearing
  }

  /// Whether the operand is whole numbers that say which row or class is meant.
  private func chooses(_ node: Int, _ slot: Int) -> Bool {
    switch storage.primitives[node] {
    case .embedding: slot == 1
    case .oneHot: true
    default: false
    }
  }
}
