/// What to do about a problem.
enum Hint: ExpressibleByStringInterpolation {
  /// A sentence.
  case advice(String)
  /// What to write in the place of what is marked: it can be lowered and evaluated there.
  case write(String)
  /// A name for the one that is marked.
  case meant(String)

  init(stringLiteral text: String) { self = .advice(text) }

  /// The name that was probably meant, if there is one.
  static func meant(ifAny name: String?) -> Hint? { name.map { .meant($0) } }

  var text: String {
    switch self {
    case .advice(let text): text
    case .write(let text): "write `\(text)`"
    case .meant(let name): "did you mean `\(name)`?"
    }
  }

  /// What is written in the place of what is marked.
  var replacements: [String] {
    switch self {
    case .advice: []
    case .write(let text), .meant(let text): [text]
    }
  }
}
