/// How a cell looks.
public struct Style: Sendable, Hashable {
  /// Nil is the terminal's own.
  public var foreground: Colour?
  public var background: Colour?
  public var isBold: Bool
  public var isDim: Bool

  public static let plain = Style()

  public init(foreground: Colour? = nil, background: Colour? = nil, isBold: Bool = false, isDim: Bool = false) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold
    self.isDim = isDim
  }
}
