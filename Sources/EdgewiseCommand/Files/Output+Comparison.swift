import Terminal

extension Output {
  /// `--verify`: fails with status 1 unless a file holds these bytes, and prints how it differs.
  static func compare(_ bytes: [UInt8], with path: String) throws {
    let there: [UInt8]
    do {
      there = try Input.bytes(of: path)
    } catch let failure as Failure {
      throw Failure(.refuted, failure.message)
    }
    guard there != bytes else { return }
    try Console.write(
      StyledText(
        Difference.text(
          from: String(decoding: there, as: UTF8.self), to: String(decoding: bytes, as: UTF8.self), name: path)))
    throw Failure(.refuted, "\(path) is out of date")
  }
}
