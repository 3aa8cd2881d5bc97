import Autodiff
import Training

/// From the syntax tree to a graph. Goes through the statements in order and through each expression's nodes in
/// postorder, which is the order of evaluation; nothing recurses but the calls of the file's own functions.
struct Lowering: ~Copyable {
  /// Where an expression stands, which decides what its names mean.
  enum Place {
    case definition
    /// The value of the leaf with this name.
    case leaf(String)
    /// A side of a claim.
    case claim
    /// A tolerance, an option of training.
    case constant
  }

  /// What the sweep over an expression must know of a node before it comes to it.
  struct Mark: OptionSet {
    let rawValue: UInt8
    /// Part of an operation or of a literal: recorded by the node above it, or not at all.
    static let skipped = Mark(rawValue: 1)
    /// A number or a list of numbers.
    static let literal = Mark(rawValue: 2)
  }

  /// Forms of other dialects stand behind its nodes while they are recorded.
  var tree: SyntaxTree
  /// How many nodes are the file's own.
  let ownNodes: Int
  let words: Words
  let tables: TableSource
  /// Values that leaves have instead of those in the file, by name.
  var settings: [Int: Tensor] = [:]

  var names: Resolver
  var findings: Findings
  /// The first expression without a value.
  var unread: Range<Int>?
  /// What comes out.
  var graph = GraphOutline()
  var claims: [Claim] = []
  /// What the side of a claim that is being lowered takes from its state, by leaf.
  var quantities: [(leaf: Int, quantity: Claim.Quantity)] = []
  var runs: RunList

  /// The statement that is being lowered, and where its expression stands.
  var current = 0
  var place = Place.definition
  /// By expression node: the graph's node, or −1 where there is none.
  var values: [Int32]
  /// By expression node.
  var marks: [Mark]
  /// The file's own functions as they are called.
  var calls = CallState()
  var lines: LineCounter
  var standard: StandardText
  /// What is written otherwise in the language's own form, if that is asked for; nil for what differs from turn to turn.
  var ownForm: [Range<Int>: String?]?
  /// Forms of the table that were needed, as trees.
  var templates: [String: SyntaxTree] = [:]

  init(_ parser: consuming Parser, tables: TableSource) {
    tree = parser.tree
    ownNodes = parser.tree.nodes.count
    words = parser.words
    self.tables = tables
    findings = parser.findings
    names = Resolver(parser.tree, parser.words)
    runs = RunList(parser.tree)
    values = [Int32](repeating: -1, count: parser.tree.nodes.count)
    marks = [Mark](repeating: [], count: parser.tree.nodes.count)
    lines = LineCounter(parser.tree.bytes)
    standard = StandardText(bytes: parser.tree.bytes)
    graph.reserveCapacity(parser.tree.statements.count)
  }

  mutating func lower() {
    lower(statements: tree.statements.indices)
    finishFile()
  }

  /// Lowers statements that stand in one block, and the blocks inside.
  mutating func lower(statements range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound, !findings.isFull {
      current = index
      let statement = tree.statements[index]
      if let end = names.blocks.ends[index] {
        lowerBlock(index, statement, inside: (index + 1)..<end)
        index = end + 1
      } else {
        lower(statement)
        index += 1
      }
      if calls.returned != nil { return checkNothingFollows(index..<range.upperBound) }
    }
  }

  private mutating func lower(_ statement: Statement) {
    switch statement.kind {
    case .title: if isAllowed(statement) { lowerTitle(statement) }
    case .input: lowerLeaf(statement, .input)
    case .target: lowerLeaf(statement, .target)
    case .parameter: lowerLeaf(statement, .parameter)
    case .definition:
      if let role = bareLeaf(statement) {
        noteOwnForm(
          role == .parameter ? "param " : "input ", at: statement.range.lowerBound..<statement.range.lowerBound)
        lowerLeaf(statement, role)
      } else {
        lowerDefinition(statement)
      }
    case .loss, .output: if isAllowed(statement) { lowerDefinition(statement) }
    case .train: if isAllowed(statement) { lowerRun(statement) }
    case .outcome, .expect: if isAllowed(statement) { lowerClaim(statement) }
    case .function: if isAllowed(statement) { declareFunction(statement) }
    case .return: lowerReturn(statement)
    case .broken: poison(statement)
    case .group, .loop, .close, .leftOut: return
    }
  }

  mutating func poison(_ statement: Statement) {
    if statement.name >= 0 { names.poison(statement.name) }
  }

  private mutating func lowerTitle(_ statement: Statement) {
    if let first = graph.titleAt {
      return findings.add(.name(.secondTitle(line: lines.line(of: first.lowerBound))), at: statement.range)
    }
    graph.titleAt = statement.range
    graph.title = string(statement.string)
  }

  // MARK: Texts

  /// The text of a string in the file.
  mutating func string(_ range: Range<Int>?) -> String? {
    guard let range else { return nil }
    let (text, badEscape) = Strings.text(tree.bytes, range)
    if let badEscape { findings.add(.word(.badEscape(tree.text(badEscape))), at: badEscape) }
    return text
  }

  /// The line on which a statement begins.
  mutating func line(of statement: Int) -> Int { lines.line(of: tree.statements[statement].range.lowerBound) }

  // MARK: Problems

  /// Notes a problem, to be thrown.
  mutating func fail(_ problem: Problem, at range: Range<Int>) -> Unreadable {
    findings.add(problem, at: range)
    return Unreadable()
  }

  mutating func fail(_ problem: Problem, _ node: ExpressionNode) -> Unreadable { fail(problem, at: node.range) }

  mutating func fail(_ problem: Problem, _ root: Int32) -> Unreadable { fail(problem, tree.nodes[Int(root)]) }

  /// The latest names that can be used here, as they were written. None behind more errors than are printed, so that
  /// guessing stays cheap.
  var knownNames: [String] { guesses ? graph.definitions.suffix(2000).map { $0.name } : [] }

  /// Whether an error's hint is worth a search.
  var guesses: Bool { findings.errors.count < 2 * Listing.shown }
}
