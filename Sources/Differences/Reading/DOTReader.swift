/// Reads the statements of Graphviz's language as `-T dot` writes them.
struct DOTReader {
  enum Token: Equatable {
    case word(String)
    /// `{ } [ ] = ; ,`
    case sign(UInt8)
    case arrow
  }

  private let bytes: [UInt8]
  private var place = 0
  private(set) var token: Token?

  init(_ bytes: [UInt8]) throws(UnreadablePicture) {
    self.bytes = bytes
    try advance()
  }

  func failure() -> UnreadablePicture {
    let line = bytes[..<min(place, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return UnreadablePicture(reason: "line \(line) is not as edgewise writes DOT")
  }

  mutating func advance() throws(UnreadablePicture) {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    guard place < bytes.count else { return token = nil }
    let byte = bytes[place]
    if byte == UInt8(ascii: "\"") { return token = .word(try quoted()) }
    if byte == UInt8(ascii: "-"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: ">") {
      place += 2
      return token = .arrow
    }
    if Self.isSign(byte) {
      place += 1
      return token = .sign(byte)
    }
    let start = place
    while place < bytes.count, bytes[place] > 0x20, !Self.isSign(bytes[place]), bytes[place] != UInt8(ascii: "\"") {
      place += 1
    }
    token = .word(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "="),
      UInt8(ascii: ";"), UInt8(ascii: ","):
      true
    default: false
    }
  }

  /// Passes a word and returns it.
  mutating func word() throws(UnreadablePicture) -> String {
    guard case .word(let word)? = token else { throw failure() }
    try advance()
    return word
  }

  /// Whether the sign comes next; then it is passed.
  mutating func passes(_ sign: Unicode.Scalar) throws(UnreadablePicture) -> Bool {
    guard token == .sign(UInt8(ascii: sign)) else { return false }
    try advance()
    return true
  }

  /// `[name="…" …]`, if it is there.
  mutating func attributes() throws(UnreadablePicture) -> [String: String] {
    var attributes: [String: String] = [:]
    guard try passes("[") else { return attributes }
    while try !passes("]") {
      let name = try word()
      guard try passes("=") else { throw failure() }
      attributes[name] = try word()
    }
    return attributes
  }

  /// `"…"`, or `"…" + "…"`.
  private mutating func quoted() throws(UnreadablePicture) -> String {
    var text: [UInt8] = []
    while true {
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count {
          place += 1
          text.append(bytes[place] == UInt8(ascii: "n") ? 0x0a : bytes[place])
        } else {
          text.append(bytes[place])
        }
        place += 1
      }
      guard place < bytes.count else { throw failure() }
      place += 1
      let more = Array(" + \"".utf8)
      guard place + more.count <= bytes.count, bytes[place..<place + more.count].elementsEqual(more) else { break }
      place += more.count - 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
