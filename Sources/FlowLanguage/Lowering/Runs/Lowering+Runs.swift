import Autodiff
import Training

/// `train` lines.
extension Lowering {
  private static let options = Signature(named: ["steps", "until", "clip_norm", "weight_decay", "start", "schedule"])

  mutating func lowerRun(_ statement: Statement) {
    let parsed = tree.runs[statement.detail]
    let name = string(statement.string)
    if let name, let first = runs.names[name], first != current {
      findings.add(
        .training(.duplicateRun(name, line: line(of: first))), at: statement.string ?? statement.range)
    }
    // What is wrong with any part of it is noted.
    let loss = try? loss(parsed.loss)
    let optimizer = try? optimizer(parsed.optimizer)
    guard let options = try? arguments(parsed.options, of: "train", Lowering.options) else { return }
    if optimizer?.name == .adamw, let decay = options.options.first(where: { $0.name == "weight_decay" }) {
      findings.add(.training(.decayTwice), at: tree.nodes[Int(decay.argument)].range)
    }
    let errors = findings.errors.count
    let steps = number("steps", options) ?? 1_000
    let until = number("until", options)
    let clipNorm = number("clip_norm", options)
    let weightDecay = number("weight_decay", options) ?? 0
    let schedule = options.value("schedule").map { try? self.schedule($0) } ?? .constant
    let start = options.value("start").map { try? self.start($0) } ?? [:]
    guard let loss, let optimizer, let schedule, let start, findings.errors.count == errors else { return }
    runs.append(
      TrainingRun(
        name: name ?? "", loss: loss, parameters: [], rule: optimizer.rule, learningRate: optimizer.learningRate,
        schedule: schedule, steps: Int(steps), until: until, clipNorm: clipNorm, weightDecay: weightDecay,
        start: start), of: current)
  }

  private mutating func loss(_ reference: Reference) throws(Unreadable) -> Int {
    let place = try resolved(reference)
    let written = tree.text(reference.range)
    let shape = graph.fileShape(of: place.node)
    if place.shape != shape { throw fail(.training(.entryLoss(written)), at: reference.range) }
    if graph.recorder.primitive(of: place.node) == .leaf {
      throw fail(.training(.leafLoss(written)), at: reference.range)
    }
    if shape.count != 1 { throw fail(.training(.tensorLoss(name: written, shape: shape)), at: reference.range) }
    return place.node
  }

  // MARK: Options

  /// The number that an option is given, if it can be that; nil too where none is given.
  private mutating func number(_ option: String, _ arguments: Arguments) -> Double? {
    arguments.value(option).flatMap { try? number($0, for: option) }
  }

  private mutating func number(_ root: Int32, for option: String) throws(Unreadable) -> Double {
    guard let value = constantValue(root, place: .constant) else { throw Unreadable() }
    let range = NumberRange(of: option)
    if let number = value.scalar, range.contains(number) { return number }
    let found = value.scalar == nil ? "a tensor" : "`\(tree.short(tree.nodes[Int(root)]))`"
    throw fail(.call(.optionRange(option: option, expects: range.words, found: found)), root)
  }

  /// The arguments of an optimizer or a schedule, with or without their names.
  private mutating func arguments(
    of node: ExpressionNode, _ options: [String]
  ) throws(Unreadable) -> Arguments {
    guard node.kind == .call else { return Arguments() }
    let written = tree.text(node.nameRange)
    let arguments = try arguments(tree.children(node), of: written, Signature(positional: options))
    if let surplus = arguments.operands.first {
      throw fail(.call(.tooManyOptions(function: written, known: options)), surplus)
    }
    return arguments
  }

