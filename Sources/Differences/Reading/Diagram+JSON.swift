import Pictures

extension Diagram {
  /// What `-T json` wrote, `--bare` or not.
  package init(json bytes: [UInt8]) throws(UnreadablePicture) {
    let file = try JSONReader.value(of: bytes)
    guard file["format"]?.text == "edgewise-graph", case .list(let nodes)? = file["nodes"] else {
      throw UnreadablePicture(reason: "it is JSON, but no graph of edgewise")
    }
    var boxes: [Box] = []
    var places: [String: Int] = [:]
    for node in nodes {
      guard let id = node["id"]?.text, let role = node["role"]?.text.flatMap({ Box.Role(rawValue: $0) }) else {
        throw UnreadablePicture(reason: "a node of it has no id, or no role")
      }
      let shape = (node["shape"]?.list ?? []).compactMap { $0.whole }
      var box = Box(
        id: id, role: role, operation: node["operation"]?.text ?? "", expression: node["expression"]?.text,
        note: node["note"]?.text, groups: (node["groups"]?.list ?? []).compactMap { $0.text },
        closed: node["closed"]?.text,
        value: Quantity(node["value"]) ?? Quantity(unknown: shape), gradient: Quantity(node["gradient"]),
        text: BoxText(name: .name(id)))
      if case .object(let attributes)? = node["attributes"] {
        box.tape = TapeEntry(
          attributes: attributes.map { TapeEntry.Attribute($0.key, TapeEntry.Value($0.value)) },
          operands: (node["operands"]?.list ?? []).compactMap { $0.text.flatMap { places[$0] } })
      }
      box.text.formula = box.expression.map { .words($0) }
      box.write(isBare: node["value"] == nil)
      places[id] = boxes.count
      boxes.append(box)
    }
    var arrows: [Arrow] = []
    for edge in file["edges"]?.list ?? [] {
      guard let from = edge["from"]?.text.flatMap({ places[$0] }), let to = edge["to"]?.text.flatMap({ places[$0] })
      else { throw UnreadablePicture(reason: "an edge of it leads to no node") }
      var arrow = Arrow(
        from: from, to: to, slot: edge["slot"]?.whole ?? 0, formula: edge["formula"]?.text.map { .words($0) },
        asciiFormula: edge["ascii"]?.text, derivative: Quantity(edge["derivative"]),
        upstream: Quantity(edge["upstream"]), contribution: Quantity(edge["contribution"]))
      arrow.write()
      arrows.append(arrow)
    }
    self.init(
      title: file["title"]?.text.map { .words($0) }, output: file["output"]?.text,
      detail: file["detail"]?.text ?? "named",
      step: file["step"]?.whole ?? 0, boxes: boxes, arrows: arrows)
    isBare = nodes.contains { $0["value"] == nil }
  }
}

extension Quantity {
  /// Nil for null, and for what is no number or tensor.
  init?(_ value: JSONValue?) {
    guard let value else { return nil }
    if let number = value.number {
      self = .number(number)
      return
    }
    guard case .list = value else { return nil }
    var shape: [Int] = []
    var level = value
    while case .list(let values) = level {
      shape.append(values.count)
      guard let first = values.first else { break }
      level = first
    }
    var numbers: [Double] = []
    Self.collect(value, into: &numbers)
    guard numbers.count == shape.reduce(1, { $0 * $1 }) else { return nil }
    self = .tensor(shape: shape, values: numbers[...])
  }

  /// Of a snapshot that holds no numbers.
  init(unknown shape: [Int]) {
    self = shape.isEmpty ? .number(.nan) : .tensor(shape: shape, values: [])
  }

  private static func collect(_ value: JSONValue, into numbers: inout [Double]) {
    if let number = value.number { numbers.append(number) }
    for inner in value.list { collect(inner, into: &numbers) }
  }
}

extension TapeEntry.Value {
  init?(_ value: JSONValue) {
    switch value {
    case .null: return nil
    case .truth(let isTrue): self = .truth(isTrue)
    case .number(let number): self = .number(number)
    case .text(let text): self = value.number.map { .number($0) } ?? .text(text)
    case .list(let values): self = .list(values.compactMap { TapeEntry.Value($0) })
    case .object: return nil
    }
  }
}
