import Autodiff
import Depiction
import Letters
import Pictures

/// The facts of boxes and arrows that are matched, side by side.
struct FactComparison {
  private let before: Diagram
  private let after: Diagram
  private let matching: NodeMatching
  private let tolerance: Double
  private let names: [String: Int]
  private let newNames: [String: Int]

  init(_ before: Diagram, _ after: Diagram, _ matching: NodeMatching, _ tolerance: Double) {
    self.before = before
    self.after = after
    self.matching = matching
    self.tolerance = tolerance
    names = before.names
    newNames = after.names
  }

  func ofPictures() -> [GraphDifference.Fact] {
    var facts: [GraphDifference.Fact] = []
    add("title", before.title.map { "“\($0.text)”" }, after.title.map { "“\($0.text)”" }, to: &facts)
    let output = before.output.flatMap { names[$0.canonicalName] }.flatMap { matching.new[$0] }.map {
      after.boxes[$0].id
    }
    if output != after.output { add("output", before.output, after.output, to: &facts) }
    return facts
  }

  func ofNodes(_ old: Int, _ new: Int) -> [GraphDifference.Fact] {
    let (was, now) = (before.boxes[old], after.boxes[new])
    var facts: [GraphDifference.Fact] = []
    if was.id != now.id { facts.append(.init(kind: .name, label: "", old: was.id, new: now.id)) }
    // Both have one, or are what one alone tells: DOT has none of leaves.
    if let a = was.expression, let b = now.expression {
      let renamed = a.renamed { names[$0].flatMap { matching.new[$0] } }
      if renamed != b.renamed({ newNames[$0] }) {
        facts.append(.init(kind: .expression, label: "", old: a.typeset, new: b.typeset))
      }
    } else if was.operation != now.operation {
      add("operation", was.operation, now.operation, to: &facts)
    }
    if was.role != now.role { add("role", was.role.rawValue, now.role.rawValue, to: &facts) }
    if was.groups != now.groups {
      add("group", was.groups.joined(separator: "/"), now.groups.joined(separator: "/"), to: &facts)
    }
    add("closed", was.closed, now.closed, to: &facts)
    add("note", was.note.map { "“\($0)”" }, now.note.map { "“\($0)”" }, to: &facts)
    if let a = was.tape?.attributes, let b = now.tape?.attributes {
      for attribute in a where !b.contains(attribute) {
        add(attribute.name, attribute.text, b.first { $0.name == attribute.name }?.text, to: &facts)
      }
      for attribute in b where !a.contains(where: { $0.name == attribute.name }) {
        add(attribute.name, nil, attribute.text, to: &facts)
      }
    }
    guard was.value.shape == now.value.shape else {
      add("shape", "\(was.value.shape)", "\(now.value.shape)", to: &facts)
      return facts
    }
    // A snapshot of structure alone has no numbers but literals.
    let isBare = before.isBare || after.isBare
    if !isBare || was.role == .constant && now.role == .constant {
      add("value", .value, was.value, now.value, to: &facts)
    }
    if !isBare { add("gradient", .gradient, was.gradient, now.gradient, to: &facts) }
    return facts
  }

  func ofEdges(_ old: Int, _ new: Int) -> [GraphDifference.Fact] {
    let (was, now) = (before.arrows[old], after.arrows[new])
    var facts: [GraphDifference.Fact] = []
    if before.isBare || after.isBare { return facts }
    add("derivative", .derivative, was.derivative, now.derivative, to: &facts)
    return facts
  }

  private func add(_ label: String, _ old: String?, _ new: String?, to facts: inout [GraphDifference.Fact]) {
    guard old != new else { return }
    facts.append(.init(kind: .other, label: label, old: old.shown, new: new.shown))
  }

  // MARK: Numbers

  private func add(
    _ label: String, _ kind: GraphDifference.Fact.Kind, _ old: Quantity?, _ new: Quantity?,
    to facts: inout [GraphDifference.Fact]
  ) {
    guard let old, let new else {
      if (old == nil) != (new == nil) {
        let texts = [old, new].map { $0.map { NumberFormat().line(Tensor($0)) } }
        facts.append(.init(kind: .other, label: label, old: texts[0].shown, new: texts[1].shown))
      }
      return
    }
    let (a, b) = (old.numbers, new.numbers)
    guard a.count == b.count, let first = a.indices.first(where: { !isSame(a[$0], b[$0]) }) else { return }
    if a.count <= 6 {
      let texts = Self.texts(Tensor(old), Tensor(new))
      facts.append(.init(kind: kind, label: label, old: texts.0, new: texts.1))
      return
    }
    let different = a.indices.count { !isSame(a[$0], b[$0]) }
    let texts = Self.texts(Tensor(a[first]), Tensor(b[first]))
    let entry = Shape(old.shape).subscript(of: first)
    facts.append(
      .init(
        kind: kind, label: "\(label)\(entry)", old: texts.0,
        new: texts.1 + (different > 1 ? " (\(different) of \(a.count) entries differ)" : "")))
  }

  private func isSame(_ a: Double, _ b: Double) -> Bool {
    if a == b || a.isNaN && b.isNaN { return true }
    return (a - b).magnitude <= tolerance * max(1, a.magnitude, b.magnitude)
  }

  /// With as many digits as tell them apart, four at least.
  private static func texts(_ a: Tensor, _ b: Tensor) -> (String, String) {
    var least = 4
    if a.scalars.count == 1 {
      // Fewer digits are the same but by chance.
      let difference = (a.scalars[0] - b.scalars[0]).magnitude
      var unit = max(a.scalars[0].magnitude, b.scalars[0].magnitude) * 1e-5
      while difference < unit, least < 17 {
        least += 1
        unit /= 10
      }
    }
    for precision in least..<17 {
      let format = NumberFormat(precision: precision)
      let texts = (format.line(a), format.line(b))
      if texts.0 != texts.1 { return texts }
    }
    let format = NumberFormat(precision: 17)
    return (format.line(a), format.line(b))
  }
}

extension Quantity {
  /// None where they are not known.
  fileprivate var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .tensor(_, let values): Array(values)
    }
  }
}

extension String? {
  fileprivate var shown: String { self ?? "none" }
}

extension String {
  /// With the signs of mathematics: `(w·2 − b)²`.
  var typeset: String { String(map { $0 == "-" ? "−" : $0 }) }
}

extension TapeEntry.Attribute {
  fileprivate var text: String { value.map { $0.text } ?? "all" }
}
