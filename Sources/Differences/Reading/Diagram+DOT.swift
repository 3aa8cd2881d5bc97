import Pictures

extension Diagram {
  /// What `-T dot` wrote, `--bare` or not. Expressions are those of the labels.
  package init(dot bytes: [UInt8]) throws(UnreadablePicture) {
    var reader = try DOTReader(bytes)
    let (keyword, graph) = (try reader.word(), try reader.word())
    guard keyword == "digraph", graph == "edgewise", try reader.passes("{") else {
      throw UnreadablePicture(reason: "it is DOT, but not of edgewise")
    }
    self.init()
    var places: [String: Int] = [:]
    var groups: [String] = []
    // Arrows to each box so far.
    var slots: [Int: Int] = [:]
    while true {
      if try reader.passes("}") {
        if groups.popLast() == nil { break }
        continue
      }
      let name = try reader.word()
      if name == "subgraph" {
        _ = try reader.word()
        guard try reader.passes("{") else { throw reader.failure() }
        groups.append("")
        continue
      }
      var target: String?
      if reader.token == .arrow {
        try reader.advance()
        target = try reader.word()
      }
      let attributes = try reader.attributes()
      guard try reader.passes(";") else { throw reader.failure() }
      if let target {
        guard let from = places[name], let to = places[target] else { throw reader.failure() }
        arrows.append(Arrow(from: from, to: to, slot: slots[to, default: 0], dot: attributes))
        slots[to, default: 0] += 1
      } else if attributes["role"] != nil {
        places[name] = boxes.count
        boxes.append(Box(id: name, dot: attributes))
        if attributes["value"] == nil { isBare = true }
      } else if name == "graph", let label = attributes["label"]?.plain {
        if groups.isEmpty {
          title = label.split(separator: "\n").first.map { .words(String($0)) }
        } else {
          groups[groups.count - 1] = label
        }
      } else if let box = places[name] {
        boxes[box].groups = groups
      }
    }
    output = boxes.first { $0.role == .output }?.id
  }
}

extension Box {
  fileprivate init(id: String, dot attributes: [String: String]) {
    let lines = (attributes["label"] ?? "").plain.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.first ?? ""
    let value = attributes["value"].flatMap { Quantity(dot: $0) }
    self.init(
      id: id, role: attributes["role"].flatMap { Role(rawValue: $0) } ?? .operation,
      operation: attributes["operation"] ?? "", value: value ?? .number(.nan),
      gradient: attributes["gradient"].flatMap { Quantity(dot: $0) }, text: BoxText(name: .name(id)))
    // `ŷ = w1·x1 + w2·x2`; of what has no name the operation's sign alone.
    var words = Array(head)
    if let place = words.indices.first(where: { $0 + 2 < words.count && words[$0...($0 + 2)] == [" ", "=", " "] }) {
      expression = String(words[(place + 3)...])
      words = Array(words[..<place])
    }
    text.name = .name(String(words))
    text.formula = expression.map { .words($0) }
    write(isBare: value == nil, showsGradient: lines.contains { $0.hasPrefix("∂") })
  }
}

extension Arrow {
  fileprivate init(from: Int, to: Int, slot: Int, dot attributes: [String: String]) {
    self.init(
      from: from, to: to, slot: slot, formula: attributes["formula"].map { .words($0) }, asciiFormula: nil,
      derivative: attributes["derivative"].flatMap { Quantity(dot: $0) },
      upstream: attributes["upstream"].flatMap { Quantity(dot: $0) },
      contribution: attributes["contribution"].flatMap { Quantity(dot: $0) })
    write()
  }
}

extension Quantity {
  /// `12`, `NaN`, `[[1,2],[3,4]]`.
  fileprivate init?(dot text: String) {
    if let number = JSONValue.text(text).number {
      self = .number(number)
      return
    }
    guard let value = try? JSONReader.value(of: Array(text.utf8)) else { return nil }
    self.init(value)
  }
}

extension String {
  /// Without Graphviz's entities.
  fileprivate var plain: String {
    let entities: [(name: [UInt8], sign: UInt8)] = [
      (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
      (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
      (Array("&#39;".utf8), UInt8(ascii: "'")),
    ]
    var plain: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.first {
      let entity = byte == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.name) } : nil
      plain.append(entity?.sign ?? byte)
      rest = rest.dropFirst(entity?.name.count ?? 1)
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
