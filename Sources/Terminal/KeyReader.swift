/// Makes keys of the bytes that a terminal sends (xterm's sequences, which are ECMA-48's, and the VT's `ESC O` ones).
///
/// A sequence may come in pieces. A lone escape is a key only once nothing follows it: see `isUndecided` and
/// `decide()`.
package struct KeyReader: Sendable {
  private var rest: [UInt8] = []

  package init() {}

  /// Whether the last byte was an escape or the start of a sequence, so that what follows in the next moments tells.
  package var isUndecided: Bool { !rest.isEmpty }

  /// The keys that the bytes complete. Sequences of no known key say nothing. O(bytes).
  package mutating func keys(of bytes: some Collection<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes { take(byte, into: &keys) }
    return keys
  }

  /// Nothing more came: an escape was the key itself.
  package mutating func decide() -> [Key] {
    defer { rest.removeAll() }
    return rest == [0x1b] ? [.escape] : []
  }

  /// No key sends more; what does is dropped.
  private static let longest = 32

  private mutating func take(_ byte: UInt8, into keys: inout [Key]) {
    guard let first = rest.first else { return start(byte, into: &keys) }
    if first == 0x1b {
      escape(byte, into: &keys)
    } else {
      letter(byte, into: &keys)
    }
  }

  private mutating func start(_ byte: UInt8, into keys: inout [Key]) {
    switch byte {
    case 0x09: keys.append(.tab)
    case 0x0a, 0x0d: keys.append(.enter)
    case 0x08, 0x7f: keys.append(.backspace)
    case 0x1b, 0xc2...0xf4: rest = [byte]
    case 0x20..<0x7f: keys.append(.character(Unicode.Scalar(byte)))
    default: break
    }
  }

  /// One more byte of a letter in UTF-8.
  private mutating func letter(_ byte: UInt8, into keys: inout [Key]) {
    guard byte & 0xc0 == 0x80 else {
      rest.removeAll()
      return start(byte, into: &keys)
    }
    rest.append(byte)
    let length = rest[0] < 0xe0 ? 2 : rest[0] < 0xf0 ? 3 : 4
    guard rest.count == length else { return }
    if let scalar = String(validating: rest, as: UTF8.self)?.unicodeScalars.first { keys.append(.character(scalar)) }
    rest.removeAll()
  }

  private mutating func escape(_ byte: UInt8, into keys: inout [Key]) {
    if rest.count == 1 {
      switch byte {
      case 0x5b, 0x4f: rest.append(byte)
      case 0x1b: keys.append(.escape)
      // Alt and a key is the key.
      default:
        rest.removeAll()
        start(byte, into: &keys)
      }
      return
    }
    // The Linux console's function keys: `ESC [ [ A`.
    if rest == [0x1b, 0x5b], byte == 0x5b { return rest.append(byte) }
    if rest.count == 3, rest[2] == 0x5b { return rest.removeAll() }
    switch byte {
    case 0x20..<0x40:
      if rest.count < Self.longest { rest.append(byte) }
    case 0x40..<0x7f:
      if let key = Self.key(introducer: rest[1], parameters: rest.dropFirst(2), final: byte) { keys.append(key) }
      rest.removeAll()
    default:
      rest.removeAll()
      start(byte, into: &keys)
    }
  }

  /// `ESC [ < button ; column ; row M`, with `m` when it is let go.
  private static func mouse(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
    let numbers = parameters.split(separator: 0x3b).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, final == 0x4d else { return nil }
    // 4 shift, 8 alt, 16 control.
    switch numbers[0] & ~28 {
    case 0: return .click(x: numbers[1] - 1, y: numbers[2] - 1)
    case 64: return .wheelUp
    case 65: return .wheelDown
    default: return nil
    }
  }

  private static func key(introducer: UInt8, parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
    if parameters.first == 0x3c { return mouse(parameters.dropFirst(), final: final) }
    // `=` `>` `?` begin a report, which is no key.
    if let first = parameters.first, first >= 0x3c { return nil }
    let numbers = parameters.split(separator: 0x3b, omittingEmptySubsequences: false).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 1
    }
    // 1 + shift 1 + alt 2 + control 4.
    let isShifted = numbers.count > 1 && (numbers[1] - 1) & 1 == 1
    switch final {
    case 0x41: return isShifted ? .shiftUp : .up
    case 0x42: return isShifted ? .shiftDown : .down
    case 0x43: return isShifted ? .shiftRight : .right
    case 0x44: return isShifted ? .shiftLeft : .left
    case 0x61: return .shiftUp  // rxvt
    case 0x62: return .shiftDown
    case 0x63: return .shiftRight
    case 0x64: return .shiftLeft
    case 0x48: return .home
    case 0x46: return .end
    case 0x5a: return .backTab
    case 0x4d: return introducer == 0x4f ? .enter : nil  // of the keypad
    case 0x7e:
      switch numbers.first {
      case 1, 7: return .home
      case 4, 8: return .end
      case 5: return .pageUp
      case 6: return .pageDown
      default: return nil
      }
    default: return nil
    }
  }
}
