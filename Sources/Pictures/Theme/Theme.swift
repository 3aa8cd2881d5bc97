/// The colours of every renderer, in one place. Values are green-blue and gradients red-orange, told apart by weight and
/// position too.
public struct Theme: Sendable, Hashable {
  /// The themes that there are.
  public enum Name: String, Sendable, CaseIterable {
    /// Light, and dark where the reader's system is.
    case auto
    /// For a white page.
    case light
    /// For a dark page or screen.
    case dark
    /// In black and grey, for paper.
    case print
  }

  /// A colour on a screen.
  public struct Colour: Sendable, Hashable, CustomStringConvertible {
    /// From 0 to 255.
    public let red, green, blue: UInt8
    /// `Colour(0x1f2933)`.
    package init(_ rgb: UInt32) {
      red = UInt8(truncatingIfNeeded: rgb >> 16)
      green = UInt8(truncatingIfNeeded: rgb >> 8)
      blue = UInt8(truncatingIfNeeded: rgb)
    }

    /// `#rrggbb`.
    public var description: String {
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  /// How the box of one role is filled and outlined.
  public struct Surface: Sendable, Hashable {
    /// Inside, and its outline.
    public let fill, stroke: Colour
    package init(fill: UInt32, stroke: UInt32) {
      self.fill = Colour(fill)
      self.stroke = Colour(stroke)
    }
  }

  /// Which of the themes it is.
  public let name: Name
  /// Behind everything; names and formulas; notes; numbers; what flows back; arrows, and those on no path that is shown.
  public let background, text, muted, value, gradient, wire, quietWire: Colour
  /// The bands along which gradients flow back.
  public let stream: Colour
  /// Inputs, targets and constants.
  public let data: Surface
  /// What is trained.
  public let parameter: Surface
  /// What is computed.
  public let operation: Surface
  /// What is differentiated.
  public let output: Surface

  package func surface(of role: Box.Role) -> Surface {
    switch role {
    case .input, .target, .constant: data
    case .parameter: parameter
    case .operation: operation
    case .output: output
    }
  }

  /// The theme of a name.
  public static func named(_ name: Name) -> Theme {
    switch name {
    case .auto: auto
    case .light: light
    case .dark: dark
    case .print: print
    }
  }

  /// Light, and dark where the reader's system is: SVG knows, all else is light.
  public static let auto = light.named(.auto)

  private func named(_ name: Name) -> Theme {
    Theme(
      name: name, background: background, text: text, muted: muted, value: value, gradient: gradient, wire: wire,
      quietWire: quietWire, stream: stream, data: data, parameter: parameter, operation: operation, output: output)
  }

  /// For a white page.
  public static let light = Theme(
    name: .light, background: Colour(0xffffff), text: Colour(0x1f2933), muted: Colour(0x616e7c),
    value: Colour(0x0b6e8f), gradient: Colour(0xc2410c), wire: Colour(0x6b7785), quietWire: Colour(0x838f9c),
    stream: Colour(0xd9702f),
    data: Surface(fill: 0xf6f7f8, stroke: 0x838f9c), parameter: Surface(fill: 0xeef6fa, stroke: 0x0b6e8f),
    operation: Surface(fill: 0xffffff, stroke: 0x52606d), output: Surface(fill: 0xfff4ec, stroke: 0xc2410c))

  /// For a dark page or screen.
  public static let dark = Theme(
    name: .dark, background: Colour(0x14181d), text: Colour(0xe4e7eb), muted: Colour(0x9aa5b1),
    value: Colour(0x5cc8e8), gradient: Colour(0xff9b66), wire: Colour(0x8592a0), quietWire: Colour(0x717d8a),
    stream: Colour(0xa65a2c),
    data: Surface(fill: 0x1d232a, stroke: 0x717d8a), parameter: Surface(fill: 0x12303b, stroke: 0x5cc8e8),
    operation: Surface(fill: 0x1b2027, stroke: 0x9aa5b1), output: Surface(fill: 0x38231a, stroke: 0xff9b66))

  /// In black and grey, for paper.
  public static let print = Theme(
    name: .print, background: Colour(0xffffff), text: Colour(0x000000), muted: Colour(0x404040),
    value: Colour(0x00445c), gradient: Colour(0x8a2b06), wire: Colour(0x404040), quietWire: Colour(0x8a8a8a),
    stream: Colour(0x949494),
    data: Surface(fill: 0xffffff, stroke: 0x6b6b6b), parameter: Surface(fill: 0xf1f1f1, stroke: 0x000000),
    operation: Surface(fill: 0xffffff, stroke: 0x000000), output: Surface(fill: 0xffffff, stroke: 0x000000))
}
