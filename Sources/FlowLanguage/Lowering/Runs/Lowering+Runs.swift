import Autodiff
import Training

/// `train` lines.
extension Lowering {
  private static let options = ["steps", "until", "clip_norm", "weight_decay", "start", "schedule"]

  mutating func lowerRun(_ statement: Statement) {
    let parsed = parsedRuns[statement.claim]
    let name = string(statement.string)
    if let name, let first = runNames[name], first != current {
      let line = lines.line(of: tree.statements[first].range.lowerBound)
      findings.add(.duplicateRun(name, line: line), at: statement.string ?? statement.range)
    }
    let loss = readLoss(parsed.loss)
    let optimizer = readOptimizer(parsed.optimizer)
    var options: [String: Int32] = [:]
    for option in parsed.options {
      let written = names.spelling(of: option.name)
      if !Lowering.options.contains(written) {
        let suggestion = Spelling.nearest(written, among: Lowering.options)
        findings.add(
          .unknownOption(function: "train", option: written, suggestion: suggestion, known: Lowering.options),
          at: option.range)
      } else if options[written] != nil {
        findings.add(.repeatedOption(written), at: option.range)
      } else {
        if written == "weight_decay", optimizer?.name == .adamw { findings.add(.decayTwice, at: option.range) }
        options[written] = option.value
      }
    }
    let steps = options["steps"].map { number($0, for: "steps") } ?? 1_000
    let until = options["until"].map { number($0, for: "until") }
    let clipNorm = options["clip_norm"].map { number($0, for: "clip_norm") }
    let weightDecay = options["weight_decay"].map { number($0, for: "weight_decay") } ?? 0
    let schedule = options["schedule"].map { readSchedule($0) } ?? .constant
    let start = options["start"].map { readStart($0) } ?? [:]
    guard let loss, let optimizer, let steps, let weightDecay, let schedule, let start else { return }
    runs.append(
      TrainingRun(
        name: name ?? "", loss: loss, parameters: [], rule: optimizer.rule, learningRate: optimizer.learningRate,
        schedule: schedule, steps: Int(steps), until: until ?? nil, clipNorm: clipNorm ?? nil,
        weightDecay: weightDecay, start: start))
    runOrigins.append(current)
  }

  private mutating func readLoss(_ reference: Reference) -> Int? {
    guard let (node, entry) = resolved(reference) else { return nil }
    let written = tree.text(reference.range)
    let shape = recorder.shape(of: node)
    if entry != nil {
      findings.add(.entryLoss(written), at: reference.range)
    } else if recorder.primitive(of: node) == .leaf {
      findings.add(.leafLoss(written), at: reference.range)
    } else if shape.count != 1 {
      findings.add(.tensorLoss(name: written, shape: shape), at: reference.range)
    } else {
      return node
    }
    return nil
  }

  // MARK: Options

  /// The number that an option is given, if it can be that.
  private mutating func number(_ root: Int32, for option: String) -> Double? {
    let place = tree.nodes[Int(root)]
    guard let value = constantValue(root, place: .claim) else { return nil }
    let range = NumberRange(of: option)
    guard let number = value.scalar, range.contains(number) else {
      let found = value.scalar == nil ? "a tensor" : "`\(short(place))`"
      findings.add(.optionRange(option: option, expects: range.words, found: found), at: place.range)
      return nil
    }
    return number
  }

  /// The options of a call by name, with or without their names; nil, with what is wrong noted.
  private mutating func options(of node: ExpressionNode, named written: String, known: [String]) -> [String: Int32]? {
    var options: [String: Int32] = [:]
    var fine = true
    let arguments = node.kind == .call ? Array(children(node)) : []
    for (position, child) in arguments.enumerated() {
      let argument = tree.nodes[Int(child)]
      var option: String
      if argument.kind == .argument {
        option = names.spelling(of: Int(argument.a))
        guard known.contains(option) else {
          let suggestion = Spelling.nearest(option, among: known)
          findings.add(
            .unknownOption(function: written, option: option, suggestion: suggestion, known: known),
            at: argument.range)
          fine = false
          continue
        }
      } else {
        guard position < known.count else {
          findings.add(.tooManyOptions(function: written, known: known), at: argument.range)
          return nil
        }
        option = known[position]
      }
      if options[option] != nil {
        findings.add(.repeatedOption(option), at: argument.range)
        fine = false
      }
      options[option] = argument.kind == .argument ? argument.b : child
    }
    return fine ? options : nil
  }

