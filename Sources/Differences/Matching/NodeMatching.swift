import Letters
import Pictures

/// Which box of one picture is which of another: by id first, then by operation and operands, so that a renamed node is found.
/// Complexity: O(boxes + arrows + expressions).
struct NodeMatching {
  /// By the index of the old box: the new one's; nil: it is gone.
  private(set) var new: [Int?]
  /// By the index of the new box: the old one's; nil: it was not there.
  private(set) var old: [Int?]

  /// What a box computes of what.
  private struct Computation: Hashable {
    var operation: String
    /// Indices of new boxes.
    var operands: [Int]
  }

  init(from before: Diagram, to after: Diagram) {
    new = [Int?](repeating: nil, count: before.boxes.count)
    old = [Int?](repeating: nil, count: after.boxes.count)
    let (operands, newOperands) = (before.operands, after.operands)
    var places: [String: Int] = [:]
    for (place, box) in after.boxes.enumerated() { places[box.id] = place }
    for (place, box) in before.boxes.enumerated() where Self.isNamed(box.id) {
      if let other = places[box.id] { match(place, other) }
    }

    let (names, newNames) = (before.names, after.names)
    var waiting: [Computation: [Int]] = [:]
    for place in after.boxes.indices.reversed() where old[place] == nil {
      let computation = Computation(
        operation: Self.operation(of: after.boxes[place]) { newNames[$0] }, operands: newOperands[place])
      waiting[computation, default: []].append(place)
    }
    for place in before.boxes.indices where new[place] == nil {
      let moved = operands[place].compactMap { new[$0] }
      guard moved.count == operands[place].count else { continue }
      let computation = Computation(
        operation: Self.operation(of: before.boxes[place]) { names[$0].flatMap { new[$0] } }, operands: moved)
      guard var candidates = waiting[computation] else { continue }
      while let other = candidates.popLast() {
        guard old[other] == nil else { continue }
        match(place, other)
        break
      }
      waiting[computation] = candidates
    }

    // An operand of what is the same stands in the same place.
    for place in before.boxes.indices.reversed() {
      guard let other = new[place], operands[place].count == newOperands[other].count else { continue }
      for (was, now) in zip(operands[place], newOperands[other]) where new[was] == nil && old[now] == nil {
        if before.boxes[was].operation == after.boxes[now].operation { match(was, now) }
      }
    }
    // Unnamed nodes are numbered, and keep their number where their operation is the same.
    for (place, box) in before.boxes.enumerated() where new[place] == nil {
      if let other = places[box.id], old[other] == nil, after.boxes[other].operation == box.operation {
        match(place, other)
      }
    }
  }

  private mutating func match(_ place: Int, _ other: Int) {
    guard old[other] == nil else { return }
    new[place] = other
    old[other] = place
  }

  /// `ŷ.1` is no name, `ŷ` and `h[3].z` are.
  private static func isNamed(_ id: String) -> Bool {
    guard let point = id.lastIndex(of: ".") else { return true }
    return !id[id.index(after: point)...].allSatisfy { $0 >= "0" && $0 <= "9" }
  }

  /// The operation with all that it is told, its operands' names in the numbering of the new picture; of a leaf its role and value.
  private static func operation(of box: Box, _ place: (String) -> Int?) -> String {
    var text = box.operation
    if box.operation == "leaf" { text += " \(box.role.rawValue) \(box.value)" }
    for attribute in box.tape?.attributes ?? [] {
      text += " " + attribute.name + " " + (attribute.value.map { $0.text } ?? "")
    }
    if let expression = box.expression { text += " " + expression.renamed(place) }
    return text
  }
}

extension Diagram {
  /// The boxes by name, in the form in which names are compared.
  var names: [String: Int] {
    var names: [String: Int] = [:]
    for (place, box) in boxes.enumerated() { names[box.id.canonicalName] = place }
    return names
  }

  /// By the index of the box, in the order of its slots.
  var operands: [[Int]] {
    var operands = [[Int]](repeating: [], count: boxes.count)
    for arrow in arrows { operands[arrow.to].append(arrow.from) }
    return operands
  }
}

extension String {
  /// Every name that has a number by it, blanks aside: `w1·x1 + b` is `#0·#1+#2`.
  func renamed(_ number: (String) -> Int?) -> String {
    var text = ""
    var name = ""
    func finished() -> String {
      let name = name.canonicalName
      return name.isEmpty ? "" : number(name).map { "#\($0)" } ?? name
    }
    for character in self {
      if character.isLetter || character.isNumber || character == "_" || character == "'" || character == "′" {
        name.append(character)
        continue
      }
      text += finished()
      name = ""
      if character == " " { continue }
      text.append(character == "-" ? "−" : character)
    }
    return text + finished()
  }
}

extension TapeEntry.Value {
  var text: String {
    switch self {
    case .number(let number): "\(number)"
    case .whole(let number): "\(Double(number))"
    case .truth(let isTrue): isTrue ? "true" : "false"
    case .text(let text): text
    case .list(let values): "[" + values.map { $0.text }.joined(separator: ", ") + "]"
    }
  }
}
