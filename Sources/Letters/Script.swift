/// Where a small sign stands: `₁` is a lowered 1, `²` a raised 2.
package enum Script: Sendable {
  case lowered, raised
}

extension Unicode.Scalar {
  /// The sign that a lowered or raised one stands for, and where it stands; nil for a sign on the line.
  package var script: (plain: Unicode.Scalar, position: Script)? {
    // The first is the raised 2.
    value < 0xB2 ? nil : ScriptTable.positions[value]
  }

  /// The same sign lowered or raised, where Unicode has it.
  package func set(_ position: Script) -> Unicode.Scalar? {
    (position == .lowered ? ScriptTable.lowered : ScriptTable.raised)[value]
  }

  /// A digit or letter that is lowered: `₁`, `ᵢ`. In a name it is an index.
  package var isIndex: Bool {
    guard let (plain, position) = script else { return false }
    return position == .lowered && (plain.isDigit || plain.isLetter)
  }
}

extension String {
  /// A whole number in small digits: `₁₂`, `⁻³`.
  package init(_ number: Int, _ position: Script) {
    self.init(
      String.UnicodeScalarView(
        number.description.unicodeScalars.map { sign in
          (sign == "-" ? "−" : sign).set(position) ?? sign
        }))
  }
}

private enum ScriptTable {
  static let lowered = table("0123456789+−=()aehijklmnoprstuvxəβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₔᵦᵧᵨᵩᵪ")
  static let raised = table("0123456789+−=()niT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ")

  static let positions: [UInt32: (plain: Unicode.Scalar, position: Script)] = {
    var positions: [UInt32: (plain: Unicode.Scalar, position: Script)] = [:]
    for (position, table) in [(Script.lowered, lowered), (.raised, raised)] {
      for (plain, sign) in table {
        if let plain = Unicode.Scalar(plain) { positions[sign.value] = (plain, position) }
      }
    }
    return positions
  }()

  private static func table(_ plain: String, _ small: String) -> [UInt32: Unicode.Scalar] {
    var table: [UInt32: Unicode.Scalar] = [:]
    for (plain, small) in zip(plain.unicodeScalars, small.unicodeScalars) { table[plain.value] = small }
    return table
  }
}