  private func nameOfCall(_ node: ExpressionNode) -> String { names.spelling(of: Int(node.a)) }

  /// Where a call's name is written.
  private func nameRange(_ node: ExpressionNode) -> Range<Int> {
    var end = node.range.lowerBound
    while end < node.range.upperBound, tree.bytes[end] != UInt8(ascii: "("), tree.bytes[end] != 0x20 { end += 1 }
    return node.range.lowerBound..<end
  }

  private mutating func readOptimizer(
    _ root: Int32
  ) -> (name: OptimizerName, rule: UpdateRule, learningRate: Double)? {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call else {
      findings.add(
        .expected("an optimizer such as `gd(lr=0.1)`", found: "`\(short(node))`"), at: node.range)
      return nil
    }
    let written = nameOfCall(node)
    guard let name = OptimizerName(rawValue: written) else {
      let suggestion = Spelling.nearest(written, among: OptimizerName.allCases.map { $0.rawValue })
      findings.add(.unknownOptimizer(written, suggestion: suggestion), at: nameRange(node))
      return nil
    }
    guard let options = options(of: node, named: written, known: name.options) else { return nil }
    guard options["lr"] != nil else {
      findings.add(.missingOption(function: written, option: "lr", example: written + "(lr=0.1)"), at: node.range)
      return nil
    }
    var numbers: [String: Double] = [:]
    for option in name.options {
      guard let root = options[option] else {
        numbers[option] = name.standard(option)
        continue
      }
      numbers[option] = number(root, for: option)
    }
    guard let learningRate = numbers["lr"], numbers.count == name.options.count else { return nil }
    return (name, name.rule { numbers[$0] ?? name.standard($0) }, learningRate)
  }

  /// Schedules are nested no deeper than brackets.
  private mutating func readSchedule(_ root: Int32) -> Schedule? {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call || node.kind == .name else {
      findings.add(.notASchedule, at: node.range)
      return nil
    }
    let written = nameOfCall(node)
    guard let name = ScheduleName(rawValue: written) else {
      let suggestion = Spelling.nearest(written, among: ScheduleName.allCases.map { $0.rawValue })
      findings.add(
        .unknownSchedule(written, suggestion: suggestion), at: node.kind == .call ? nameRange(node) : node.range)
      return nil
    }
    guard let options = options(of: node, named: written, known: name.options) else { return nil }
    if let missing = name.required.first(where: { options[$0] == nil }) {
      findings.add(.missingOption(function: written, option: missing, example: name.example), at: node.range)
      return nil
    }
    var numbers: [String: Double] = [:]
    for option in name.options where option != "then" {
      if let root = options[option] {
        guard let number = number(root, for: option) else { return nil }
        numbers[option] = number
      }
    }
    func whole(_ option: String, _ standard: Int = 1) -> Int { numbers[option].map { Int($0) } ?? standard }
    switch name {
    case .constant: return .constant
    case .step: return .step(every: whole("every"), gamma: numbers["gamma"] ?? 1)
    case .exponential: return .exponential(gamma: numbers["gamma"] ?? 1)
    case .cosine: return .cosine(steps: whole("steps"), to: numbers["to"] ?? 0)
    case .plateau: return .plateau(factor: numbers["factor"] ?? 0.1, patience: whole("patience", 10))
    case .warmup:
      guard let then = options["then"] else { return .warmup(steps: whole("steps"), then: .constant) }
      return readSchedule(then).map { .warmup(steps: whole("steps"), then: $0) }
    }
  }

