import Autodiff

/// Hints that are shown are proved: the file with the proposal in its place is read, lowered and evaluated, and the statement
/// must be free of errors and have a value. Where another certain proposal is needed for that, it is taken too, and all are
/// shown as one. What does not resolve is not shown.
struct Proofs: ~Copyable {
  /// How much is read for the proofs of one file, in bytes and nodes; behind it no more hints are shown.
  private static let budget = 4_000_000
  /// How many proposals are taken in a row.
  private static let depth = 8

  private let source: FlowSource
  private let tables: TableSource
  private var left = Proofs.budget

  init(_ source: FlowSource, tables: TableSource) {
    self.source = source
    self.tables = tables
  }

  /// The errors as they are shown.
  mutating func diagnostics(of findings: Findings) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for finding in findings.sortedErrors {
      let hint = finding.problem.wording.hint
      var proved: [Proposal] = []
      var shown: [String] = []
      for text in diagnostics.count < Listing.shown ? hint?.replacements ?? [] : [] {
        guard let (proposal, statement) = self.proved(Proposal(range: finding.range, text: text)) else { continue }
        proved.append(proposal)
        if case .line = hint, statement.utf8.count <= 60 {
          shown.append(statement)
        } else {
          shown.append(proposal.text)
        }
      }
      diagnostics.append(finding.diagnostic(hint?.showing(shown), proved))
    }
    return diagnostics
  }

  /// The proposal with all that it takes to be read, and its statement; nil if it does not resolve.
  private mutating func proved(_ first: Proposal) -> (Proposal, statement: String)? {
    guard source.text.utf8.count < left else { return nil }
    var text = first.applied(to: source.text)
    var range = first.range.lowerBound..<(first.range.lowerBound + first.text.utf8.count)
    // Behind the stretch the text is the source's, this much further on.
    var shift = first.text.utf8.count - first.range.count
    for _ in 0..<Proofs.depth {
      switch outcome(of: text, at: range.lowerBound) {
      case .resolves(let statement):
        let bytes = Array(text.utf8)
        let proposal = Proposal(
          range: range.lowerBound..<(range.upperBound - shift), text: String(decoding: bytes[range], as: UTF8.self))
        return (proposal, String(decoding: bytes[statement], as: UTF8.self))
      case .fails: return nil
      case .needs(let next):
        text = next.applied(to: text)
        let growth = next.text.utf8.count - next.range.count
        let end = max(range.upperBound, next.range.upperBound) + growth
        range = min(range.lowerBound, next.range.lowerBound)..<end
        shift += growth
      }
    }
    return nil
  }

  private enum Outcome {
    /// Where the statement then stands.
    case resolves(Range<Int>)
    case fails
    case needs(Proposal)
  }

  /// What becomes of the statement around an offset.
  private mutating func outcome(of text: String, at offset: Int) -> Outcome {
    left -= text.utf8.count
    guard left > 0 else { return .fails }
    var lowering = Lowering(Parser.parse(text), tables: tables)
    guard let index = lowering.tree.statements.lastIndex(where: { $0.range.lowerBound <= offset }) else {
      return .fails
    }
    let statement = lowering.tree.statements[index]
    lowering.lower()
    left -= lowering.graph.recorder.nodeCount
    let end = index + 1 < lowering.tree.statements.count ? lowering.tree.statements[index + 1].range.lowerBound : .max
    let range = statement.range.lowerBound..<end
    let errors = lowering.findings.errors.filter { range.contains($0.range.lowerBound) }
    if let error = errors.min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // One about shapes is no slip on the way: it says that something else was meant.
      if case .product = error.problem { return .fails }
      guard let texts = error.problem.wording.hint?.replacements, texts.count == 1 else { return .fails }
      return .needs(Proposal(range: error.range, text: texts[0]))
    }
    // A comment, or what lies in a block, has no value of its own.
    guard statement.depth == 0, statement.name >= 0, statement.index < 0, statement.kind != .function,
      range.contains(offset), offset <= statement.range.upperBound
    else { return .resolves(statement.range) }
    let node = lowering.names[statement.name].node
    guard node >= 0 else { return .fails }
    // What takes long to compute is taken on trust.
    let size = (0..<lowering.graph.recorder.nodeCount).reduce(0) { $0 + lowering.graph.recorder.shape(of: $1).count }
    if size > Proofs.budget / 4 { return .resolves(statement.range) }
    var recorder = GraphRecorder()
    swap(&recorder, &lowering.graph.recorder)
    let value = recorder.finish().forwardTrace().value(of: Int(node))
    return value.scalars.contains { $0.isNaN } ? .fails : .resolves(statement.range)
  }
}
