/// One word of a flow file: what it is and where it stands. Nothing is copied out of the text.
struct Token {
  enum Kind: UInt8 {
    case endOfFile, newline, semicolon
    case name, number, string, superscript
    /// `times` is `*`, `entrywise` ⊙ and ∘, `dotProduct` `·`, `cross` ×.
    case plus, minus, times, entrywise, dotProduct, cross, divide, matrixProduct, power, transpose
    /// `//`, `%` and ⊗, which mean nothing but are operators.
    case floorDivide, remainder, tensorProduct
    case less, lessEqual, greater, greaterEqual, equalEqual, notEqual
    /// `|`, `||`, `‖`, `√`, `∑`
    case bar, doubleBar, normBar, root, sumSign
    case equal, approximately, plusMinus, partial
    /// `+=` and its like.
    case augmented
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case comma, colon, dot, dotDot, ellipsis
    /// No word of the language; the lexer's `problem` says why.
    case bad
  }

  var kind: Kind
  /// Byte offsets.
  var start: Int
  var end: Int
  /// The name's number in the table of names.
  var name: Int = -1

  var range: Range<Int> { start..<end }
}

extension Token.Kind {
  /// After these a line goes on.
  var continuesLine: Bool { precedence > 0 || self == .power || self == .comma }

  /// How tightly a binary operator binds; 0 for none.
  var precedence: Int {
    switch self {
    case .less, .lessEqual, .greater, .greaterEqual, .equalEqual, .notEqual: 1
    case .plus, .minus: 2
    case .times, .entrywise, .dotProduct, .cross, .divide, .matrixProduct, .floorDivide, .remainder, .tensorProduct: 3
    default: 0
    }
  }

  /// What ends a statement on its line.
  var endsLine: Bool { self == .newline || self == .endOfFile || self == .semicolon }

  var isBar: Bool { self == .bar || self == .doubleBar || self == .normBar }

  /// What can end an operand.
  var endsOperand: Bool {
    switch self {
    case .name, .number, .closeParenthesis, .closeBracket, .superscript, .transpose, .bar, .doubleBar, .normBar: true
    default: false
    }
  }
}
