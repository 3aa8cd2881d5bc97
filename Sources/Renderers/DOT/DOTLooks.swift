import Pictures

/// What boxes of one role and wires of one weight have in common, ready to be copied.
///
/// Roles are told by shape and colour: data in plain boxes, parameters in rounded ones, definitions in boxes and bare
/// operations in ellipses, the output with two outlines.
struct DOTLooks: ~Copyable {
  /// Which box: `isBare` is an operation without a formula, one sign alone.
  struct Look {
    fileprivate let place: Int

    @inline(__always)
    init(_ role: Box.Role, isBare: Bool) {
      switch role {
      case .input: place = 0
      case .target: place = 2
      case .parameter: place = 4
      case .constant: place = 6
      case .operation: place = isBare ? 8 : 10
      case .output: place = 12
      }
    }
  }

  private let boxes: BytePieces
  private let wires: BytePieces

  init(_ theme: Theme) {
    let roles: [(Box.Role, shape: String, style: String)] = [
      (.input, "box", "filled"), (.target, "box", "filled"), (.parameter, "box", "rounded,filled"),
      (.constant, "box", "filled,dashed"), (.operation, "ellipse", "filled"), (.operation, "box", "filled"),
      (.output, "box", "filled"),
    ]
    boxes = BytePieces(2 * roles.count) { place, writer in
      let (role, shape, style) = roles[place / 2]
      if place % 2 == 0 {
        writer.write(copying: "\" class=\"\(role.rawValue)\" label=")
      } else {
        let surface = theme.surface(of: role)
        writer.write(copying: " shape=\"\(shape)\" style=\"\(style)\" color=\"")
        writer.write(surface.stroke)
        writer.write("\" fillcolor=\"")
        writer.write(surface.fill)
        writer.write(copying: "\" role=\"\(role.rawValue)\" operation=")
      }
    }
    wires = BytePieces(4) { place, writer in
      let isActive = place / 2 == 0
      if place % 2 == 0 {
        writer.write(isActive ? "\" class=\"wire\" label=" : "\" class=\"quiet-wire\" label=")
      } else {
        writer.write(" color=\"")
        writer.write(isActive ? theme.wire : theme.quietWire)
        writer.write("\"")
      }
    }
  }

  @inline(__always)
  func writeBeforeLabel(_ look: Look, to writer: inout ByteWriter) { boxes.write(look.place, to: &writer) }

  @inline(__always)
  func writeAfterLabel(_ look: Look, to writer: inout ByteWriter) { boxes.write(look.place &+ 1, to: &writer) }

  @inline(__always)
  func writeBeforeLabel(ofActive isActive: Bool, to writer: inout ByteWriter) {
    wires.write(isActive ? 0 : 2, to: &writer)
  }

  @inline(__always)
  func writeColour(ofActive isActive: Bool, to writer: inout ByteWriter) {
    wires.write(isActive ? 1 : 3, to: &writer)
  }
}
