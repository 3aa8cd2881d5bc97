/// How one scalar is displayed where columns count, as in a terminal.
///
/// What comes out can neither move a cursor, nor change a colour, nor turn the line around.
package enum Display: Equatable, Sendable {
  /// As this scalar, which is another one where the scalar itself may not be shown.
  case shown(UInt32, columns: Int)
  /// Over the character before.
  case mark
  /// Not at all: variation selectors, on whose widths terminals disagree.
  case dropped

  package init(_ scalar: UInt32) {
    if scalar >= 0x20, scalar < 0x7F {
      self = .shown(scalar, columns: 1)
      return
    }
    switch scalar {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .dropped
    // Scripts need them to be read.
    case 0x200C, 0x200D: self = .mark
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x1680: self = .shown(0x20, columns: 1)
    default:
      switch Width(of: scalar) {
      case .zero: self = .mark
      case .one: self = .shown(Display.visible(scalar), columns: 1)
      case .two: self = .shown(scalar, columns: 2)
      case .hidden: self = .shown(0xFFFD, columns: 1)
      }
    }
  }

  /// The picture of a control character; any other scalar itself.
  fileprivate static func visible(_ scalar: UInt32) -> UInt32 {
    scalar < 0x20 ? 0x2400 + scalar : scalar == 0x7F ? 0x2421 : scalar
  }
}

extension Unicode.Scalar {
  /// Whether it turns, hides or splits the text around it, shows nothing where something seems to be missing, or is
  /// no character. The C0 controls are not meant: they have pictures.
  package var isHidden: Bool { value >= 0x80 && Width(of: value) == .hidden && value != 0x200C && value != 0x200D }

  /// What may be shown in its place anywhere: the picture of a control character, U+FFFD for what is hidden, else
  /// itself.
  package var shown: Unicode.Scalar {
    isHidden ? "\u{FFFD}" : Unicode.Scalar(Display.visible(value)) ?? self
  }
}

extension String {
  /// The text as it may reach a terminal or a person's eye, on one line: the door for all text that is not a
  /// picture's.
  package var harmless: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch Display(scalar.value) {
      case .shown(let drawn, _): result.append(Unicode.Scalar(drawn) ?? "\u{FFFD}")
      case .mark: result.append(scalar)
      case .dropped: break
      }
    }
    return String(result)
  }

  /// The same for a text of several lines, whose line feeds stay.
  package var harmlessLines: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return self }
    return unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).harmless }
      .joined(separator: "\n")
  }
}

extension Character {
  /// How many columns it takes in a terminal.
  package var columns: Int {
    // Two regional indicators are one flag.
    if unicodeScalars.allSatisfy({ $0.value >= 0x1F1E6 && $0.value <= 0x1F1FF }) { return unicodeScalars.count }
    return unicodeScalars.reduce(0) { sum, scalar in
      if case .shown(_, let columns) = Display(scalar.value) { sum + columns } else { sum }
    }
  }
}
