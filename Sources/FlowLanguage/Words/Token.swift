/// One word of a flow file: what it is and where it stands. Nothing is copied out of the text.
struct Token {
  enum Kind: UInt8 {
    case endOfFile, newline, semicolon
    case name, number, string, superscript
    case plus, minus, times, divide, matrixProduct, power, transpose
    case less, lessEqual, greater, greaterEqual, equalEqual
    case equal, approximately, plusMinus, partial
    /// `+=` and its like.
    case augmented
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case comma, colon, dot, dotDot
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
  var continuesLine: Bool {
    switch self {
    case .plus, .minus, .times, .divide, .matrixProduct, .power, .less, .lessEqual, .greater, .greaterEqual,
      .equalEqual, .comma:
      true
    default: false
    }
  }

  /// How tightly a binary operator binds; 0 for none.
  var precedence: Int {
    switch self {
    case .less, .lessEqual, .greater, .greaterEqual, .equalEqual: 1
    case .plus, .minus: 2
    case .times, .divide, .matrixProduct: 3
    default: 0
    }
  }
}
