import Autodiff
import Pictures
import Training

/// One number that a run moves, or that is held: an entry of a leaf.
package struct LeafEntry: Sendable, Hashable {
  package let leaf: Int
  package let entry: Int

  package init(leaf: Int, entry: Int) {
    self.leaf = leaf
    self.entry = entry
  }
}

extension Model {
  /// `w1`, or `w[0]` and `W[1, 2]` for entries of tensors.
  func name(of number: LeafEntry) -> String {
    let name = id(of: number.leaf)
    let dimensions = graph.shape(of: number.leaf).dimensions
    guard !dimensions.isEmpty else { return name }
    var rest = number.entry
    var subscripts: [String] = []
    for length in dimensions.reversed() {
      subscripts.append("\(rest % length)")
      rest /= length
    }
    return name + "[" + subscripts.reversed().joined(separator: ", ") + "]"
  }

  /// The first numbers that a run moves, in the order of the file.
  package func firstNumbers(of run: TrainingRun, atMost count: Int) -> [LeafEntry] {
    var numbers: [LeafEntry] = []
    for leaf in run.parameters {
      for entry in 0..<graph.shape(of: leaf).count where numbers.count < count {
        numbers.append(LeafEntry(leaf: leaf, entry: entry))
      }
    }
    return numbers
  }
}

extension TrainingRun {
  /// Where a number stands among all that the run moves; nil if it does not.
  func place(of number: LeafEntry, in graph: Graph) -> Int? {
    var place = 0
    for leaf in parameters {
      if leaf == number.leaf { return place + number.entry }
      place += graph.shape(of: leaf).count
    }
    return nil
  }

  /// `gd, lr = 0.05, schedule`: what tells one run from another.
  func remark(_ format: NumberFormat) -> String {
    rule.name + ", lr = " + format.text(learningRate) + (schedule == .constant ? "" : ", " + schedule.name)
  }
}

extension Schedule {
  /// The schedule's name in the flow language.
  var name: String {
    switch self {
    case .constant: "constant"
    case .step: "step"
    case .exponential: "exponential"
    case .cosine: "cosine"
    case .linear: "linear"
    case .polynomial: "polynomial"
    case .warmup: "warm-up"
    case .plateau: "plateau"
    }
  }
}

extension PlotSheet.Panel.Verdict {
  init(_ outcome: TrainingRun.Outcome) {
    switch outcome {
    case .converged: self = .success
    case .diverged: self = .failure
    case .stopped: self = .open
    }
  }
}
