/// Makes new inputs of old ones: the same seed, the same inputs.
struct Mutator {
  private let corpus: [[UInt8]]
  private let lines: [[UInt8]]
  private var state: UInt64

  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ",", ";", "\n", "=", "==", "<", ">=", "+", "-", "−", "*", "**", "^", "/", "//", "%",
    "@", "·", "⊙", "×", ".T",
    "ᵀ", "²", "⁻¹", "√", "|", "‖", "||", "Σ", "π", "∂", "½", "∞", "0", "1", "2", "-1", "1e308", "1e-320", "0.1",
    "99999999999", "1..3", ":", "::", "...",
    "none", "x", "w", "σ", "ŷ", "y", "x₁", "w_1", "'", "″", "\"", "#", " ", "\t", "\r\n", "param ", "input ",
    "target ", "loss ", "output ", "expect ",
    "train L using gd(lr=0.1), steps=2", "group \"g\" {", "def f(a) = ", "for i in 1..3 {", "return ", "title \"t\"",
    "sum(", "mean(", "softmax(",
    "exp(", "log(", "max(", "where(", "reshape(", "concat(", "zeros(", "normal(", "np.", "torch.", ".sum(", "axis=0",
    "keepdims=1", "dL/dw", "d²L/dw²",
    "after 2 steps", "± 0.1", "in \"a\"", "nan", "inf", "einsum(\"ij,j->i\", ", "conv2d(", "max_pool1d(",
    "cross_entropy(", "[0]", "[:, 0]", "[::-1]",
  ].map { Array($0.utf8) }

  init(corpus: [String], seed: UInt64) {
    self.corpus = corpus.map { Array($0.utf8) }.filter { !$0.isEmpty }
    lines = self.corpus.flatMap { $0.split(separator: UInt8(ascii: "\n")).map { Array($0) } }
    state = seed
  }

  var isEmpty: Bool { corpus.isEmpty || lines.isEmpty }

  /// SplitMix64.
  private mutating func roll(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(count, 1)))
  }

  /// Bytes that are no UTF-8 become U+FFFD, as the command reads them.
  mutating func next() -> String {
    var bytes: [UInt8]
    switch roll(10) {
    case 0: bytes = (0..<roll(64)).map { _ in UInt8(roll(256)) }
    case 1...4: bytes = (0...roll(6)).flatMap { _ in lines[roll(lines.count)] + [UInt8(ascii: "\n")] }
    default: bytes = corpus[roll(corpus.count)]
    }
    // A large file is changed in a part of it.
    if bytes.count > 4_000 { bytes = Array(bytes.prefix(4_000)) }
    for _ in 0...roll(3) { change(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = roll(bytes.count + 1)
    let length = min(roll(8) == 0 ? roll(64) : roll(6), bytes.count - place)
    switch roll(14) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1: bytes.insert(UInt8(roll(256)), at: place)
    case 2: if place < bytes.count { bytes[place] ^= 1 << UInt8(roll(8)) }
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: roll(bytes.count + 1))
    case 4: bytes.insert(contentsOf: lines[roll(lines.count)] + [UInt8(ascii: "\n")], at: place)
    case 5: bytes.replaceSubrange(place..<place + length, with: Self.pieces[roll(Self.pieces.count)])
    case 6: swapLines(&bytes)
    // What mostly stays a file.
    case 7...10: replace(&bytes, from: place, UInt8(ascii: "0")...UInt8(ascii: "9"), by: "0123456789")
    case 11, 12: replace(&bytes, from: place, UInt8(ascii: "*")...UInt8(ascii: "/"), by: "*+-/@^,")
    default: bytes.insert(contentsOf: Self.pieces[roll(Self.pieces.count)], at: place)
    }
  }

  /// The next byte of a kind, by another.
  private mutating func replace(
    _ bytes: inout [UInt8], from place: Int, _ kind: ClosedRange<UInt8>, by others: StaticString
  ) {
    guard let found = bytes[place...].firstIndex(where: { kind.contains($0) }) else { return }
    bytes[found] = others.withUTF8Buffer { $0[roll($0.count)] }
  }

  private mutating func swapLines(_ bytes: inout [UInt8]) {
    var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rows.swapAt(roll(rows.count), roll(rows.count))
    bytes = Array(rows.joined(separator: [UInt8(ascii: "\n")]))
  }
}
