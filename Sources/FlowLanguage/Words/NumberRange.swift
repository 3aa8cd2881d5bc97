/// Which numbers an option of training can be.
enum NumberRange {
  case any, positive, fromZero, fraction, belowOne, upToOne, count, countFromZero

  /// More steps than this never end.
  static let largestCount = 1_000_000_000

  func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return false }
    return switch self {
    case .any: true
    case .positive: number > 0
    case .fromZero: number >= 0
    case .fraction: number >= 0 && number < 1
    case .belowOne: number > 0 && number < 1
    case .upToOne: number > 0 && number <= 1
    case .count: number >= 1 && number <= Double(Self.largestCount) && number == number.rounded()
    case .countFromZero: number >= 0 && number <= Double(Self.largestCount) && number == number.rounded()
    }
  }

  /// `` `lr` takes … ``.
  var words: String {
    switch self {
    case .any: "a number"
    case .positive: "a number above 0"
    case .fromZero: "a number from 0 on"
    case .fraction: "a number from 0 on and below 1"
    case .belowOne: "a number above 0 and below 1"
    case .upToOne: "a number above 0 and up to 1"
    case .count: "a whole number from 1 to 1,000,000,000"
    case .countFromZero: "a whole number from 0 to 1,000,000,000"
    }
  }

  /// The range of an option by its name; in a train line and in its calls a name means the same.
  init(of option: String) {
    switch option {
    case "lr", "gamma", "clip_norm", "power": self = .positive
    case "beta", "beta1", "beta2", "alpha": self = .fraction
    case "eps", "weight_decay", "to", "end": self = .fromZero
    case "factor": self = .belowOne
    case "start": self = .upToOne
    case "steps", "every": self = .count
    case "patience": self = .countFromZero
    default: self = .any
    }
  }
}
