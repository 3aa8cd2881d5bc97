/// A flow file as written: statements in a row, blocks as an opening and a closing one, and the expressions of all
/// of them in one array in postorder. So neither reading, lowering nor letting go of a tree depends on its depth.
struct SyntaxTree {
  var statements: [Statement] = []
  var nodes: [ExpressionNode] = []
  /// The operands of calls, lists and indices.
  var children: [Int32] = []
  var numbers: [Double] = []
  var heads: [BlockHead] = []
  var claims: [ParsedClaim] = []
  var derivatives: [ParsedDerivative] = []
  var runs: [ParsedRun] = []
  var names = NameTable()
  var bytes: [UInt8] = []
  var comments: [Range<Int>] = []

  // Asked for in hundreds of places: with a copy in each, a page would load that much more.
  @inline(never) func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The text of an expression, for a hint.
  func short(_ node: ExpressionNode) -> String { node.range.count <= 60 ? text(node.range) : "…" }

  func children(_ node: ExpressionNode) -> ArraySlice<Int32> { children[Int(node.b)..<Int(node.b + node.count)] }
}

/// One node of an expression; the nodes below it stand before it, from `first` on.
struct ExpressionNode {
  enum Kind: UInt8 {
    /// `a`: index into `numbers`.
    case number
    /// `a`: the name.
    case name
    case string
    /// `a`: the operand.
    case negate, plus, transpose
    /// `a`, `b`: the operands.
    /// `multiply` is `*`, `entrywise` ⊙, `product` `·` and side by side, `cross` ×.
    case add, subtract, multiply, entrywise, product, cross, divide, matrixProduct
    case less, lessEqual, greater, greaterEqual, equal, notEqual
    /// `√a`, `|a|`, `‖a‖`. `b` of a norm: the number of its `NormOrder`.
    case root, absolute, norm
    /// `a`: the base, `b`: the exponent.
    case power
    /// `a`: the function's name; the arguments in `children[b ..< b + count]`.
    case call
    /// `key=value`. `a`: the name, `b`: the value.
    case argument
    /// Entries in `children[b ..< b + count]`.
    case list, tuple
    /// `a`: what is indexed; the subscripts in `children[b ..< b + count]`.
    case index
    /// `h[3].z`, a node within a call. `a`: the operand; `b`: the name.
    case member
    /// `h.z`, `np.pi`, `x.shape[0]`, `x.size(0)`: `a`: the first name. `count`: 0 as it is, 1 with an index, which is
    /// `b`, 2 called, 3 called with `b`.
    case property
    /// `x.mean(1)`, `np.mean(x, 1)`. `a`: what stands before the point; the arguments in `children[b ..< b + count]`.
    case method
    /// `i:j:k`: bounds in `children[b ..< b + 3]`, −1 where none is written.
    case slice
    /// `...`, all axes that no other part of the index stands for.
    case ellipsis
    /// `dL/dw`. `a`: index into `derivatives`.
    case derivative
  }

  /// How it is written, where that matters.
  struct Spelling: OptionSet {
    let rawValue: UInt8
    /// In brackets of its own.
    static let bracketed = Spelling(rawValue: 1)
    /// A product without a sign.
    static let sideBySide = Spelling(rawValue: 2)
    /// A sum written with Σ.
    static let sumSign = Spelling(rawValue: 4)
    /// A power written with `^`, or with a superscript; with neither it is Python's `**`.
    static let caret = Spelling(rawValue: 8)
    static let raised = Spelling(rawValue: 16)
    /// Bars that stand in a call of `sum`, `mean` and the like.
    static let reduced = Spelling(rawValue: 32)
  }

  var kind: Kind
  var spelling: Spelling = []
  /// Where it is written.
  var start: Int32
  var end: Int32
  /// The first node of this subtree, which is contiguous.
  var first: Int32
  var a: Int32 = -1
  var b: Int32 = -1
  var count: Int32 = 0
  /// Where the name of a call or of an argument is written.
  var nameStart: Int32 = 0
  var nameEnd: Int32 = 0

  var range: Range<Int> { Int(start)..<Int(end) }
  var isBracketed: Bool { spelling.contains(.bracketed) }

  var nameRange: Range<Int> {
    get { Int(nameStart)..<Int(nameEnd) }
    set { (nameStart, nameEnd) = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
  }
}

/// The order of a norm, as `‖x‖` and a sign behind it say.
enum NormOrder: Int32 {
  case plain, one, two, infinity, frobenius
}

/// `NAME`, `NAME[i]`: what is trained or differentiated, and by what.
struct Reference {
  var name: Int
  /// The name alone; a derivative's `d` is not part of it.
  var nameRange: Range<Int>
  var range: Range<Int>
  /// Subscripts, as roots of expressions.
  var subscripts: [Int32] = []
}

/// What stands before a block's `{`, or before the `=` of a function.
struct BlockHead {
  /// A function's parameters; a loop's variable.
  var names: [(name: Int, range: Range<Int>)] = []
  /// A loop's bounds, as roots of expressions.
  var lower: Int32 = -1
  var upper: Int32 = -1
}

struct Statement {
  enum Kind: UInt8 {
    case title, input, target, parameter, definition, loss, output
    case train, expect, outcome
    /// A line of a notebook that a figure does not need.
    case leftOut
    case group, function, loop, `return`, close
    /// Could not be read; the name it would have defined counts as defined.
    case broken
  }

  var kind: Kind
  /// From the first word to the last.
  var range: Range<Int>
  /// The first word, where it is one of the language.
  var keywordRange: Range<Int> = 0..<0
  /// What is defined, and where it is written: alone, and with a family's index.
  var name: Int = -1
  var nameRange: Range<Int> = 0..<0
  var targetRange: Range<Int> = 0..<0
  /// A family's index, `h[0] = …`, or the first of several; all of them are `children[indices]`.
  var index: Int32 = -1
  var indices: Range<Int> = 0..<0
  /// The right-hand side's root and where it is written, brackets included.
  var value: Int32 = -1
  var valueRange: Range<Int> = 0..<0
  /// The note's string, or that of `title`, `group` and a run.
  var string: Range<Int>?
  /// The first of this statement's nodes.
  var firstNode: Int32 = 0
  /// The rest of it: an index into the tree's `claims`, `runs` or `heads`.
  var detail: Int = -1
  /// Whether it begins with `train`, even if it could not be read.
  var isTraining = false
  /// How many blocks are open around it.
  var depth: Int = 0
  /// Whether the line goes on after this statement's end with another one: `a = 1; b = 2`.
  var sharesLine: Bool = false
}
