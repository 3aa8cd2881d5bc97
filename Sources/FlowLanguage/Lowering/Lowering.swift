import Autodiff
import Training

/// From the syntax tree to a graph. Goes through the statements in order and through each expression's nodes in
/// postorder, which is the order of evaluation; nothing recurses.
struct Lowering: ~Copyable {
  /// Where an expression stands, which decides what its names mean.
  enum Place {
    case definition
    /// The value of the leaf with this name.
    case leaf(String)
    /// A claim's right-hand side, a tolerance.
    case claim
  }

  /// What a name is bound to, beside nodes.
  static let unbound: Int32 = -1
  /// Defined by a statement that is wrong: whoever uses it is not to blame.
  static let poisoned: Int32 = -2

  let tree: SyntaxTree
  let parsedClaims: [ParsedClaim]
  let parsedRuns: [ParsedRun]
  let words: Words
  let tables: TableSource
  /// Values that leaves have instead of those in the file, by name.
  var settings: [Int: Tensor] = [:]

  var names: NameTable
  var findings: Findings
  var recorder = GraphRecorder()
  var place = Place.definition

  /// By expression node: the graph's node, or −1 where there is none.
  var values: [Int32]
  /// By expression node.
  var marks: [Mark]
  /// By name: the graph's node, `unbound` or `poisoned`.
  var bindings: [Int32]
  /// By name: the first statement that defines it, −1 for none.
  var definers: [Int32]
  var used: [Bool]
  /// By name: a member of it is defined somewhere.
  var families: [Int: Family] = [:]
  /// Where blocks end, what they define, and the file's functions.
  var blocks = BlockTable()
  /// The names of the calls and turns of loops that are being lowered, innermost last.
  var scopes: [Scope] = []
  /// Loop variables of these turns.
  var numbers: [Int: Int] = [:]
  /// The value of the call that is being lowered, once `return` has been met.
  var returned: Int32?
  /// Functions whose calls are being lowered, and those whose bodies are wrong.
  var activeFunctions: Set<Int> = []
  var brokenFunctions: Set<Int> = []
  var calledFunctions: Set<Int> = []
  /// Names of nodes within calls and turns; no two are alike.
  var localNames: Set<String> = []
  /// The name of the definition that is being lowered.
  var owner = ""
  var groups = GroupList()
  /// The statement that is being lowered.
  var current = 0
  /// The last leaf that was recorded.
  var lastLeaf = -1

  var title: String?
  var titleAt: Range<Int>?
  var definitions: [Definition] = []
  /// By definition: the statement and the name it comes from.
  var origins: [(statement: Int, name: Int)] = []
  var claims: [Claim] = []
  var output: (node: Int, definition: Int, declared: Bool)?
  var runs: [TrainingRun] = []
  /// By run, and by claim: the statement it comes from.
  var runOrigins: [Int] = []
  var claimOrigins: [Int] = []
  /// The names that the file gives to its runs, and the statement that does; those that could not be read too.
  var runNames: [String: Int] = [:]
  var lines: LineCounter
  var speller: StandardText

  struct Family {
    var statement: Int
    /// Members are defined in a block whose head cannot be read.
    var open: Bool
    var members: [Int] = []
  }

  /// What the sweep over an expression must know of a node before it comes to it.
  struct Mark: OptionSet {
    let rawValue: UInt8
    /// Part of an operation or of a literal: recorded by the node above it, or not at all.
    static let skipped = Mark(rawValue: 1)
    /// A number or a list of numbers.
    static let literal = Mark(rawValue: 2)
  }

  init(_ parser: consuming Parser, tables: TableSource) {
    tree = parser.tree
    parsedClaims = parser.claims
    parsedRuns = parser.runs
    words = parser.words
    self.tables = tables
    names = parser.tree.names
    findings = parser.findings
    values = [Int32](repeating: -1, count: parser.tree.nodes.count)
    marks = [Mark](repeating: [], count: parser.tree.nodes.count)
    bindings = [Int32](repeating: Lowering.unbound, count: parser.tree.names.count)
    definers = [Int32](repeating: -1, count: parser.tree.names.count)
    used = [Bool](repeating: false, count: parser.tree.names.count)
    lines = LineCounter(parser.tree.bytes)
    speller = StandardText(bytes: parser.tree.bytes)
    definitions.reserveCapacity(parser.tree.statements.count)
    origins.reserveCapacity(parser.tree.statements.count)
  }

