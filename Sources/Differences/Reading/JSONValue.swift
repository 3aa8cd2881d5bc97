/// A value of JSON. Numbers are doubles; members keep their order.
package enum JSONValue: Equatable, Sendable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([(key: String, value: JSONValue)])

  package static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.truth(let a), .truth(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// A member; what there is not cannot be set.
  package subscript(key: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self, let newValue else { return }
      if let place = members.firstIndex(where: { $0.key == key }) { members[place].value = newValue }
      self = .object(members)
    }
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }

  package var list: [JSONValue] { if case .list(let values) = self { values } else { [] } }

  var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

  /// NaN and the infinities are words.
  var number: Double? {
    switch self {
    case .number(let number): number
    case .text("NaN"): .nan
    case .text("Infinity"): .infinity
    case .text("-Infinity"): -.infinity
    default: nil
    }
  }
}
