/// `train …` as written.
struct ParsedRun {
  var loss: Reference
  /// The root of `gd(lr=0.1)`.
  var optimizer: Int32
  /// `steps=100` and the like.
  var options: [Int32] = []
}

extension Parser {
  mutating func train() throws(Unreadable) {
    statement.isTraining = true
    advance()
    if token.kind == .string {
      statement.string = token.range
      advance()
    }
    let loss = try reference()
    guard token.kind == .name, token.name == words.using else { throw unexpected("`using`") }
    advance()
    guard token.kind == .name, peek().kind == .openParenthesis else {
      throw unexpected("an optimizer such as `gd(lr=0.1)`")
    }
    var run = ParsedRun(loss: loss, optimizer: try expression())
    while token.kind == .comma {
      advance()
      guard token.kind == .name else { throw unexpected("an option such as `steps=100`") }
      run.options.append(try namedArgument())
    }
    statement.kind = .train
    statement.detail = tree.runs.count
    tree.runs.append(run)
  }
}
