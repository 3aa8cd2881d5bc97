import Autodiff
import Letters

/// Functions that the file defines.
extension Lowering {
  /// Calls within calls, at most.
  static let callLimit = 64

  mutating func declareFunction(_ statement: Statement) {
    let name = statement.name
    let written = tree.text(statement.nameRange)
    if let function = words.function(name) {
      findings.add(
        function.isRecent ? .odd(.ownFunction(written)) : .name(.builtInFunction(written)), at: statement.nameRange)
    } else if let first = names.blocks.functions[name], first != current {
      let fresh = Suggestion.next(written)
      findings.add(
        .name(.alreadyDefined(written, as: written, line: line(of: first), rewritten: fresh)), at: statement.nameRange
      )
    }
    var seen: Set<Int> = []
    for (parameter, range) in tree.heads[statement.detail].names {
      if words.isReserved(parameter) { findings.add(.name(.reserved(tree.text(range))), at: range) }
      if !seen.insert(parameter).inserted { findings.add(.call(.repeatedOption(tree.text(range))), at: range) }
    }
    // Also in one that is never called.
    for node in nodes(ofFunction: current, statement) where node.kind == .call && Int(node.a) == name {
      findings.add(.block(.recursion(written)), at: node.range)
      calls.broken.insert(current)
      return
    }
  }

  /// What a name before a bracket calls: of two functions the file's own.
  func function(_ name: Int) -> Function? {
    guard let function = words.function(name) else { return nil }
    return function.isRecent && names.blocks.functions[name] != nil ? nil : function
  }

  /// The nodes of all expressions in a function.
  private func nodes(ofFunction index: Int, _ statement: Statement) -> ArraySlice<ExpressionNode> {
    let end = names.blocks.ends[index] ?? index
    let last = end + 1 < tree.statements.count ? Int(tree.statements[end + 1].firstNode) : tree.nodes.count
    return tree.nodes[Int(statement.firstNode)..<max(last, Int(statement.firstNode))]
  }

  mutating func lowerReturn(_ statement: Statement) {
    // Outside a function the parser has noted it.
    guard let scope = names.scopes.last else { return }
    guard scope.isCall else { return findings.add(.block(.returnInLoop), at: statement.range) }
    calls.returned = (try? expression(statement.value)) ?? -1
  }

  /// Behind `return` stands nothing.
  mutating func checkNothingFollows(_ range: Range<Int>) {
    guard let next = range.first(where: { tree.statements[$0].kind != .close }) else { return }
    findings.add(.block(.afterReturn), at: tree.statements[next].range)
  }

  /// Lowers the body of a function for one call.
  mutating func inlined(_ function: Int, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    calls.called.insert(function)
    let statement = tree.statements[function]
    let written = tree.text(statement.nameRange)
    guard case .definition = place else { throw fail(.block(.callInConstant(written)), node) }
    let parameters = try parameters(of: statement, written, node)
    if calls.active.contains(function) { throw fail(.block(.recursion(written)), node) }
    guard function < current else {
      throw fail(.name(.usedBeforeDefinition(written, line: line(of: function))), node)
    }
    if calls.broken.contains(function) || parameters.contains(where: { $0.node < 0 }) { throw Unreadable() }
    guard calls.active.count < Lowering.callLimit else {
      throw fail(.block(.callsTooDeep(limit: Lowering.callLimit)), node)
    }
    if let problem = tooMuch { throw fail(problem, node) }

    let outside = (current, graph.lastLeaf, graph.owner, calls.returned)
    let label = standard.text(of: node.range)
    names.enterCall(of: function, prefix: graph.owner + ".", parameters)
    calls.active.insert(function)
    graph.groups.open(.call(written), label.count <= 40 ? label : written + "(…)", at: graph.recorder.nodeCount)
    let errors = findings.errors.count
    let result = body(of: function, statement)
    graph.groups.close(at: graph.recorder.nodeCount)
    calls.active.remove(function)
    names.leaveScope()
    (current, graph.lastLeaf, graph.owner, calls.returned) = outside
    guard findings.errors.count == errors, let result, result >= 0 else {
      findings.addCall(line: line(of: current), from: errors)
      if findings.errors.count > errors { calls.broken.insert(function) }
      throw Unreadable()
    }
    return result
  }

  private mutating func body(of function: Int, _ statement: Statement) -> Int32? {
    calls.returned = nil
    if statement.value >= 0 {
      current = function
      return try? expression(statement.value)
    }
    guard let end = names.blocks.ends[function] else { return nil }
    lower(statements: (function + 1)..<end)
    return calls.returned
  }

  /// What a function's parameters are in a call, given by position or by name; −1 for one that is wrong.
  private mutating func parameters(
    of statement: Statement, _ written: String, _ node: ExpressionNode
  ) throws(Unreadable) -> [(name: Int, node: Int32)] {
    let parameters = tree.heads[statement.detail].names
    let texts = parameters.map { tree.text($0.range) }
    let arguments = try arguments(tree.children(node), of: written, Signature(positional: texts))
    var nodes: [(name: Int, node: Int32)] = []
    for ((name, _), text) in zip(parameters, texts) {
      if let root = arguments.value(text) { nodes.append((name, values[Int(root)])) }
    }
    guard nodes.count == parameters.count, arguments.operands.isEmpty else {
      let list =
        parameters.isEmpty
        ? "no operands" : counted(parameters.count, "operand") + " (" + texts.joined(separator: ", ") + ")"
      throw fail(.call(.argumentCount(function: written, expects: list, found: Int(node.count))), node)
    }
    return nodes
  }
}
