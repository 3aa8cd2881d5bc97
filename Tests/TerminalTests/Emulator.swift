import Terminal

/// A terminal of the smallest kind: what the encoder may use and nothing else, after ECMA-48 and xterm's manual. Where
/// terminals disagree on where the cursor is, a relative move is held against the encoder.
struct Emulator {
  private(set) var frame: Frame
  private(set) var style = Style.plain
  /// What no terminal would take well.
  private(set) var complaints: [String] = []
  private(set) var updates = 0
  private var x = 0
  private var y = 0
  private var isCertain = false
  private var isUpdating = false
  /// Whether what came at once is little enough to be shown at once.
  private var isShort = false

  init(width: Int, height: Int) { frame = Frame(width: width, height: height) }

  mutating func take(_ bytes: [UInt8]) {
    isShort = bytes.count <= FrameDiff.unbracketed
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\u{1b}":
        guard index < scalars.count, scalars[index] == "[" else {
          complaints.append("an escape that is no control sequence")
          return
        }
        index += 1
        var parameters = ""
        while index < scalars.count, scalars[index].value < 0x40 {
          parameters.unicodeScalars.append(scalars[index])
          index += 1
        }
        guard index < scalars.count else { return complaints.append("half a sequence") }
        control(Character(scalars[index]), parameters)
        index += 1
      case "\n":
        mustBeCertain("LF")
        if y == frame.height - 1 { complaints.append("scrolled") }
        y = min(y + 1, frame.height - 1)
      case "\r":
        mustBeCertain("CR")
        x = 0
      case "\u{8}":
        mustBeCertain("BS")
        x = max(x - 1, 0)
      default:
        var text = String(scalar)
        while index < scalars.count, Glyph.row(of: "a" + String(scalars[index])).count == 1 {
          text.unicodeScalars.append(scalars[index])
          index += 1
        }
        put(Glyph.row(of: text))
      }
    }
    if isUpdating { complaints.append("an update without end") }
  }

  private mutating func put(_ glyphs: [Glyph]) {
    mustBeCertain("a glyph")
    if !isUpdating, !isShort { complaints.append("written outside of an update") }
    // Half of a wide glyph that is written over is gone.
    for place in x..<min(x + glyphs.count, frame.width) {
      if frame[place, y].glyph.isContinuation {
        frame[place - 1, y] = Cell(glyph: .blank, style: frame[place, y].style)
      }
      if frame[place + 1, y].glyph.isContinuation { frame[place + 1, y].glyph = .blank }
    }
    for (offset, glyph) in glyphs.enumerated() { frame[x + offset, y] = Cell(glyph: glyph, style: style) }
    x += glyphs.count
    let isASCII = glyphs.count == 1
    isCertain = x < frame.width && isASCII
    if x >= frame.width { x = frame.width - 1 }
  }

  private mutating func mustBeCertain(_ what: String) {
    if !isCertain { complaints.append("\(what) at a place that nobody knows") }
  }

  private mutating func control(_ letter: Character, _ parameters: String) {
    if parameters == "?2026" {
      if isUpdating == (letter == "h") { complaints.append("updates within updates") }
      isUpdating = letter == "h"
      updates += isUpdating ? 1 : 0
      return
    }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let number = max(numbers.first ?? 1, 1)
    if "ABCD".contains(letter) { mustBeCertain(String(letter)) }
    switch letter {
    case "A": y = max(y - number, 0)
    case "B": y = min(y + number, frame.height - 1)
    case "C": x = min(x + number, frame.width - 1)
    case "D": x = max(x - number, 0)
    case "G":
      x = number - 1
    case "d":
      mustBeCertain("VPA")
      y = number - 1
    case "H":
      y = number - 1
      x = max(numbers.count > 1 ? numbers[1] : 1, 1) - 1
      isCertain = true
    case "J":
      if numbers != [2] { complaints.append("J \(numbers)") }
      frame.clear()
    case "K":
      mustBeCertain("EL")
      for place in x..<frame.width {
        frame[place, y] = Cell(glyph: .blank, style: Style(background: style.background))
      }
    case "m": select(numbers.isEmpty ? [0] : numbers)
    default: complaints.append("\(parameters)\(letter)")
    }
    if !frame.contains(x, y) { complaints.append("the cursor is outside: \(x), \(y)") }
  }

  private mutating func select(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.isBold = true
      case 2: style.isDim = true
      case 22: (style.isBold, style.isDim) = (false, false)
      case 39: style.foreground = nil
      case 49: style.background = nil
      case 38, 48:
        guard rest.popFirst() == 2, rest.count >= 3 else { return complaints.append("not a true colour") }
        let parts = (0..<3).map { _ in UInt8(rest.popFirst() ?? 0) }
        let colour = Colour(red: parts[0], green: parts[1], blue: parts[2])
        if number == 38 { style.foreground = colour } else { style.background = colour }
      default: complaints.append("SGR \(number)")
      }
    }
  }
}

extension Frame {
  /// As far as it can be seen: the ink of a blank and of the second half of a wide glyph is nobody's.
  var seen: Frame {
    var frame = self
    for y in 0..<height {
      for x in 0..<width {
        if frame[x, y].glyph == .blank { frame[x, y].style = Style(background: frame[x, y].style.background) }
        if frame[x, y].glyph.isContinuation { frame[x, y].style = .plain }
      }
    }
    return frame
  }
}
