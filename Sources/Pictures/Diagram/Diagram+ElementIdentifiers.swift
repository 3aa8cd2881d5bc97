import Letters

/// Identifiers that XML, CSS and Graphviz take as they are, made of names: `w1`, `ŷ.1`, `W-0-1`, `w1--ŷ--0`.
extension Box {
  /// `W-0-1` for `W[0, 1]`; any other name is its own.
  package var elementIdentifier: String { Self.elementIdentifier(of: id) }

  /// What no name of the flow language holds becomes its code point, `-x7b`.
  package static func elementIdentifier(of id: String) -> String {
    var text = ""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", ".": text.unicodeScalars.append(scalar)
      case "[", ",": text.append("-")
      case "]", " ": break
      default:
        if scalar.isASCII || ScalarKind(of: scalar) == .unseen {
          text += "-x" + String(scalar.value, radix: 16)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}

extension Diagram {
  /// `w1--ŷ--0`: source, target and operand slot.
  package func elementIdentifier(of arrow: Arrow) -> String {
    "\(boxes[arrow.from].elementIdentifier)--\(boxes[arrow.to].elementIdentifier)--\(arrow.slot)"
  }
}
