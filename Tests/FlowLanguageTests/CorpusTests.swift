import Autodiff
import FlowLanguage
import Foundation
import Letters
import Testing
import Verification

/// Lines as textbooks, papers, notebooks and courses have them: read with the author's meaning, or refused; obeying what
/// an error proposes never gives another meaning. The values in the corpus are NumPy's and PyTorch's.
@Suite struct CorpusTests {
  /// What the language makes of an entry.
  enum Outcome: String, CaseIterable {
    case read = "read with the author's meaning"
    case proved = "refused with a proved proposal"
    case honest = "refused honestly"
    case silent = "refused without the proposal that it should show"
    case refused = "refused though it should be read"
    case unlike = "read, but a warning, a note or a word is missing"
    case wrong = "with another meaning"
  }

  /// What is asked of lines as textbooks, papers, notebooks and courses have them.
  static let leastShare = 0.85

  @Test func linesHaveTheirAuthorsMeaning() throws {
    var counts: [String: [Outcome: Int]] = [:]
    var topics: [String] = []
    var total: [Outcome: Int] = [:]
    var excused: [String: [Outcome: Int]] = [:]
    let shown = ProcessInfo.processInfo.environment["CORPUS"]
    for entry in try CorpusEntry.all() {
      let (outcome, why) = Self.outcome(of: entry)
      if counts[entry.topic] == nil { topics.append(entry.topic) }
      counts[entry.topic, default: [:]][outcome, default: 0] += 1
      total[outcome, default: 0] += 1
      if let excuse = entry.excuse { excused[excuse, default: [:]][outcome, default: 0] += 1 }
      if shown == "\(outcome)" || shown == "all" { print("\(outcome): \(entry) — \(why)") }
    }
    for topic in topics { print(Self.row(topic, counts[topic] ?? [:])) }
    print(Self.row("all", total))
    for outcome in [Outcome.silent, .refused, .unlike, .wrong] {
      #expect(total[outcome, default: 0] == 0, "\(outcome.rawValue)")
    }
    for excuse in excused.keys.sorted() { print(Self.row("not asked for: " + excuse, excused[excuse] ?? [:])) }
    for counts in excused.values { total.merge(counts) { $0 - $1 } }
    print(Self.row("lines of textbooks, papers, notebooks and courses", total))
    let share = Double(total[.read, default: 0]) / Double(total.values.reduce(0, +))
    print("of these read with the author's meaning: \((share * 1000).rounded() / 10) %")
    #expect(share >= Self.leastShare)
  }

  private static func row(_ topic: String, _ counts: [Outcome: Int]) -> String {
    topic.padding(toLength: 60, withPad: " ", startingAt: 0)
      + Outcome.allCases.map { "  \($0) \(counts[$0] ?? 0)" }.joined()
  }

  // MARK: One entry

  private static func outcome(of entry: CorpusEntry) -> (Outcome, String) {
    let text = entry.text(entry.lines)
    do {
      let file = try FlowFile.read(FlowSource(name: "t.flow", text: text))
      let value = found(entry.expected, in: file)
      switch entry.verdict {
      case .read:
        if let difference = value { return (.wrong, difference) }
        let said = file.warnings.map { "\($0)" } + file.model.notes + file.report().warnings
        if let warning = entry.warning, !said.contains(where: { $0.contains(warning) }) {
          return (.unlike, "\(said)")
        }
        return formatting(of: entry, text) ?? (.read, "")
      case .refuse: return (.wrong, "read: \(file.model.definitions.last?.name ?? "")")
      case .dropped: return (.read, "")
      case .refuted:
        guard let verdict = file.verdicts().last, !verdict.holds else { return (.wrong, "not refuted") }
        let cause = verdict.cause.map { "\($0)" } ?? "none"
        return cause.hasPrefix(causes[entry.cause] ?? entry.cause) ? (.read, "") : (.unlike, cause)
      }
    } catch {
      switch entry.verdict {
      case .read, .refuted, .dropped: return (.refused, firstLine(error))
      case .refuse: return judged(entry, text, error)
      }
    }
  }

  /// What a refutation is called there, where it is called otherwise here.
  private static let causes = [
    "sign": "oppositeSign", "cut": "cutDigits", "θ − ∇": "parameterLessGradient", "step": "stepForGradient",
    "entry": "otherEntry", "sum": "sumForMean", "one path": "onePath", "one after the other": "oneAfterTheOther",
  ]

