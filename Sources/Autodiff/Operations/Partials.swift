/// The partials of an operation on at most two numbers, and which of them a step has to store.
enum Partials {
  /// The same wherever the operands are: stored once.
  case constant(Double, Double = 0)
  /// Of the first operand; there is no second, or it is a literal.
  case first(Double)
  case both(Double, Double)
}
