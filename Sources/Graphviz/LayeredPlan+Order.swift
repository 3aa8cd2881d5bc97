/// How good an order within the ranks is.
extension LayeredPlan {
  /// How many pairs of wires cross. O(steps²) within a rank: for small plans.
  func crossings(_ centres: [Double]) -> Int {
    var steps: [[(from: Double, to: Double)]] = []
    for path in paths {
      for step in 1..<path.count {
        let rank = ranks[path[step - 1]]
        while steps.count <= rank { steps.append([]) }
        steps[rank].append((centres[path[step - 1]], centres[path[step]]))
      }
    }
    var count = 0
    for steps in steps {
      for (index, a) in steps.enumerated() {
        for b in steps[..<index] where (a.from - b.from) * (a.to - b.to) < 0 { count += 1 }
      }
    }
    return count
  }

  /// Whether boxes of a rank mostly stand the other way round than the file names them.
  func isUpsideDown(_ centres: [Double]) -> Bool {
    var balance = 0
    var before: [Int: Int] = [:]
    for box in 0..<boxCount {
      if let other = before[ranks[box]] { balance += centres[other] < centres[box] ? 1 : -1 }
      before[ranks[box]] = box
    }
    return balance < 0
  }
}
