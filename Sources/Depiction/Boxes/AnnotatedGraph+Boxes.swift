import Autodiff
import Pictures

extension AnnotatedGraph {
  func boxes(_ formulas: WrittenFormulas) -> [Box] {
    var boxes: [Box] = []
    boxes.reserveCapacity(isVisible.count)
    forEachBox(formulas) { boxes.append($0) }
    return boxes
  }

  /// One box a visible node, in topological order.
  func forEachBox(_ formulas: WrittenFormulas, _ body: (Box) -> Void) {
    var count = 0
    let innermost = model.groups.isEmpty ? [] : model.groupOfNode
    let paths = model.groups.indices.map { model.path(ofGroup: $0).map { model.groups[$0].name } }
    let marks = self.marks()
    // The box of each node, where a tape needs it.
    var place = [Int](repeating: -1, count: detail == .operations ? graph.nodeCount : 0)
    var (definition, region) = (0, 0)
    for node in isVisible.indices where isVisible[node] {
      // Both lists ascend as the nodes do.
      while definition < model.definitions.count, model.definitions[definition].node < node { definition += 1 }
      while region < regions.count, regions[region].output < node { region += 1 }
      let isDefined = definition < model.definitions.count && model.definitions[definition].node == node
      let isRegion = region < regions.count && regions[region].output == node
      let closed = closing.map { Int($0.closedGroup[node]) } ?? -1
      let group = closed >= 0 ? closed : innermost.isEmpty ? -1 : Int(innermost[node])
      let isWritten = isDefined && isRegion && closed < 0 && !formulas.definitions.isEmpty
      var box = box(
        of: node, definition: isDefined ? definition : nil, region: isRegion ? region : nil,
        closed: closed < 0 ? nil : closed, isWritten ? formulas.definitions[region] : nil)
      if group >= 0 { box.groups = paths[group] }
      if let name = box.closed { box.groups[box.groups.count - 1] = name }
      if !marks.isEmpty { box.text.mark = marks[node] }
      if detail == .operations {
        place[node] = count
        if closed < 0 {
          box.tape = TapeEntry(
            attributes: graph.operation(of: node).namedAttributes,
            operands: graph.operands(of: node).map { place[$0] })
        }
      }
      body(box)
      count += 1
    }
  }

  /// - Parameters:
  ///   - definition: as a place in `model.definitions`.
  ///   - region: as a place in `regions`.
  private func box(of node: Int, definition: Int?, region: Int?, closed: Int?, _ formula: Formula?) -> Box {
    let (value, gradient) = (value(of: node), gradient(of: node))
    let note = definition.flatMap { model.definitions[$0].note }
    let expression = definition.flatMap { model.definitions[$0].expression }
    let text =
      texts.contains(.labels)
      ? text(of: node, definition, region, closed: closed, formula, value, gradient, note: note)
      : BoxText(name: Formula())
    return Box(
      id: ids[node], role: role(of: node, definition), operation: operationName(of: node, region, closed),
      expression: expression, note: note, groups: [], closed: closed.flatMap { closing?.names[$0] }, value: value,
      gradient: gradient,
      tooltip: texts.contains(.tooltips)
        ? tooltip(of: node, formula: formula?.text ?? expression, value, gradient, text, note: note) : "", text: text)
  }

  func value(of node: Int) -> Quantity {
    quantity(of: node, trace.numbers(of: node))
  }

  func gradient(of node: Int) -> Quantity? {
    backward.map { quantity(of: node, $0.numbers(of: node)) }
  }

  private func quantity(of node: Int, _ numbers: ArraySlice<Double>) -> Quantity {
    let shape = graph.shape(of: node)
    return shape.isScalar ? .number(numbers[numbers.startIndex]) : .tensor(shape: shape.dimensions, values: numbers)
  }

  private func role(of node: Int, _ definition: Int?) -> Box.Role {
    if node == model.output { return .output }
    guard let definition else { return graph.primitive(of: node) == .leaf ? .constant : .operation }
    switch model.definitions[definition].role {
    case .input: return .input
    case .target: return .target
    case .parameter: return .parameter
    case .constant: return .constant
    case .operation: return .operation
    }
  }

