import Autodiff
import Formulas
import Pictures
import Platform

extension AnnotatedGraph {
  /// One box a visible node, in topological order.
  func boxes() -> [Box] {
    var boxes: [Box] = []
    boxes.reserveCapacity(isVisible.count)
    var definitions = model.definitions[...]
    let innermost = model.groups.isEmpty ? [] : model.groupOfNode
    let paths = model.groups.indices.map { model.path(ofGroup: $0).map { model.groups[$0].name } }
    var regions = self.regions[...]
    let marks = self.marks()
    // The box of each node, where a tape needs it.
    var place = [Int](repeating: -1, count: detail == .operations ? graph.nodeCount : 0)
    for node in isVisible.indices where isVisible[node] {
      // Both lists ascend as the nodes do.
      while let first = definitions.first, first.node < node { definitions.removeFirst() }
      while let first = regions.first, first.output < node { regions.removeFirst() }
      let definition = definitions.first.flatMap { $0.node == node ? $0 : nil }
      let region = regions.first.flatMap { $0.output == node ? $0 : nil }
      let group = innermost.isEmpty ? -1 : Int(innermost[node])
      var path = group < 0 ? [] : paths[group]
      let closed = closing.map { Int($0.closedGroup[node]) } ?? -1
      if closed >= 0 { path = paths[closed] }
      boxes.append(
        box(of: node, definition: definition, groups: path, region: region, closed: closed < 0 ? nil : closed))
      boxes[boxes.count - 1].text.mark = marks[node]
      guard detail == .operations else { continue }
      place[node] = boxes.count - 1
      if closed < 0 {
        boxes[boxes.count - 1].tape = TapeEntry(
          attributes: graph.operation(of: node).namedAttributes, operands: graph.operands(of: node).map { place[$0] })
      }
    }
    return boxes
  }

  private func box(of node: Int, definition: Definition?, groups: [String], region: Region?, closed: Int?) -> Box {
    let value = trace.value(of: node)
    let gradient = backward?.adjoint(of: node)
    let role = role(of: node, definition)
    let formula = definition == nil || closed != nil ? nil : region.flatMap(self.formula)
    return Box(
      id: ids[node], role: role, operation: operationName(of: node, region, closed),
      expression: definition?.expression,
      note: definition?.note, groups: groups,
      closed: closed.map { model.groups[$0].name }, value: Quantity(value), gradient: gradient.map(Quantity.init),
      tooltip: tooltip(
        of: node, formula: formula?.text ?? definition?.expression, value: value, gradient: gradient,
        note: definition?.note
      ),
      text: text(
        of: node, definition: definition, region: region, closed: closed, formula: formula, value: value,
        gradient: gradient))
  }

  /// What a region computes, in the names of the lesson.
  private func formula(of region: Region) -> Formula? {
    guard let keptFormulas else { return writer.expression(of: region)?.formula }
    // Regions ascend as their outputs do.
    let place = regions.partitioningIndex { $0.output >= region.output }
    return place < regions.count ? keptFormulas.definitions[place] : nil
  }

  private func role(of node: Int, _ definition: Definition?) -> Box.Role {
    if node == model.output { return .output }
    guard let definition else { return graph.primitive(of: node) == .leaf ? .constant : .operation }
    switch definition.role {
    case .input: return .input
    case .target: return .target
    case .parameter: return .parameter
    case .constant: return .constant
    case .operation: return .operation
    }
  }

  private func operationName(of node: Int, _ region: Region?, _ closed: Int?) -> String {
    if closed != nil, graph.operandCount(of: node) > 0 { return "region" }
    if detail.closesDefinitions, let region, operationCount(of: region) > 1 { return "region" }
    return graph.operation(of: node).name
  }

  /// Literals that are closed in are no operations.
  private func operationCount(of region: Region) -> Int {
    region.nodes.reduce(0) { $0 + (graph.primitive(of: $1) == .leaf ? 0 : 1) }
  }

  // MARK: What is shown

  private func text(
    of node: Int, definition: Definition?, region: Region?, closed: Int?, formula: Formula?, value: Tensor,
    gradient: Tensor?
  ) -> BoxText {
    var text = BoxText(name: .name(definition?.name ?? ids[node], node: node))
    let isLiteral = definition == nil && graph.primitive(of: node) == .leaf
    if isLiteral {
      // A literal is its number, said once.
      text.name = format.formula(value)
    } else if definition == nil {
      let isOne = !detail.closesDefinitions || region.map { operationCount(of: $0) == 1 } ?? true
      if isOne { text.name = .sign(graph.operation(of: node).sign) }
    }
    // An entry that `--of` picked is its own formula: said once is enough.
    if parts.contains(.formulas), let formula, formula.text != text.name.text {
      text.formula = formula.cut(to: Depiction.formulaColumns)
    }
    if parts.contains(.values), !isLiteral { text.value = format.lines(value) }
    if parts.contains(.notes) { text.note = definition?.note }
    if let closed, let contents = closing?.contents[closed] {
      // What it stands for is said whatever else is shown.
      let group = Formula.words(model.groups[closed].name).cut(to: Depiction.formulaColumns)
      text.name = .name(definition?.name ?? ids[node], node: node)
      text.formula = "▣ " + .words("\"\(group)\" (\(contents))")
    }
    if parts.contains(.gradients), flow.isShown[node], let gradient {
      text.gradientName = gradientName(of: node)
      text.gradient = format.lines(gradient)
    }
    return text
  }

  /// `∂L/∂w1`.
  func gradientName(of node: Int) -> Formula {
    .derivative(of: .name(outputName, node: backward?.output), by: .name(ids[node], node: node))
  }

  /// Value, gradient and note in full.
  private func tooltip(of node: Int, formula: String?, value: Tensor, gradient: Tensor?, note: String?) -> String {
    var text = ids[node]
    if let formula { text += " = " + formula }
    text += " = " + full(value)
    if let gradient { text += "\n" + gradientName(of: node).text + " = " + full(gradient) }
    if let note { text += "\n" + note }
    return text
  }

  /// Every digit of up to 16 numbers; more are summed up.
  private func full(_ tensor: Tensor) -> String {
    tensor.scalars.count <= 16 ? format.literal(tensor, with: format.fullText) : format.summary(tensor)
  }
}
