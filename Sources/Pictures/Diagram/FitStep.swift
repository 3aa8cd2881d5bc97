import Letters

/// What makes a picture smaller, in the order in which it is tried.
package enum FitStep: Sendable, Hashable {
  /// Products stand only where they are a parameter's.
  case products
  /// What has no room in the graph is not written below it either.
  case captions
  /// Gaps are narrower, and what stands in them says less.
  case gaps
  /// Wires off the way of the gradient have no labels.
  case quiet
  /// A leaf has one line.
  case leaves
  /// Of a matrix its shape is said, and of its gradient the norm.
  case matrices
  /// Groups that lie in at least so many others are closed.
  case groups(level: Int)
  /// Of more than three turns of a loop the first and the last are drawn, and what lies between as one.
  case turns
  /// Forward goes down.
  case down
  /// The flow goes on in the next row, as a line of text does.
  case rows(Int)

  /// Steps of one kind take each other's place.
  package enum Kind: Sendable, CaseIterable {
    case products, captions, gaps, quiet, leaves, matrices, groups, turns, down, rows
  }

  package var kind: Kind {
    switch self {
    case .products: .products
    case .captions: .captions
    case .gaps: .gaps
    case .quiet: .quiet
    case .leaves: .leaves
    case .matrices: .matrices
    case .groups: .groups
    case .turns: .turns
    case .down: .down
    case .rows: .rows
    }
  }

  /// What was done, behind "to fit 1600×900: ".
  package var words: String {
    switch self {
    case .products: "products at parameters only"
    case .captions: "long formulas in tooltips only"
    case .gaps: "narrower gaps"
    case .quiet: "labels on the gradient's way only"
    case .leaves: "leaves on one line"
    case .matrices: "matrices by shape and norm"
    case .groups: "groups closed"
    case .turns: "like turns folded"
    case .down: "from top to bottom"
    case .rows(let count): "in \(count) rows"
    }
  }
}

extension [FitStep] {
  package func has(_ kind: FitStep.Kind) -> Bool { contains { $0.kind == kind } }

  /// In how many rows the flow runs.
  package var rows: Int {
    for case .rows(let count) in self { return count }
    return 1
  }

  /// From which level on groups are closed; nil: none for that reason.
  package var closingLevel: Int? {
    for case .groups(let level) in self { return level }
    return nil
  }

  /// With a step, in the place of what is of its kind.
  package func with(_ step: FitStep) -> [FitStep] { filter { $0.kind != step.kind } + [step] }
}
