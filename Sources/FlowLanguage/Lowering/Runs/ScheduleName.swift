/// What can stand behind `schedule=`.
enum ScheduleName: String, CaseIterable {
  case constant, step, exponential, cosine, linear, polynomial, warmup, plateau

  /// The options in the order in which they can be given without their names.
  var options: [String] {
    switch self {
    case .constant: []
    case .step: ["every", "gamma"]
    case .exponential: ["gamma"]
    case .cosine: ["steps", "to"]
    case .linear: ["start", "end", "steps"]
    case .polynomial: ["steps", "power"]
    case .warmup: ["steps", "then"]
    case .plateau: ["factor", "patience"]
    }
  }

  /// Options without which there is no schedule.
  var required: [String] {
    switch self {
    case .constant, .linear, .plateau: []
    case .step: ["every", "gamma"]
    case .exponential: ["gamma"]
    case .cosine, .polynomial, .warmup: ["steps"]
    }
  }

  /// How it is written.
  var example: String {
    switch self {
    case .constant: "constant"
    case .step: "step(every=10, gamma=0.5)"
    case .exponential: "exponential(gamma=0.99)"
    case .cosine: "cosine(steps=100)"
    case .linear: "linear(start=0.1, steps=10)"
    case .polynomial: "polynomial(steps=100)"
    case .warmup: "warmup(steps=10, then=cosine(steps=90))"
    case .plateau: "plateau(factor=0.1, patience=10)"
    }
  }
}
