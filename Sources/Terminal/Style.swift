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

  /// The escape code that turns `previous` into this, appended.
  public func write(after previous: Style, depth: ColourDepth, to bytes: inout [UInt8]) {
    guard self != previous, depth != .none else { return }
    bytes += [0x1b, 0x5b]
    var isFirst = true
    func add(_ number: Int) {
      if !isFirst { bytes.append(0x3b) }
      isFirst = false
      if number >= 100 { bytes.append(UInt8(0x30 + number / 100)) }
      if number >= 10 { bytes.append(UInt8(0x30 + number / 10 % 10)) }
      bytes.append(UInt8(0x30 + number % 10))
    }
    func add(_ colour: Colour, base: Int) {
      switch depth {
      case .none: break
      case .sixteen:
        let index = Int(colour.indexOf16)
        add(index < 8 ? base + index : base + 52 + index)
      case .twoHundredFiftySix:
        add(base + 8)
        add(5)
        add(Int(colour.indexOf256))
      case .trueColour:
        add(base + 8)
        add(2)
        add(Int(colour.red))
        add(Int(colour.green))
        add(Int(colour.blue))
      }
    }
    // What only zero takes away makes a fresh start; what can be added is added.
    var before = previous
    if previous.isBold && !isBold || previous.isDim && !isDim || previous.foreground != nil && foreground == nil
      || previous.background != nil && background == nil
    {
      add(0)
      before = .plain
    }
    if isBold && !before.isBold { add(1) }
    if isDim && !before.isDim { add(2) }
    if let foreground, foreground != before.foreground { add(foreground, base: 30) }
    if let background, background != before.background { add(background, base: 40) }
    bytes.append(0x6d)
  }
}
