import Autodiff
import Pictures

/// Factors and sums of factors along paths, before they are written.
indirect enum ChainProduct {
  case edge(ChainEdge)
  /// What has come down to a node already, or gone up to it: `∂L/∂ŷ`.
  case known(Formula, Double?)
  case product([ChainProduct])
  case sum([ChainProduct])
  /// What is left out of a long product or sum.
  case omitted([ChainProduct])

  /// A product of which the middle is left out if it is long.
  static func shortened(_ factors: [ChainProduct]) -> ChainProduct {
    if factors.count == 1 { return factors[0] }
    guard factors.count > Self.shownFactors else { return .product(factors) }
    let hidden = Array(factors[5..<factors.count - 3])
    return .product(Array(factors[..<5]) + [.omitted(hidden)] + Array(factors[(factors.count - 3)...]))
  }

  /// A sum of which the end is left out if it is long.
  static func shortenedSum(_ terms: [ChainProduct]) -> ChainProduct {
    if terms.count == 1 { return terms[0] }
    guard terms.count > Depiction.shownPaths else { return .sum(terms) }
    return .sum(Array(terms[..<(Depiction.shownPaths - 1)]) + [.omitted(Array(terms[(Depiction.shownPaths - 1)...]))])
  }

  static let shownFactors = 12

  /// The edges that are written.
  var edges: [ChainEdge] {
    switch self {
    case .edge(let edge): [edge]
    case .known, .omitted: []
    case .product(let parts), .sum(let parts): parts.flatMap { $0.edges }
    }
  }

  /// How many factors or terms are left out.
  var omittedCount: Int {
    switch self {
    case .edge, .known: 0
    case .product(let parts), .sum(let parts): parts.reduce(0) { $0 + $1.omittedCount }
    case .omitted(let parts): parts.count
    }
  }
}

/// What a reader reaches who calculates with the printed numbers.
enum Reading {
  case exactly(PrintedNumber)
  /// One of them is NaN or infinite.
  case notFinite
  /// Too many digits to keep them all.
  case nearly(Double)

  /// Whether an equals sign may stand before `number`.
  func relation(to number: Double, _ format: NumberFormat) -> Equation.Relation {
    switch self {
    case .exactly(let read): read.isPrinted(as: number, by: format) ? .equal : .approximate
    case .notFinite: .equal
    case .nearly(let read): format.text(read) == format.text(number) ? .equal : .approximate
    }
  }

  /// NaN where it is not finite.
  var double: Double {
    switch self {
    case .exactly(let read): read.double
    case .nearly(let read): read
    case .notFinite: .nan
    }
  }

  /// Readings joined, by products or sums: exactly as long as there are few.
  static func combined(_ readings: [Reading], _ join: Join) -> Reading {
    var exact = join == .product ? PrintedNumber.one : .zero
    var near = join == .product ? 1.0 : 0.0
    var isExact = readings.count <= join.exactCount
    for reading in readings {
      switch reading {
      case .notFinite: return .notFinite
      case .exactly(let number):
        if isExact { exact = join == .product ? exact * number : exact + number }
        near = join == .product ? near * number.double : near + number.double
      case .nearly(let number):
        isExact = false
        near = join == .product ? near * number : near + number
      }
    }
    return isExact ? .exactly(exact) : .nearly(near)
  }

  enum Join {
    case product, sum

    var exactCount: Int { self == .product ? 64 : 1_000 }
  }
}