  /// `at(w1=1, w2=2)`.
  private mutating func readStart(_ root: Int32) -> [Int: Tensor]? {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call, nameOfCall(node) == "at", node.count > 0 else {
      findings.add(.notAStart, at: node.range)
      return nil
    }
    var start: [Int: Tensor] = [:]
    var fine = true
    for child in Array(children(node)) {
      let argument = tree.nodes[Int(child)]
      guard argument.kind == .argument else {
        findings.add(.notAStart, at: argument.range)
        return nil
      }
      if let (leaf, value) = startValue(argument) {
        if start[leaf] != nil {
          findings.add(.repeatedOption(names.spelling(of: Int(argument.a))), at: argument.range)
        }
        start[leaf] = value
      } else {
        fine = false
      }
    }
    return fine ? start : nil
  }

  private mutating func startValue(_ argument: ExpressionNode) -> (leaf: Int, value: Tensor)? {
    let name = Int(argument.a)
    let written = names.spelling(of: name)
    let range = nameRange(argument, written)
    makeRoom(for: name)
    guard bindings[name] >= 0 else {
      missing(name, tree.text(range), at: range)
      return nil
    }
    used[name] = true
    let leaf = Int(bindings[name])
    let role = definitions.last { $0.node == leaf }?.role ?? .operation
    guard role == .parameter else {
      findings.add(.startOfOther(tree.text(range), kind: Lowering.kind(of: role)), at: range)
      return nil
    }
    guard let value = constantValue(argument.b, place: .leaf(tree.text(range))) else { return nil }
    guard value.shape == recorder.shape(of: leaf) else {
      findings.add(
        .settingShape(name: tree.text(range), is: recorder.shape(of: leaf), given: value.shape), at: argument.range)
      return nil
    }
    return (leaf, value)
  }

  /// Where the name of `w1=1` is written.
  private func nameRange(_ argument: ExpressionNode, _ name: String) -> Range<Int> {
    var end = argument.range.lowerBound
    while end < argument.range.upperBound, tree.bytes[end] != UInt8(ascii: "="), tree.bytes[end] != 0x20 { end += 1 }
    return argument.range.lowerBound..<end
  }

  private static func kind(of role: Definition.Role) -> String {
    switch role {
    case .input: "an input"
    case .target: "a target"
    case .parameter: "a parameter"
    case .constant: "a constant"
    case .operation: "computed"
    }
  }

  // MARK: The whole file

  /// Gives the runs their parameters and names, and tries the names that claims use.
  mutating func finishRuns() {
    let parameters = definitions.filter { $0.role == .parameter }.map { $0.node }
    var taken = Set(runNames.keys)
    for index in runs.indices {
      runs[index].parameters = parameters
      if tree.statements[runOrigins[index]].string != nil { continue }
      let base = runs[index].rule.name
      var name = base
      var number = 2
      while taken.contains(name) {
        name = "\(base) \(number)"
        number += 1
      }
      taken.insert(name)
      runs[index].name = name
    }
    let training = tree.statements.indices.filter { tree.statements[$0].isTraining }
    // Whatever is wrong with a run, claims about it are not to blame.
    guard training.count == runs.count else { return }
    if parameters.isEmpty, let first = training.first {
      findings.add(.noParameters, at: tree.statements[first].range)
    }
    let known = runs.map { $0.name }
    for origin in claimOrigins {
      let parsed = parsedClaims[tree.statements[origin].claim]
      if let range = parsed.run {
        let name = Strings.text(tree.bytes, range).text
        if !taken.contains(name) {
          findings.add(.unknownRun(name, suggestion: Spelling.nearest(name, among: known)), at: range)
        }
      } else if parsed.steps != nil, runs.isEmpty {
        findings.add(.noRuns, at: tree.statements[origin].range)
      }
    }
  }
}
