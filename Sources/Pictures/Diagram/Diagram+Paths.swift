extension Diagram {
  /// By box: the wires that leave it for the output.
  package var leaving: [[Int]] {
    var leaving = [[Int]](repeating: [], count: boxes.count)
    for (index, arrow) in arrows.enumerated() where arrow.isActive { leaving[arrow.from].append(index) }
    return leaving
  }

  /// The wires of the only way from a box to the output; nil where there are several, or more than `limit` wires.
  package func onlyPath(from box: Int, by leaving: [[Int]], limit: Int) -> [Int]? {
    var path: [Int] = []
    var place = box
    while boxes[place].role != .output {
      guard leaving[place].count == 1, path.count < limit else { return nil }
      path.append(leaving[place][0])
      place = arrows[leaving[place][0]].to
    }
    return path.isEmpty ? nil : path
  }

  /// The parameters whose gradients are shown.
  package var shownParameters: [Int] {
    boxes.indices.filter { boxes[$0].role == .parameter && boxes[$0].text.gradientName != nil }
  }

  /// A parameter more, or a longer path, and nothing is written out unasked.
  package static let fewParameters = 3
  package static let mostFactors = 6

  /// Whether each parameter has one path, and there are few of both.
  package var isFew: Bool {
    let (shown, leaving) = (shownParameters, self.leaving)
    return !shown.isEmpty && shown.count <= Self.fewParameters
      && shown.allSatisfy {
        boxes[$0].value.shape == [] && onlyPath(from: $0, by: leaving, limit: Self.mostFactors) != nil
      }
  }
}
