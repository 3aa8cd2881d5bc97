import FlowLanguage

/// The flow file that a block is, put together of what it builds on, its own lines, and the claims of the text about it. Every line
/// knows where it comes from.
struct FlowText: Sendable {
  enum Origin: Sendable {
    /// Where it begins in the lesson's bytes.
    case lesson(Int)
    /// Where it begins in another file.
    case file(FlowSource, Int)
    /// An index into the lesson's insertions.
    case insertion(Int)
  }

  private(set) var lines: [(text: String, origin: Origin)] = []
  /// Leaves that the block gives another value than what it builds on, each with its line.
  var settings: [(name: String, value: String)] = []

  var text: String { lines.map { $0.text + "\n" }.joined() }

  /// Without what the lesson's text says about it.
  var ownText: String {
    lines.map { line in
      if case .insertion = line.origin { return "" }
      return line.text + "\n"
    }.joined()
  }

  mutating func append(_ text: String, _ origin: Origin) { lines.append((text, origin)) }

  mutating func append(_ figure: LessonFigure) {
    for line in figure.lines { append(line.text, .lesson(line.offset)) }
  }

  mutating func append(_ source: FlowSource) {
    var offset = 0
    for line in source.text.split(separator: "\n", omittingEmptySubsequences: false) {
      append(line.last == "\r" ? String(line.dropLast()) : String(line), .file(source, offset))
      offset += line.utf8.count + 1
    }
  }

  /// What the base claims is proved there; here other numbers are true.
  mutating func dropClaims() {
    for index in lines.indices where Self.word(of: lines[index].text) == "expect" { lines[index].text = "" }
  }

  mutating func dropTitle() {
    for index in lines.indices where Self.word(of: lines[index].text) == "title" { lines[index].text = "" }
  }

  /// The word that a line begins with.
  static func word(of line: String) -> Substring {
    line.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
  }

  /// `w1 = 0.5` or `param w1 = 0.5`: a name and its value.
  static func setting(in line: String) -> (name: String, value: String)? {
    guard let equals = line.firstIndex(of: "="), line.index(after: equals) < line.endIndex else { return nil }
    let words = line[..<equals].split { $0 == " " || $0 == "\t" }
    guard let name = words.last,
      words.count == 1 || words.count == 2 && ["param", "input", "target"].contains(words[0])
    else { return nil }
    return (String(name), String(line[line.index(after: equals)...]))
  }

  /// The line of an offset into `text`, and how far into it.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var start = 0
    for (index, line) in lines.enumerated() {
      let count = line.text.utf8.count + 1
      if offset < start + count { return (index, offset - start) }
      start += count
    }
    return (max(lines.count - 1, 0), 0)
  }
}
