/// What to do about a problem.
enum Hint: ExpressibleByStringInterpolation {
  /// A sentence.
  case advice(String)
  /// What to write in the place of what is marked: it can be lowered and evaluated there.
  case write(String)
  /// The same, where several are meant by others; the author must say which.
  case choose([String])
  /// A name for the one that is marked.
  case meant(String)

  init(stringLiteral text: String) { self = .advice(text) }

  /// The name that was probably meant, if there is one.
  static func meant(ifAny name: String?) -> Hint? { name.map { .meant($0) } }

  /// Whether it leaves nothing to choose.
  var isCertain: Bool { if case .write = self { true } else { false } }

  var text: String {
    switch self {
    case .advice(let text): text
    case .write(let text): "write `\(text)`"
    case .choose(let texts): "write " + texts.map { "`\($0)`" }.joined(separator: " or ")
    case .meant(let name): "did you mean `\(name)`?"
    }
  }

  /// What is written in the place of what is marked.
  var replacements: [String] {
    switch self {
    case .advice: []
    case .write(let text), .meant(let text): [text]
    case .choose(let texts): texts
    }
  }
}
