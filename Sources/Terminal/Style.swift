/// How a cell looks.
package struct Style: Sendable, Hashable {
  /// Nil is the terminal's own.
  package var foreground: Colour?
  package var background: Colour?
  package var isBold: Bool
  package var isDim: Bool

  package static let plain = Style()

  package init(foreground: Colour? = nil, background: Colour? = nil, isBold: Bool = false, isDim: Bool = false) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold
    self.isDim = isDim
  }
}
