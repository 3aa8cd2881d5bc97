extension Graph {
  /// The same graph, recorded with other values on some leaves, of the same shapes.
  /// Complexity: O(nodes + entries).
  public func graph(withLeaves values: [Int: Tensor]) -> Graph {
    guard !values.isEmpty else { return self }
    var recorder = self.recorder()
    for (leaf, value) in values { recorder.replaceLeaf(leaf, by: value) }
    return recorder.finish()
  }
}

extension GraphRecorder {
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
