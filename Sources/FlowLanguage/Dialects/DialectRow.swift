import Letters

/// How one function or method of another library is read: a row of the table.
struct DialectRow {
  /// One argument.
  struct Parameter {
    enum Kind: Equatable {
      case operand(Rank?)
      case operands(Rank?)
      /// All that is left, as a list even if it is one number.
      case rest(asList: Bool)
      case number, wholeNumbers, oneWholeNumber, text, option, type
      case literal(String)
      case absent, ignored
    }
    let name: String
    let kind: Kind
    /// What is written where it is missing.
    var standard: String?
    var isOptional = false
    /// Whether it must be named.
    var isNamed = false
  }

  /// What an operand's shape must be.
  enum Rank: Equatable {
    case rank(Int)
    /// Length 1 on this axis; −1 is the last.
    case single(axis: Int)
    /// And on no other.
    case alone(axis: Int)
  }

  enum Result {
    /// The same in the language's own form.
    case form(String)
    /// What it may mean; the author must say which.
    case choices([String])
    case none(String)
  }

  let origins: [String]
  let parameters: [Parameter]
  /// `.values`, `[0]`
  let suffix: String
  let result: Result
  /// Whether a bare definition by it is a leaf, and one that is trained.
  let isLeaf: Bool
  let isTrained: Bool

  /// The rows by the names of their functions, in the table's order.
  static let all: [String: [DialectRow]] = {
    var rows: [String: [DialectRow]] = [:]
    for line in DialectTable.text.split(separator: "\n") { read(line, &rows) }
    return rows
  }()

  /// `np.array` for `array`: what makes a leaf in a library and is no function here.
  static func bareLeaf(_ name: String) -> String? {
    for row in all[name] ?? [] {
      guard row.isLeaf, let origin = row.origins.first, origin != "py", case .form(let form) = row.result,
        !form.hasPrefix(name + "(")
      else { continue }
      return origin + "." + name
    }
    return nil
  }

  /// Whether a name is that of a module of PyTorch, which is made first and called later.
  static func isModule(_ name: String) -> Bool {
    all[name]?.contains { row in row.origins.contains("nn") && !row.isLeaf } == true
  }

  private static func read(_ line: Substring, _ rows: inout [String: [DialectRow]]) {
    let columns = line.split(separator: "|", omittingEmptySubsequences: false)
    let head = columns[1]
    guard let open = head.firstIndex(of: "("), let close = head.lastIndex(of: ")") else { return }
    var origins = columns[0].split(separator: " ").map { String($0) }
    let mark = origins.first == "leaf" || origins.first == "param" ? origins.removeFirst() : ""
    var parameters: [Parameter] = []
    var isNamed = false
    for written in head[head.index(after: open)..<close].split(separator: ",") {
      let written = written.drop { $0 == " " }
      if written == "*" {
        isNamed = true
      } else {
        parameters.append(parameter(written, isNamed))
      }
    }
    for name in head[..<open].split(separator: " ") {
      let row = DialectRow(
        origins: origins, parameters: parameters, suffix: String(head[head.index(after: close)...]),
        result: result(columns[2], name), isLeaf: !mark.isEmpty, isTrained: mark == "param")
      rows[String(name), default: []].append(row)
    }
  }

  private static func result(_ text: Substring, _ name: Substring) -> Result {
    func form(_ text: Substring) -> String { text.hasPrefix("*") ? String(name) + text.dropFirst() : String(text) }
    switch text.first {
    case "?": return .choices(text.dropFirst().split(separator: ";").map { form($0) })
    case "!": return .none(String(text.dropFirst()))
    default: return .form(form(text))
    }
  }

  private static func parameter(_ written: Substring, _ isNamed: Bool) -> Parameter {
    let name = String(written.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    if written.first == "*" {
      let isList = written.dropFirst().first == "["
      return Parameter(name: written.filter { $0.isLetter }, kind: .rest(asList: isList))
    }
    if written.first == "[" {
      let inner = written.dropFirst().dropLast()
      let name = String(inner.prefix { $0.isLetter })
      return Parameter(name: name, kind: .operands(rank(inner.dropFirst(name.count))))
    }
    let sign = written.dropFirst(name.count)
    switch sign {
    case "": return Parameter(name: name, kind: .operand(nil), isNamed: isNamed)
    case "#": return Parameter(name: name, kind: .number, isNamed: isNamed)
    case "##": return Parameter(name: name, kind: .wholeNumbers, isNamed: isNamed)
    case "#1": return Parameter(name: name, kind: .oneWholeNumber, isNamed: isNamed)
    case "%": return Parameter(name: name, kind: .type, isNamed: isNamed)
    case "$": return Parameter(name: name, kind: .text, isNamed: isNamed)
    case "~": return Parameter(name: name, kind: .ignored, isOptional: true, isNamed: isNamed)
    case "!": return Parameter(name: name, kind: .absent, isOptional: true, isNamed: isNamed)
    case "=": return Parameter(name: name, kind: .option, isOptional: true, isNamed: isNamed)
    default: break
    }
    if sign.first == "?" {
      let standard = sign.count > 1 ? String(sign.dropFirst()) : nil
      return Parameter(name: name, kind: .operand(nil), standard: standard, isOptional: true, isNamed: isNamed)
    }
    if sign.first == ":" { return Parameter(name: name, kind: .operand(rank(sign)), isNamed: isNamed) }
    if sign.hasPrefix("==") {
      let isOptional = sign.last == "?"
      let literal = sign.dropFirst(2).filter { $0 != "'" && $0 != "?" }
      return Parameter(name: name, kind: .literal(literal), isOptional: isOptional, isNamed: isNamed)
    }
    return Parameter(
      name: name, kind: .option, standard: String(sign.dropFirst()), isOptional: true, isNamed: isNamed)
  }

  private static func rank(_ sign: Substring) -> Rank? {
    switch sign.dropFirst() {
    case "": nil
    case "first": .single(axis: 0)
    case "second": .single(axis: 1)
    case "last": .single(axis: -1)
    case "onlyfirst": .alone(axis: 0)
    case "onlysecond": .alone(axis: 1)
    case "onlylast": .alone(axis: -1)
    case let digits: Int(digits).map { .rank($0) }
    }
  }
}
