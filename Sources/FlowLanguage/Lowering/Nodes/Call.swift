/// One call of a function of the language.
struct Call {
  let function: Function
  /// The function's name as it is written here.
  let written: String
  let node: ExpressionNode
  let arguments: Arguments
}
