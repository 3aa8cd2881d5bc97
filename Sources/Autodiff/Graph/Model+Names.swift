extension Model {
  /// `ŷ`, or `ŷ.2` for an unnamed node: the second in order of evaluation within the definition of `ŷ`. A node that
  /// no definition holds (possible in graphs built in Swift) is known by its index, `#17`, which no name can be.
  /// Complexity: O(log definitions).
  package func id(of node: Int) -> String {
    guard let definition = definition(holding: node) else { return "#\(node)" }
    return definition.node == node
      ? definition.name : "\(definition.name).\(node - definition.firstNode + 1)"
  }

  /// The named node, or nil. Names are compared as the language does: under canonical equivalence, `w₁` is `w1`,
  /// and `′` is `'`.
  /// Complexity: O(definitions); for many names, `nodesByName`.
  package func node(named name: String) -> Int? {
    let wanted = Model.canonicalName(name)
    return definitions.first { $0.name == wanted || Model.canonicalName($0.name) == wanted }?.node
  }

  /// The named nodes by `canonicalName(_:)`.
  package var nodesByName: [String: Int] {
    var nodes: [String: Int] = [:]
    nodes.reserveCapacity(definitions.count)
    for definition in definitions {
      let name = Model.canonicalName(definition.name)
      if nodes[name] == nil { nodes[name] = definition.node }
    }
    return nodes
  }

  /// The spelling by which names are compared: subscript digits and letters as plain ones, `′` as `'`. Canonical
  /// equivalence is `String`'s own `==`.
  package static func canonicalName(_ name: String) -> String {
    var name = name
    let isPlain = name.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } }
    if isPlain { return name }
    var plain = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { plain.append(onTheLine(scalar)) }
    return String(plain)
  }

  /// A subscript sign as the sign that it lowers; every other scalar as it is.
  private static func onTheLine(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "₀": "0"
    case "₁": "1"
    case "₂": "2"
    case "₃": "3"
    case "₄": "4"
    case "₅": "5"
    case "₆": "6"
    case "₇": "7"
    case "₈": "8"
    case "₉": "9"
    case "ₐ": "a"
    case "ₑ": "e"
    case "ₕ": "h"
    case "ᵢ": "i"
    case "ⱼ": "j"
    case "ₖ": "k"
    case "ₗ": "l"
    case "ₘ": "m"
    case "ₙ": "n"
    case "ₒ": "o"
    case "ₚ": "p"
    case "ᵣ": "r"
    case "ₛ": "s"
    case "ₜ": "t"
    case "ᵤ": "u"
    case "ᵥ": "v"
    case "ₓ": "x"
    case "ₔ": "ə"
    case "ᵦ": "β"
    case "ᵧ": "γ"
    case "ᵨ": "ρ"
    case "ᵩ": "φ"
    case "ᵪ": "χ"
    case "\u{2032}": "'"
    default: scalar
    }
  }
}