  private func operationName(of node: Int, _ region: Int?, _ closed: Int?) -> String {
    if closed != nil, graph.operandCount(of: node) > 0 { return "region" }
    if detail.closesDefinitions, let region, operationCount(of: region) > 1 { return "region" }
    return graph.operation(of: node).name
  }

  /// Literals that are closed in are no operations.
  private func operationCount(of region: Int) -> Int {
    regions[region].nodes.reduce(0) { $0 + (graph.primitive(of: $1) == .leaf ? 0 : 1) }
  }

  // MARK: What is shown

  private func text(
    of node: Int, _ definition: Int?, _ region: Int?, closed: Int?, _ formula: Formula?, _ value: Quantity,
    _ gradient: Quantity?, note: String?
  ) -> BoxText {
    var text = BoxText(name: .name(definition.map { model.definitions[$0].name } ?? ids[node], node: node))
    if let closed, let contents = closing?.contents[closed], let name = closing?.names[closed] {
      // What it stands for is said whatever else is shown.
      text.contents = contents
      text.formula = "▣ " + .words((name.hasPrefix("⋯") ? name : "\"\(name)\"") + " (\(contents))")
    } else if definition == nil, graph.primitive(of: node) == .leaf {
      // A literal is its number, said once.
      text.name = format.formula(Tensor(value))
    } else if definition == nil {
      let isOne = !detail.closesDefinitions || region.map { operationCount(of: $0) == 1 } ?? true
      if isOne { text.name = .sign(graph.operation(of: node).sign) }
    }
    // An entry that `--of` picked is its own formula: said once is enough.
    if parts.contains(.formulas), let formula, !formula.reads(text.name.text) {
      // Every medium breaks lines in a box.
      if fits(formula, in: 3) { text.formula = formula }
    }
    if parts.contains(.values), definition != nil || graph.primitive(of: node) != .leaf {
      text.value = format.lines(value)
    }
    if parts.contains(.notes) { text.note = note }
    if parts.contains(.gradients), flow.isShown[node], let gradient {
      text.gradientName = gradientName(of: node)
      text.gradient = format.lines(gradient)
    }
    if isCircuit, closed == nil { text = inCircuit(text, of: node) }
    if texts.contains(.labels), case .tensor(let shape, let entries) = value, entries.count > 1 {
      let norm = if case .tensor(_, let numbers)? = gradient { numbers.norm } else { 0.0 }
      text.brief = .init(value: NumberFormat.size(shape), gradient: format.text(norm))
    }
    return text
  }

  /// A gate says what it does alone; a leaf its name, and its gradient where that arrives on several wires.
  private func inCircuit(_ text: BoxText, of node: Int) -> BoxText {
    var text = text
    if graph.operandCount(of: node) > 0 {
      text.gate = graph.operation(of: node).gate
      text.formula = nil
    }
    if node == backward?.output { return text }
    text.value = []
    if graph.operandCount(of: node) > 0 || circuit[node].uses < 2 { (text.gradientName, text.gradient) = (nil, []) }
    return text
  }

  /// `∂L/∂w1`.
  func gradientName(of node: Int) -> Formula {
    .derivative(of: .name(outputName, node: backward?.output), by: .name(ids[node], node: node))
  }

  /// Value, gradient and note in full.
  private func tooltip(
    of node: Int, formula: String?, _ value: Quantity, _ gradient: Quantity?, _ shown: BoxText, note: String?
  ) -> String {
    var text = ids[node]
    // Piece by piece, without texts in between: a large picture has many.
    text.reserveCapacity(80)
    if let formula { text.append(" = ", formula) }
    text.append(" = ", format.full(value, shown.value))
    if let gradient { text.append("\n∂", outputName, "/∂", ids[node], " = ", format.full(gradient, shown.gradient)) }
    if let note { text.append("\n", note) }
    return text
  }
}
