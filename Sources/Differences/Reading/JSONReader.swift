/// Reads JSON (RFC 8259).
package struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  /// Lists in lists; a tensor has an axis for each.
  private static let mostLevels = 200

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value of a file.
  package static func value(of bytes: [UInt8]) throws(UnreadablePicture) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(level: 0)
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.failure() }
    return value
  }

  private func failure() -> UnreadablePicture {
    let line = bytes[..<min(place, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return UnreadablePicture(reason: "it is no JSON from line \(line) on")
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
  }

  /// Whether the sign comes next; then it is passed.
  private mutating func passes(_ sign: UInt8) -> Bool {
    skipBlanks()
    guard next == sign else { return false }
    place += 1
    return true
  }

  private mutating func value(level: Int) throws(UnreadablePicture) -> JSONValue {
    skipBlanks()
    guard level < Self.mostLevels, let first = next else { throw failure() }
    switch first {
    case UInt8(ascii: "{"): return try object(level: level)
    case UInt8(ascii: "["): return try list(level: level)
    case UInt8(ascii: "\""): return .text(try string())
    default:
      let start = place
      while let byte = next, byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"),
        byte != UInt8(ascii: "}")
      {
        place += 1
      }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      switch word {
      case "null": return .null
      case "true": return .truth(true)
      case "false": return .truth(false)
      default:
        guard let number = Double(word) else {
          place = start
          throw failure()
        }
        return .number(number)
      }
    }
  }

  private mutating func list(level: Int) throws(UnreadablePicture) -> JSONValue {
    place += 1
    var values: [JSONValue] = []
    if passes(UInt8(ascii: "]")) { return .list(values) }
    repeat { values.append(try value(level: level + 1)) } while passes(UInt8(ascii: ","))
    guard passes(UInt8(ascii: "]")) else { throw failure() }
    return .list(values)
  }

  private mutating func object(level: Int) throws(UnreadablePicture) -> JSONValue {
    place += 1
    var members: [(key: String, value: JSONValue)] = []
    if passes(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw failure() }
      let key = try string()
      guard passes(UInt8(ascii: ":")) else { throw failure() }
      members.append((key, try value(level: level + 1)))
    } while passes(UInt8(ascii: ","))
    guard passes(UInt8(ascii: "}")) else { throw failure() }
    return .object(members)
  }

  private mutating func string() throws(UnreadablePicture) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      place += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = next else { throw failure() }
      place += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0a)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0d)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0c)
      case UInt8(ascii: "u"): text += try Array(String(scalar()).utf8)
      default: text.append(escaped)
      }
    }
    guard next != nil else { throw failure() }
    place += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// `00e9`, or two of them around `\u`.
  private mutating func scalar() throws(UnreadablePicture) -> Character {
    let first = try unit()
    guard first & 0xfc00 == 0xd800 else { return Character(Unicode.Scalar(first) ?? "\u{fffd}") }
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
      return "\u{fffd}"
    }
    place += 2
    let second = try unit()
    return Character(Unicode.Scalar(0x10000 + (first & 0x3ff) << 10 + second & 0x3ff) ?? "\u{fffd}")
  }

  private mutating func unit() throws(UnreadablePicture) -> UInt32 {
    guard place + 4 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw failure() }
    place += 4
    return unit
  }
}
