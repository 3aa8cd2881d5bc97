/// `{{ delivery: dL/dw1 }}` in running text: a number, or a claim and its number.
struct Insertion: Sendable {
  /// Of the whole, braces and all, in the lesson's bytes.
  let range: Range<Int>
  /// What stands behind the colon.
  let expressionRange: Range<Int>
  /// The block that is meant.
  let name: String
  /// As the block's `expect` would say it.
  let claim: String
  /// What is printed: the digits of the claim itself, or the number with so many digits.
  let printed: Printed

  enum Printed: Sendable, Equatable {
    case spelled(String)
    case value(precision: Int)
  }

  /// Nil if the text between the braces does not begin with a name and a colon: then it is another program's.
  init?(_ text: String, range: Range<Int>) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = Self.trimmed(text[..<colon])
    guard FigureOptions.isName(name) else { return nil }
    let rest = text[text.index(after: colon)...]
    let body = Self.trimmed(rest)
    guard !body.isEmpty else { return nil }
    self.range = range
    self.name = name
    let blanks = rest.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let start = range.lowerBound + 2 + text.utf8.distance(from: text.startIndex, to: colon) + 1 + blanks
    expressionRange = start..<start + body.utf8.count

    if body.hasPrefix("\"") {
      // The outcome of a run.
      claim = body
      printed = .spelled(body.split(separator: " ").last.map { String($0) } ?? "")
      return
    }
    // `L after 2 steps = 0.18` is said by the language the other way round.
    var state = ""
    var statement = body
    if let place = Self.place(of: " after ", in: body) {
      let tail = body[place...]
      let relation = tail.indices.first { Self.relations.contains(tail[$0]) } ?? tail.endIndex
      state = " " + Self.trimmed(tail[..<relation])
      statement = Self.trimmed(body[..<place]) + (relation < tail.endIndex ? " " + tail[relation...] : "")
    }
    if let relation = statement.indices.first(where: { Self.relations.contains(statement[$0]) }) {
      claim = statement + state
      let isEqual = statement[relation] == "=" || statement[relation] == "≈"
      let other = Self.trimmed(statement[statement.index(after: relation)...])
      printed = isEqual && Self.isNumber(other) ? .spelled(other) : .value(precision: 4)
      return
    }
    var digits = 4
    if state.isEmpty, let comma = statement.lastIndex(of: ","),
      let number = Int(Self.trimmed(statement[statement.index(after: comma)...])), (1...17).contains(number)
    {
      digits = number
      statement = Self.trimmed(statement[..<comma])
    } else if let comma = state.lastIndex(of: ","),
      let number = Int(Self.trimmed(state[state.index(after: comma)...])), (1...17).contains(number)
    {
      digits = number
      state = " " + Self.trimmed(state[..<comma])
    }
    // A claim that every number fulfils: its verdict has the number.
    claim = statement + " ≥ -inf" + state
    printed = .value(precision: digits)
  }

  private static let relations: Set<Character> = ["=", "≈", "<", ">", "≤", "≥"]

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isNumber || ".-−+eE".contains($0) } && text.contains { $0.isNumber }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }

  private static func place(of word: String, in text: String) -> String.Index? {
    text.indices.first { text[$0...].hasPrefix(word) }
  }
}
