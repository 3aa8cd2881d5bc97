/// A PNG as a row of chunks.
enum PNG {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  /// What tells of when, by whom and with what a picture was made.
  private static let words: Set = ["tEXt", "zTXt", "iTXt", "tIME", "eXIf"]

  /// The picture without the chunks that hold words or dates.
  static func withoutWords(_ bytes: [UInt8]) throws(Converter.Trouble) -> [UInt8] {
    guard bytes.starts(with: signature) else { throw Converter.Trouble(words: "wrote no PNG") }
    var kept = signature
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 12 + length
      guard length < 1 << 31, end <= bytes.count else { break }
      let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      if !words.contains(kind) { kept += bytes[place..<end] }
      place = end
      if kind == "IEND" { return kept }
    }
    throw Converter.Trouble(words: "wrote half a PNG")
  }
}
