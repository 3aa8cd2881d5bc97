/// An expression as text in the language's own form.
struct OwnText {
  /// How tightly what is outermost binds.
  enum Strength: Int, Comparable {
    case comparison, sum, product, sign, power, operand

    static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }

    init(_ kind: ExpressionNode.Kind) {
      switch kind {
      case .less, .lessEqual, .greater, .greaterEqual, .equal: self = .comparison
      case .add, .subtract: self = .sum
      case .multiply, .divide, .matrixProduct: self = .product
      case .negate, .plus: self = .sign
      case .power: self = .power
      case .number, .name, .string, .transpose, .call, .argument, .list, .tuple, .index, .member, .slice, .property,
        .method, .derivative:
        self = .operand
      }
    }
  }

  var text: String
  var strength = Strength.operand

  /// In brackets, if it binds less tightly than its place asks for.
  func at(_ least: Strength) -> String { strength < least ? "(" + text + ")" : text }
}

extension ExpressionNode {
  /// How tightly the operands of an operation must bind where no brackets stand around them.
  var leastStrengths: (a: OwnText.Strength, b: OwnText.Strength) {
    switch kind {
    case .less, .lessEqual, .greater, .greaterEqual, .equal: (.sum, .sum)
    case .add, .subtract: (.sum, .product)
    case .multiply, .divide, .matrixProduct: (.product, .sign)
    case .negate, .plus: (.sign, .comparison)
    case .power: (.operand, .sign)
    case .transpose, .index, .member, .method: (.operand, .comparison)
    case .number, .name, .string, .call, .argument, .list, .tuple, .slice, .property, .derivative:
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
    default: ""
    }
  }
}
