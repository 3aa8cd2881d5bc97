#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written anew again and again.
final class Scratch {
  private let path: String
  private let descriptor: Int32

  init(path: String) {
    self.path = path
    descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o644)
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      _ = pwrite(descriptor, base, bytes.count, 0)
    }
    ftruncate(descriptor, off_t(text.utf8.count))
  }

  func remove() { unlink(path) }

  static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &part, part.count), count > 0 { bytes += part[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
