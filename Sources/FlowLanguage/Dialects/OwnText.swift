/// An expression as text in the language's own form.
struct OwnText {
  /// How tightly what is outermost binds.
  enum Strength: Int, Comparable {
    case comparison, sum, product, sign, power, operand

    static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }

    init(_ kind: ExpressionNode.Kind) {
      switch kind {
      case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: self = .comparison
      case .add, .subtract: self = .sum
      case .multiply, .entrywise, .product, .cross, .divide, .matrixProduct: self = .product
      case .negate, .plus, .root: self = .sign
      case .power: self = .power
      case .number, .name, .string, .transpose, .call, .argument, .list, .tuple, .index, .member, .slice, .ellipsis,
        .property,
        .method, .derivative, .absolute, .norm:
        self = .operand
      }
    }
  }

  /// Cells within cells, at most; an expression of more stays as it is written.
  static let depthLimit = 60
  /// Stands for what lies deeper; no text of a file that can be read holds it.
  static let cut = OwnText(text: "\0")

  var text: String
  var strength = Strength.operand

  var isCut: Bool { text.utf8.contains(0) }

  /// In brackets, if it binds less tightly than its place asks for.
  func at(_ least: Strength) -> String { strength < least ? "(" + text + ")" : text }
}

extension ExpressionNode {
  /// How tightly the operands of an operation must bind where no brackets stand around them.
  var leastStrengths: (a: OwnText.Strength, b: OwnText.Strength) {
    switch kind {
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: (.sum, .sum)
    case .add, .subtract: (.sum, .product)
    case .product where spelling.contains(.sideBySide): (.operand, .power)
    case .multiply, .entrywise, .product, .cross, .divide, .matrixProduct: (.product, .sign)
    case .negate, .plus: (.sign, .comparison)
    case .power: (.operand, .sign)
    case .transpose, .index, .member, .method, .root: (.operand, .comparison)
    case .number, .name, .string, .call, .argument, .list, .tuple, .slice, .ellipsis, .property, .derivative,
      .absolute, .norm:
      (.comparison, .comparison)
    }
  }

  /// The sign of an operation between two operands.
  var sign: String {
    switch kind {
    case .add: " + "
    case .subtract: " - "
    case .multiply: "*"
    case .divide: "/"
    case .matrixProduct: "@"
    case .power: "**"
    case .less: " < "
    case .lessEqual: " <= "
    case .greater: " > "
    case .greaterEqual: " >= "
    case .equal: " == "
    case .notEqual: " != "
    case .entrywise: " ⊙ "
    case .product: "·"
    case .cross: "×"
    default: ""
    }
  }
}
