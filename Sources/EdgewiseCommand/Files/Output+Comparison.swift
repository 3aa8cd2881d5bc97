import Differences
import Terminal

extension Output {
  /// `--verify`: fails with status 1 unless a file holds these bytes, and prints how it differs; with 66 if there is
  /// none.
  static func compare(_ bytes: [UInt8], with path: String) throws {
    let there = try Input.bytes(of: path)
    guard there != bytes else { return }
    try Console.write(
      StyledText(
        TextDifference.text(
          from: String(decoding: there, as: UTF8.self), to: String(decoding: bytes, as: UTF8.self), name: path)))
    throw Failure(.refuted, "\(path) is out of date")
  }
}
