/// What the arguments of a cell are to a row of the table.
struct CellArguments {
  enum Value {
    case missing
    case root(Int32)
    case roots([Int32])
    /// An operand for each entry.
    case operands([Int32])
    /// The option's default.
    case standard(String)
  }
  var values: [String: Value] = [:]
  /// Which of the arguments are operands, and no numbers that belong to an operation.
  var operands: [Int32] = []
  var isTrained = false
}