  mutating func lower() {
    survey()
    lower(statements: tree.statements.indices)
    finishFile()
  }

  /// Lowers statements that stand in one block, and the blocks inside.
  mutating func lower(statements range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound, !findings.isFull {
      current = index
      let statement = tree.statements[index]
      if let end = blocks.ends[index] {
        lowerBlock(index, statement, inside: (index + 1)..<end)
        index = end + 1
      } else {
        lower(statement)
        index += 1
      }
      if returned != nil { return checkNothingFollows(index..<range.upperBound) }
    }
  }

  private mutating func lower(_ statement: Statement) {
    switch statement.kind {
    case .title: if isAllowed(statement) { lowerTitle(statement) }
    case .input: lowerLeaf(statement, .input)
    case .target: lowerLeaf(statement, .target)
    case .parameter: lowerLeaf(statement, .parameter)
    case .definition: lowerDefinition(statement)
    case .loss, .output: if isAllowed(statement) { lowerDefinition(statement) }
    case .train: if isAllowed(statement) { lowerRun(statement) }
    case .outcome, .expect: if isAllowed(statement) { lowerClaim(statement) }
    case .function: if isAllowed(statement) { declareFunction(statement) }
    case .return: lowerReturn(statement)
    case .broken: poison(statement)
    case .group, .loop, .close: return
    }
  }

  mutating func poison(_ statement: Statement) {
    if statement.name >= 0, bindings[statement.name] == Lowering.unbound {
      bindings[statement.name] = Lowering.poisoned
    }
  }

  private mutating func lowerTitle(_ statement: Statement) {
    if let titleAt {
      return findings.add(.secondTitle(line: lines.line(of: titleAt.lowerBound)), at: statement.range)
    }
    titleAt = statement.range
    title = string(statement.string)
  }

  /// The text of a string in the file.
  mutating func string(_ range: Range<Int>?) -> String? {
    guard let range else { return nil }
    let (text, badEscape) = Strings.text(tree.bytes, range)
    if let badEscape { findings.add(.badEscape(tree.text(badEscape)), at: badEscape) }
    return text
  }

  // MARK: Names

  /// Room for names that came up while lowering, such as `h[3]`.
  mutating func makeRoom(for name: Int) {
    while bindings.count <= name {
      bindings.append(Lowering.unbound)
      definers.append(-1)
      used.append(false)
    }
  }

  /// Binds a definition's name; false if it cannot bear it.
  mutating func claimName(_ statement: Statement, _ name: Int) -> Bool {
    let written = tree.text(statement.nameRange)
    if words.isReserved(name) {
      findings.add(.reservedName(written), at: statement.nameRange)
      return false
    }
    if statement.index < 0, let family = families[name] {
      let line = lines.line(of: tree.statements[family.statement].range.lowerBound)
      findings.add(.familyClash(written, line: line), at: statement.nameRange)
      return false
    }
    let first = Int(definers[name])
    // A loop's names are unbound again behind it, but defined all the same.
    let isElsewhere = statement.index < 0 && first >= 0 && first != current
    guard bindings[name] == Lowering.unbound, !isElsewhere else {
      if bindings[name] != Lowering.poisoned || first != current {
        let line = first >= 0 ? lines.line(of: tree.statements[first].range.lowerBound) : 0
        findings.add(
          .alreadyDefined(written, line: line, rewritten: rewritten(statement, written)), at: statement.nameRange)
      }
      return false
    }
    return true
  }

  /// The statement with a new name.
  private func rewritten(_ statement: Statement, _ name: String) -> String {
    var fresh = Spelling.next(name)
    if guesses {
      var names = self.names
      let known = names.count
      fresh = Spelling.next(name) { names.name($0) < known }
    }
    let value = tree.text(statement.valueRange)
    return value.utf8.count <= 60 ? fresh + " = " + value : fresh + " = …"
  }
}