  /// The numbers that options are given, in which all but `skipped` must be numbers.
  private mutating func numbers(
    _ arguments: Arguments, of options: [String], skipping skipped: String = ""
  ) throws(Unreadable) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for option in options where option != skipped {
      if let root = arguments.value(option) { numbers[option] = try number(root, for: option) }
    }
    return numbers
  }

  private mutating func optimizer(
    _ root: Int32
  ) throws(Unreadable) -> (name: OptimizerName, rule: UpdateRule, learningRate: Double) {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call else {
      throw fail(.grammar(.expected("an optimizer such as `gd(lr=0.1)`", found: "`\(tree.short(node))`")), node)
    }
    let written = tree.text(node.nameRange)
    guard let name = OptimizerName(rawValue: written) else {
      let suggestion = Suggestion.nearest(written, among: OptimizerName.allCases.map { $0.rawValue })
      throw fail(.training(.unknownOptimizer(written, suggestion: suggestion)), at: node.nameRange)
    }
    let arguments = try arguments(of: node, name.options)
    guard arguments.value("lr") != nil else {
      throw fail(.call(.missingOption(function: written, option: "lr", example: written + "(lr=0.1)")), node)
    }
    let numbers = try numbers(arguments, of: name.options)
    return (name, name.rule { numbers[$0] ?? name.standard($0) }, numbers["lr"] ?? 0)
  }

  /// Schedules are nested no deeper than brackets.
  private mutating func schedule(_ root: Int32) throws(Unreadable) -> Schedule {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call || node.kind == .name else { throw fail(.training(.notASchedule), node) }
    let range = node.kind == .call ? node.nameRange : node.range
    let written = tree.text(range)
    guard let name = ScheduleName(rawValue: written) else {
      let suggestion = Suggestion.nearest(written, among: ScheduleName.allCases.map { $0.rawValue })
      throw fail(.training(.unknownSchedule(written, suggestion: suggestion)), at: range)
    }
    let arguments = try arguments(of: node, name.options)
    if let missing = name.required.first(where: { arguments.value($0) == nil }) {
      throw fail(.call(.missingOption(function: written, option: missing, example: name.example)), node)
    }
    let numbers = try numbers(arguments, of: name.options, skipping: "then")
    func whole(_ option: String, _ standard: Int = 1) -> Int { numbers[option].map { Int($0) } ?? standard }
    switch name {
    case .constant: return .constant
    case .step: return .step(every: whole("every"), gamma: numbers["gamma"] ?? 1)
    case .exponential: return .exponential(gamma: numbers["gamma"] ?? 1)
    case .cosine: return .cosine(steps: whole("steps"), to: numbers["to"] ?? 0)
    case .linear:
      return .linear(start: numbers["start"] ?? 1.0 / 3, end: numbers["end"] ?? 1, steps: whole("steps", 5))
    case .polynomial: return .polynomial(steps: whole("steps"), power: numbers["power"] ?? 1)
    case .plateau: return .plateau(factor: numbers["factor"] ?? 0.1, patience: whole("patience", 10))
    case .warmup:
      let then = arguments.value("then")
      return .warmup(steps: whole("steps"), then: then == nil ? .constant : try schedule(then ?? root))
    }
  }

  // MARK: Start

  /// `at(w1=1, w2=2)`. What is wrong with any of them is noted.
  private mutating func start(_ root: Int32) throws(Unreadable) -> [Int: Tensor] {
    let node = tree.nodes[Int(root)]
    guard node.kind == .call, tree.text(node.nameRange) == "at", node.count > 0 else {
      throw fail(.training(.notAStart), node)
    }
    var start: [Int: Tensor] = [:]
    let errors = findings.errors.count
    for child in tree.children(node) {
      let argument = tree.nodes[Int(child)]
      guard argument.kind == .argument else { throw fail(.training(.notAStart), argument) }
      guard let (leaf, value) = try? startValue(argument) else { continue }
      if start.updateValue(value, forKey: leaf) != nil {
        findings.add(.call(.repeatedOption(tree.text(argument.nameRange))), at: argument.range)
      }
    }
    guard findings.errors.count == errors else { throw Unreadable() }
    return start
  }

  private mutating func startValue(_ argument: ExpressionNode) throws(Unreadable) -> (leaf: Int, value: Tensor) {
    let name = Int(argument.a)
    let range = argument.nameRange
    let written = tree.text(range)
    guard names[name].isNode else { throw missing(name, written, at: range) }
    names.use(name)
    let leaf = Int(names[name].node)
    let role = graph.definitions.last { $0.node == leaf }?.role ?? .operation
    guard role == .parameter else {
      throw fail(.training(.startOfOther(written, kind: Lowering.kind(of: role))), at: range)
    }
    guard let value = constantValue(argument.b, place: .leaf(written)) else { throw Unreadable() }
    let shape = graph.recorder.shape(of: leaf)
    guard value.shape == shape else {
      throw fail(.file(.settingShape(name: written, is: shape, given: value.shape)), argument)
    }
    return (leaf, value)
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
    let parameters = graph.definitions.filter { $0.role == .parameter }.map { $0.node }
    runs.complete(parameters: parameters, tree)
    let training = tree.statements.indices.filter { tree.statements[$0].isTraining }
    // Claims about a run that is wrong are no errors of their own.
    guard training.count == runs.runs.count else { return }
    if parameters.isEmpty, let first = training.first {
      findings.add(.training(.noParameters), at: tree.statements[first].range)
    }
    let known = runs.runs.map { $0.name }
    for origin in runs.claimOrigins {
      let parsed = tree.claims[tree.statements[origin].detail]
      if let range = parsed.run {
        let name = Strings.text(tree.bytes, range).text
        if !known.contains(name) {
          findings.add(.claim(.unknownRun(name, suggestion: Suggestion.nearest(name, among: known))), at: range)
        }
      } else if parsed.steps != nil, known.isEmpty {
        let output = graph.output.map { graph.definitions[$0.definition].name }
        findings.add(.claim(.noRuns(output: output)), at: tree.statements[origin].range)
      }
    }
  }
}
