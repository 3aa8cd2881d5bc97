/// What to do about a problem.
enum Hint: ExpressibleByStringInterpolation {
  /// A sentence.
  case advice(String)
  /// What to write in the place of what is marked: it can be lowered and evaluated there.
  case write(String)
  /// The same, of which the whole statement is shown.
  case line(String)
  /// What could be meant, of which nothing is certain; each in the place of what is marked.
  case either([String])
  /// What is written in the place of what is marked, and a sentence.
  case otherwise(write: String, String)
  /// A name for the one that is marked.
  case meant(String)

  init(stringLiteral text: String) { self = .advice(text) }

  /// The name that was probably meant, if there is one.
  static func meant(ifAny name: String?) -> Hint? { name.map { .meant($0) } }

  static func either(ifAny readings: [String]) -> Hint? { readings.isEmpty ? nil : .either(readings) }

  /// Whether it leaves nothing to choose.
  var isCertain: Bool {
    switch self {
    case .write, .line, .otherwise: true
    case .either(let texts): texts.count == 1
    case .advice, .meant: false
    }
  }

  var text: String {
    switch self {
    case .advice(let text): text
    case .write(let text), .line(let text): "write `\(text)`"
    case .either(let texts): "write " + texts.map { "`\($0)`" }.joined(separator: " or ")
    case .otherwise(let text, let advice): "write `\(text)`; \(advice)"
    case .meant(let name): "did you mean `\(name)`?"
    }
  }

  /// What is written in the place of what is marked.
  var replacements: [String] {
    switch self {
    case .advice: []
    case .write(let text), .line(let text), .meant(let text), .otherwise(let text, _): [text]
    case .either(let texts): texts
    }
  }

  /// The sentence that needs no proof.
  var advice: Hint? {
    switch self {
    case .advice: self
    case .otherwise(_, let advice): .advice(advice)
    case .write, .line, .either, .meant: nil
    }
  }

  /// The hint with these texts alone, which are proved.
  func showing(_ proved: [String]) -> Hint? {
    guard let first = proved.first else { return advice }
    return switch self {
    case .advice: self
    case .write, .line: .write(first)
    case .either: .either(proved)
    case .otherwise(_, let advice): .otherwise(write: first, advice)
    case .meant: .meant(first)
    }
  }
}
