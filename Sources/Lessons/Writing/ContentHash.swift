/// What a figure depends on, in 32 letters: FNV-1a over all of it, from two beginnings. Tells what changed, and keeps nobody out.
package struct ContentHash: Sendable {
  private var states: (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142)

  package init() {}

  package static func text(of bytes: [UInt8]) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.text
  }

  /// With its length, so that two parts are not one.
  package mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { step(byte) }
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      step(UInt8(truncatingIfNeeded: UInt64(bytes.count) >> shift))
    }
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  private mutating func step(_ byte: UInt8) {
    states.0 = (states.0 ^ UInt64(byte)) &* 0x100_0000_01b3
    states.1 = (states.1 ^ UInt64(byte)) &* 0x9e37_79b9_7f4a_7c15
    states.1 ^= states.1 >> 29
  }

  package var text: String {
    [states.0, states.1].map { state in
      let digits = String(state, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
