import Pictures
import Terminal

/// What a part of the picture means; the palette says how it looks.
enum TerminalInk: Sendable {
  case text, name, muted, value, gradient, gradientName, mark, wire, quietWire, title
  case border(Box.Role)
}

/// The theme in a terminal's colours. Text and wires keep the terminal's own colour, since nobody knows what it is drawn on.
struct TerminalPalette: Sendable {
  private let value, gradient: Colour
  private let accent: (parameter: Colour, output: Colour)
  private let hasColour: Bool

  /// Without a theme: tones that can be read on black and on white.
  init(theme: Theme?, depth: ColourDepth) {
    func colour(_ colour: Theme.Colour) -> Colour {
      Colour(red: colour.red, green: colour.green, blue: colour.blue)
    }
    value = theme.map { colour($0.value) } ?? colour(Theme.Colour(Self.tones.value))
    gradient = theme.map { colour($0.gradient) } ?? colour(Theme.Colour(Self.tones.gradient))
    accent = (
      theme.map { colour($0.parameter.stroke) } ?? value, theme.map { colour($0.output.stroke) } ?? gradient
    )
    hasColour = depth != .none
  }

  /// Between black and white: 4.5 : 1 against either.
  static let tones: (value: UInt32, gradient: UInt32) = (0x0e7fa8, 0xc9501c)

  func style(of ink: TerminalInk) -> Style {
    guard hasColour else { return .plain }
    switch ink {
    case .text, .wire: return .plain
    case .name, .title: return Style(isBold: true)
    case .muted, .quietWire: return Style(isDim: true)
    case .value: return Style(foreground: value)
    case .gradient, .mark: return Style(foreground: gradient, isBold: true)
    case .gradientName: return Style(foreground: gradient)
    case .border(let role):
      switch role {
      case .input, .target, .constant: return Style(isDim: true)
      case .operation: return .plain
      case .parameter: return Style(foreground: accent.parameter)
      case .output: return Style(foreground: accent.output)
      }
    }
  }
}
