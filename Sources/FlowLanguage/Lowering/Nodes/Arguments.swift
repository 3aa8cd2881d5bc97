import Letters

/// What a call may be given: a function of the language or of the file, an optimizer, a schedule, a `train` line.
struct Signature {
  /// How many operands may stand in front, without names.
  var operands = 0
  /// Options that may also be given behind the operands, without their names and in this order.
  var positional: [String] = []
  /// Options that are always named.
  var named: [String] = []
  /// Which options are nodes, and no numbers that belong to the operation.
  var nodes: [String] = []

  var options: [String] { positional + named }

  /// The option that is meant by the argument at a place among those without a name.
  func option(at place: Int) -> String? {
    positional.indices.contains(place - operands) ? positional[place - operands] : nil
  }
}

/// The arguments of a call, by what takes them, as roots of expressions.
struct Arguments {
  /// The operands, and behind them what is too much.
  private(set) var operands: [Int32] = []
  /// Each with the argument as it is written, with its name or without.
  private(set) var options: [(name: String, value: Int32, argument: Int32)] = []

  func value(_ option: String) -> Int32? { options.first { $0.name == option }?.value }

  /// How many stand in front without a name, if the options among them are counted.
  var unnamedCount: Int { operands.count + options.count { $0.value == $0.argument } }

  fileprivate mutating func add(operand root: Int32) { operands.append(root) }

  fileprivate mutating func add(option name: String, _ value: Int32, _ argument: Int32) {
    options.append((name, value, argument))
  }
}

extension Lowering {
  /// Sorts the arguments of a call. All that is wrong with their names is noted.
  mutating func arguments(
    _ children: some Sequence<Int32>, of written: String, _ signature: Signature
  ) throws(Unreadable) -> Arguments {
    var arguments = Arguments()
    var place = 0
    let errors = findings.errors.count
    for child in children {
      let node = tree.nodes[Int(child)]
      let option: String
      let value: Int32
      if node.kind == .argument {
        let canonical = names.canonical(Int(node.a))
        let alias = Cell.option(canonical)
        guard
          let known = signature.options.first(where: { $0.canonicalName == canonical })
            ?? signature.options.first(where: { $0 == alias })
        else {
          let name = tree.text(node.nameRange)
          let suggestion = Suggestion.nearest(name, among: signature.options)
          findings.add(
            .call(.unknownOption(function: written, option: name, suggestion: suggestion, known: signature.options)),
            at: node.nameRange)
          continue
        }
        (option, value) = (known, node.b)
      } else {
        place += 1
        guard let known = signature.option(at: place - 1) else {
          arguments.add(operand: child)
          continue
        }
        (option, value) = (known, child)
      }
      if arguments.value(option) != nil { findings.add(.call(.repeatedOption(option)), at: node.range) }
      arguments.add(option: option, value, child)
    }
    guard findings.errors.count == errors else { throw Unreadable() }
    return arguments
  }
}
