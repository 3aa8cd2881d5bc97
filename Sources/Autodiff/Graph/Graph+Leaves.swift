extension Graph {
  /// The same graph, recorded with other values on some leaves, of the same shapes.
  /// Complexity: O(nodes + entries).
  package func graph(withLeaves values: [Int: Tensor]) -> Graph {
    guard !values.isEmpty else { return self }
    var recorder = self.recorder()
    for (leaf, value) in values { recorder.replaceLeaf(leaf, by: value) }
    return recorder.finish()
  }
}

extension Graph {
  /// The same nodes under the same indices, but those that stop the gradient are leaves with the values that they have here: of
  /// this graph the derivatives are differences.
  /// Complexity: O(nodes + entries).
  func graph(holdingDetachedOf trace: ForwardTrace) -> Graph {
    let detached = (0..<nodeCount).filter { primitive(of: $0) == .detach }
    if detached.isEmpty { return self }
    var recorder = self.recorder()
    for node in detached { recorder.makeLeaf(node, of: trace.value(of: node)) }
    return recorder.finish()
  }
}

extension GraphRecorder {
  /// Puts a leaf in the place of a recorded operation.
  fileprivate mutating func makeLeaf(_ node: Int, of value: Tensor) {
    precondition(shape(of: node) == value.shape, "a node keeps its shape")
    let header = recording.header
    header.pointee.primitives[node] = .leaf
    if value.shape.isScalar {
      if header.pointee.leafCount == header.pointee.leafCapacity { recording.growLeaves() }
      header.pointee.leafScalars[header.pointee.leafCount] = value.scalars[0]
      header.pointee.first[node] = Int32(header.pointee.leafCount)
      header.pointee.second[node] = 0
      header.pointee.leafCount += 1
    } else {
      header.pointee.first[node] = Int32(header.pointee.tables.leafTensors.count)
      header.pointee.second[node] = 1
      header.pointee.tables.leafTensors.append(value)
    }
  }

  /// Gives a recorded leaf another value of the same shape.
  fileprivate mutating func replaceLeaf(_ leaf: Int, by value: Tensor) {
    precondition(primitive(of: leaf) == .leaf, "only leaves can be given values")
    precondition(shape(of: leaf) == value.shape, "a leaf keeps its shape")
    let header = recording.header
    let place = Int(header.pointee.first[leaf])
    if header.pointee.second[leaf] == 0 {
      header.pointee.leafScalars[place] = value.scalars[0]
    } else {
      header.pointee.tables.leafTensors[place] = value
    }
  }
}
