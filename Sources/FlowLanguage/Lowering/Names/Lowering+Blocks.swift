import Autodiff

extension Lowering {
  /// Calls and turns of loops in a file, at most.
  static let turnLimit = 250_000
  /// Nodes that they may make, at most.
  static let nodeLimit = 20_000_000

  mutating func lowerBlock(_ index: Int, _ statement: Statement, inside: Range<Int>) {
    switch statement.kind {
    case .function: if isAllowed(statement) { declareFunction(statement) }
    case .loop: lowerLoop(index, statement, inside: inside)
    default:
      guard !statement.isBrokenBlock else { return poison(statements: inside) }
      graph.groups.open(.block, string(statement.string) ?? "", at: graph.recorder.nodeCount)
      lower(statements: inside)
      graph.groups.close(at: graph.recorder.nodeCount)
    }
  }

  /// Notes nothing about what cannot be followed.
  private mutating func poison(statements range: Range<Int>) {
    for index in range { poison(tree.statements[index]) }
  }

  /// Whether a statement may stand in the blocks around it; notes it if not.
  mutating func isAllowed(_ statement: Statement) -> Bool {
    guard !names.scopes.isEmpty else { return true }
    let isInCall = names.scopes.contains { $0.isCall }
    switch statement.kind {
    case .expect, .outcome, .loss, .output: if !isInCall { return true }
    default: break
    }
    findings.add(
      .block(.notInside(keyword: tree.text(statement.keywordRange), block: isInCall ? "def" : "for")),
      at: statement.keywordRange)
    poison(statement)
    return false
  }

  // MARK: Loops

  private mutating func lowerLoop(_ index: Int, _ statement: Statement, inside: Range<Int>) {
    let head = tree.heads[statement.detail]
    guard let (variable, variableRange) = head.names.first, let (lower, upper) = try? bounds(of: head, variable)
    else { return poison(statements: inside) }
    let written = tree.text(variableRange)
    let errors = findings.errors.count
    for number in lower...upper {
      names.enterTurn(of: index, variable, number)
      graph.groups.open(.iteration(written), "\(written) = \(number)", at: graph.recorder.nodeCount)
      self.lower(statements: inside)
      graph.groups.close(at: graph.recorder.nodeCount)
      names.leaveScope()
      if let problem = tooMuch { findings.add(problem, at: tree.boundsRange(of: head)) }
      // The other turns would repeat it.
      if findings.errors.count > errors || calls.returned != nil { return poisonMembers(inside) }
    }
  }

  private mutating func bounds(of head: BlockHead, _ variable: Int) throws(Unreadable) -> (Int, Int) {
    let (lower, upper) = (try whole(head.lower), try whole(head.upper))
    if words.isReserved(variable) {
      throw fail(.name(.reserved(tree.text(head.names[0].range))), at: head.names[0].range)
    }
    guard lower <= upper else {
      throw fail(.block(.emptyLoop(from: lower, to: upper)), at: tree.boundsRange(of: head))
    }
    guard upper - lower < Lowering.turnLimit else {
      throw fail(.block(.tooManyTurns(limit: Lowering.turnLimit)), at: tree.boundsRange(of: head))
    }
    return (lower, upper)
  }

  /// Members of families that a broken loop would have defined.
  private mutating func poisonMembers(_ range: Range<Int>) {
    for index in range {
      let statement = tree.statements[index]
      if statement.index >= 0 { names.open(family: statement.name) } else { poison(statement) }
    }
  }

  /// Set as soon as the file makes more than can be looked at: calls of calls double quickly.
  var tooMuch: Problem? {
    if graph.groups.groups.count > Lowering.turnLimit { return .block(.tooManyTurns(limit: Lowering.turnLimit)) }
    return graph.recorder.nodeCount > Lowering.nodeLimit ? .block(.tooManyNodes(limit: Lowering.nodeLimit)) : nil
  }
}

extension SyntaxTree {
  fileprivate func boundsRange(of head: BlockHead) -> Range<Int> {
    nodes[Int(head.lower)].range.lowerBound..<nodes[Int(head.upper)].range.upperBound
  }
}
