import Foundation

/// One entry of `Corpus/lines.txt`, whose header explains the signs.
struct CorpusEntry: CustomStringConvertible {
  /// What the page has for a line.
  enum Verdict { case read, refuse, refuted, dropped }

  /// The line of the file where the entry begins.
  let number: Int
  let topic: String
  let prelude: [String]
  var own: [String] = []
  /// The author's lines.
  var lines: [String] = []
  var verdict = Verdict.read
  /// Why a refuted claim is so, as the header lists it.
  var cause = ""
  /// `NAME VALUE`, `shape NAME […]`, `claim holds`, `read`; of what the author meant, if the line is refused.
  var expected: String?
  var proposals: [(line: String, isSpelled: Bool, expected: String?)] = []
  var standard: String?
  var warning: String?
  var named: [String] = []
  /// Why reading it is not asked for.
  var excuse: String?

  var description: String { "line \(number): " + lines.joined(separator: " ⏎ ") }

  /// The prelude with the author's lines, or others.
  func text(_ lines: [String]) -> String { (prelude + own + lines).joined(separator: "\n") + "\n" }

  static func all() throws -> [CorpusEntry] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/lines.txt")
    var preludes: [String: [String]] = ["-": []]
    var (prelude, used, topic) = ("-", "-", "")
    var entries: [CorpusEntry] = []
    var current: CorpusEntry?
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
      guard let sign = line.first else {
        if let entry = current, !entry.lines.isEmpty { entries.append(entry) }
        current = nil
        continue
      }
      let rest = String(line.dropFirst(2))
      switch sign {
      case "P": (prelude, preludes[rest]) = (rest, [])
      case "L": preludes[prelude, default: []].append(rest)
      case "T": topic = rest
      case "U": used = rest
      case "Q", "S", "p", "q": break
      default:
        var entry = current ?? CorpusEntry(number: index + 1, topic: topic, prelude: preludes[used] ?? [])
        entry.take(sign, rest)
        current = entry
      }
    }
    return entries
  }

  private mutating func take(_ sign: Character, _ rest: String) {
    switch sign {
    case "&": own.append(rest)
    case ">": lines.append(rest)
    case "f": standard = rest
    case "w": warning = rest
    case "m": named.append(rest)
    case "o": excuse = rest
    case "?", "~": proposals.append((rest, sign == "?", nil))
    case "!":
      cause = String(rest.drop { $0 != " " }.dropFirst())
      verdict =
        switch rest.prefix(while: { $0 != " " }) {
        case "refuse": .refuse
        case "refuted": .refuted
        default: .dropped
        }
    default:
      if proposals.isEmpty { expected = rest } else { proposals[proposals.count - 1].expected = rest }
    }
  }
}