  private static func firstLine(_ error: FlowErrors) -> String { error.diagnostics.first.map { "\($0)" } ?? "" }

  /// A cell of another dialect is written by the formatter in the language's own form.
  private static func formatting(of entry: CorpusEntry, _ text: String) -> (Outcome, String)? {
    guard let wanted = entry.standard else { return nil }
    guard let written = try? formatted(FlowSource(name: "t.flow", text: text)) else { return (.unlike, "no format") }
    let last = written.split(separator: "\n").last.map { String($0) } ?? ""
    if last == wanted { return nil }
    let source = FlowSource(name: "t.flow", text: written)
    guard last != entry.lines.last, let file = try? FlowFile.read(source) else { return (.unlike, last) }
    return found(entry.expected, in: file).map { (.unlike, $0) }
  }

  /// What is said of a line that is refused rightly.
  private static func judged(_ entry: CorpusEntry, _ text: String, _ error: FlowErrors) -> (Outcome, String) {
    let shown = error.diagnostics.first?.proposals ?? []
    let pinned = entry.proposals
    var missing = pinned.indices.filter { pinned[$0].expected != nil }
    for proposal in shown {
      let changed = proposal.applied(to: text)
      guard let file = try? FlowFile.read(FlowSource(name: "t.flow", text: changed)) else {
        return (.wrong, "does not read: \(proposal.text)")
      }
      if pinned.isEmpty {
        // The author's value, where one is known.
        guard shown.count == 1, let expected = entry.expected else { continue }
        if let difference = found(expected, in: file) { return (.wrong, "\(proposal.text): \(difference)") }
      } else {
        let fitting = pinned.indices.filter { pinned[$0].expected.map { found($0, in: file) == nil } ?? true }
        if fitting.isEmpty { return (.wrong, "another value: \(proposal.text)") }
        missing.removeAll(where: fitting.contains)
      }
    }
    let said = error.diagnostics.map { "\($0)" }.joined(separator: " ")
    if let word = entry.named.first(where: { !said.contains($0) }) { return (.unlike, "\(word) not in: \(said)") }
    if let first = missing.first { return (.silent, "\(pinned[first].line) not in: \(said)") }
    return (shown.isEmpty ? .honest : .proved, "")
  }

  // MARK: Values

  /// Nil if the file has what is expected, otherwise what it has.
  private static func found(_ expected: String?, in file: FlowFile) -> String? {
    guard let expected, expected != "read" else { return nil }
    if expected == "claim holds" {
      guard let verdict = file.verdicts().last else { return "no claim" }
      return verdict.holds ? nil : "refuted: \(verdict.claim.text)"
    }
    let isShape = expected.hasPrefix("shape ")
    let words = expected.split(separator: " ", maxSplits: isShape ? 2 : 1).dropFirst(isShape ? 1 : 0)
    guard let name = words.first.map({ String($0) }), let wanted = words.last else { return "no value" }
    let nodes = file.model.definitions.filter { $0.name.canonicalName == name.canonicalName }
    guard let node = nodes.last?.node else { return "no \(name)" }
    let value = file.model.graph.forwardTrace().value(of: node)
    if isShape { return "\(value.shape)" == wanted ? nil : "\(value.shape)" }
    // Numbers as Python writes them, in lists.
    let numbers = wanted.split { "[], ".contains($0) }.map { Double($0) ?? .nan }
    let shape = Shape(dimensions(of: String(wanted)))
    let fits = zip(value.scalars, numbers).allSatisfy { a, b in
      a == b || abs(a - b) <= 1e-9 * (1 + abs(b)) || a.isNaN && b.isNaN
    }
    return value.shape == shape && fits ? nil : "\(name) = \(value)"
  }

  /// The shape of a list of lists of numbers.
  private static func dimensions(of text: String) -> [Int] {
    var (depth, open, counts) = (0, [Int](), [Int]())
    for character in text {
      switch character {
      case "[":
        open.append(1)
        depth += 1
        if counts.count < depth { counts.append(0) }
      case ",": open[open.count - 1] += 1
      case "]":
        depth -= 1
        counts[depth] = open.removeLast()
      default: break
      }
    }
    return counts
  }
}
