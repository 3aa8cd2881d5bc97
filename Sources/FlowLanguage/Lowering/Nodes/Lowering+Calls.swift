import Autodiff
import Letters

/// Functions that the file defines.
extension Lowering {
  /// Calls within calls, at most.
  static let callLimit = 64

  mutating func declareFunction(_ statement: Statement) {
    let name = statement.name
    let written = tree.text(statement.nameRange)
    if words.function(name) != nil {
      findings.add(.builtInFunction(written), at: statement.nameRange)
    } else if let first = blocks.functions[name], first != current {
      let line = lines.line(of: tree.statements[first].range.lowerBound)
      findings.add(
        .alreadyDefined(written, line: line, rewritten: "def \(Spelling.next(written))(…)"), at: statement.nameRange)
    }
    var seen: Set<Int> = []
    for (parameter, range) in tree.heads[statement.claim].names {
      if words.isReserved(parameter) { findings.add(.reservedName(tree.text(range)), at: range) }
      if !seen.insert(parameter).inserted { findings.add(.repeatedOption(tree.text(range)), at: range) }
    }
    // Also in one that is never called.
    for node in nodes(ofFunction: current, statement) where node.kind == .call && Int(node.a) == name {
      findings.add(.recursion(written), at: node.range)
      brokenFunctions.insert(current)
      return
    }
  }

  /// The nodes of all expressions in a function.
  private func nodes(ofFunction index: Int, _ statement: Statement) -> ArraySlice<ExpressionNode> {
    let end = blocks.ends[index] ?? index
    let last = end + 1 < tree.statements.count ? Int(tree.statements[end + 1].firstNode) : tree.nodes.count
    return tree.nodes[Int(statement.firstNode)..<max(last, Int(statement.firstNode))]
  }

  mutating func lowerReturn(_ statement: Statement) {
    // Outside a function the parser has noted it.
    guard let scope = scopes.last else { return }
    guard scope.prefix != nil else { return findings.add(.returnInLoop, at: statement.range) }
    returned = expression(from: tree.nodes[Int(statement.value)].first, root: statement.value)
  }

  /// Behind `return` stands nothing.
  mutating func checkNothingFollows(_ range: Range<Int>) {
    guard let next = range.first(where: { tree.statements[$0].kind != .close }) else { return }
    findings.add(.afterReturn, at: tree.statements[next].range)
  }

  /// Lowers the body of a function for one call.
  mutating func inlined(_ function: Int, _ node: ExpressionNode) -> Int32 {
    let statement = tree.statements[function]
    let written = tree.text(statement.nameRange)
    guard case .definition = place else { return fail(.callInConstant(written), node) }
    guard let operands = operands(of: function, written, node) else { return -1 }
    if activeFunctions.contains(function) { return fail(.recursion(written), node) }
    guard function < current else {
      return fail(.usedBeforeDefinition(written, line: lines.line(of: statement.range.lowerBound)), node)
    }
    if brokenFunctions.contains(function) || operands.contains(where: { $0 < 0 }) { return -1 }
    guard activeFunctions.count < Lowering.callLimit else {
      return fail(.callsTooDeep(limit: Lowering.callLimit), node)
    }
    if let problem = tooMuch { return fail(problem, node) }

    let outside = (current, lastLeaf, owner, returned)
    let label = speller.text(of: node.range)
    exchangeScopes(outwards: true)
    var scope = Scope(prefix: owner + ".", turn: -1)
    let parameters = tree.heads[statement.claim].names
    for (parameter, _) in parameters { save(parameter, in: &scope) }
    for (local, definer) in blocks.locals[function] ?? [] where !scope.saved.contains(where: { $0.name == local }) {
      save(local, in: &scope)
      definers[local] = Int32(definer)
    }
    let hidden = scopes
    scopes = [scope]
    for ((parameter, _), operand) in zip(parameters, operands) {
      bindings[parameter] = operand
      definers[parameter] = Int32(function)
    }
    activeFunctions.insert(function)
    groups.open(.call(written), label.count <= 40 ? label : written + "(…)", at: recorder.nodeCount)
    let errors = findings.errors.count
    let result = body(of: function, statement)
    groups.close(at: recorder.nodeCount)
    activeFunctions.remove(function)
    leaveScope()
    scopes = hidden
    exchangeScopes(outwards: false)
    (current, lastLeaf, owner, returned) = outside
    guard findings.errors.count == errors else {
      findings.addCall(line: lines.line(of: tree.statements[current].range.lowerBound), from: errors)
      brokenFunctions.insert(function)
      return -1
    }
    return result
  }

  private mutating func body(of function: Int, _ statement: Statement) -> Int32 {
    returned = nil
    if statement.value >= 0 {
      current = function
      return expression(from: tree.nodes[Int(statement.value)].first, root: statement.value)
    }
    guard let end = blocks.ends[function] else { return -1 }
    lower(statements: (function + 1)..<end)
    return returned ?? -1
  }

  /// The operands of a call, in the order of the function's parameters, by position or by name; nil, with what is wrong noted.
  private mutating func operands(of function: Int, _ written: String, _ node: ExpressionNode) -> [Int32]? {
    let parameters = tree.heads[tree.statements[function].claim].names
    var operands = [Int32?](repeating: nil, count: parameters.count)
    var position = 0
    for child in children(node) {
      let argument = tree.nodes[Int(child)]
      if argument.kind == .argument {
        guard let place = parameters.firstIndex(where: { $0.name == Int(argument.a) }) else {
          let known = parameters.map { tree.text($0.range) }
          let option = names.spelling(of: Int(argument.a))
          let suggestion = Spelling.nearest(option, among: known)
          findings.add(
            .unknownOption(function: written, option: option, suggestion: suggestion, known: known),
            at: argument.range)
          return nil
        }
        guard operands[place] == nil else {
          findings.add(.repeatedOption(tree.text(parameters[place].range)), at: argument.range)
          return nil
        }
        operands[place] = values[Int(argument.b)]
      } else {
        if position < operands.count { operands[position] = values[Int(child)] }
        position += 1
      }
    }
    guard position <= operands.count, operands.allSatisfy({ $0 != nil }) else {
      let expects =
        parameters.isEmpty
        ? "no operands"
        : counted(parameters.count, "operand", "operands") + " ("
          + parameters.map { tree.text($0.range) }.joined(separator: ", ") + ")"
      findings.add(
        .argumentCount(function: written, expects: expects, found: children(node).count), at: node.range)
      return nil
    }
    return operands.compactMap { $0 }
  }
}
