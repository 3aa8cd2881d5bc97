import Pictures

/// What boxes of one role and wires of one weight have in common.
///
/// Roles are told by shape and colour: data in plain boxes, parameters in rounded ones, definitions in boxes and bare
/// operations in ellipses, the output with two outlines.
struct DOTLooks {
  /// What stands between the identifier and the label, and between the label and the facts.
  typealias Look = (beforeLabel: String, afterLabel: String)

  private let boxes: [Look]
  private let wires: [Look]

  init(_ theme: Theme) {
    boxes = Box.Role.allCases.flatMap { role in
      [true, false].map { isBare in
        let surface = theme.surface(of: role)
        let shape = role == .operation && isBare ? "ellipse" : "box"
        let style = role == .parameter ? "rounded,filled" : role == .constant ? "filled,dashed" : "filled"
        return (
          "\" class=\"\(role.rawValue)\" label=",
          " shape=\"\(shape)\" style=\"\(style)\" color=\"\(surface.stroke)\" fillcolor=\"\(surface.fill)\""
            + " role=\"\(role.rawValue)\" operation="
        )
      }
    }
    wires = [(theme.wire, "wire"), (theme.quietWire, "quiet-wire")].map { colour, name in
      ("\" class=\"\(name)\" label=", " color=\"\(colour)\"")
    }
  }

  /// - Parameter isBare: an operation without a formula, one sign alone.
  func box(_ role: Box.Role, isBare: Bool) -> Look {
    boxes[2 * (Box.Role.allCases.firstIndex(of: role) ?? 0) + (isBare ? 0 : 1)]
  }

  func wire(isActive: Bool) -> Look { wires[isActive ? 0 : 1] }
}
