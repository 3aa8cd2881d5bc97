import Platform

/// Files as they come in: whole, and no longer than any text is.
package enum FileBytes {
  package static let limit = 256 << 20

  /// The bytes of a file, or of standard input for `-`. A pipe or a device might never end, and is not opened but as
  /// standard input.
  package static func read(_ path: String, limit: Int = limit) throws(FileError) -> [UInt8] {
    func failure(_ reason: String, isMissing: Bool = true) -> FileError {
      FileError(path: path == "-" ? "standard input" : path, reason: reason, isMissing: isMissing)
    }
    // Without waiting: a pipe is found out before anybody writes to it.
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure(systemError()) }
    defer { if path != "-" { close(descriptor) } }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw failure(systemError()) }
    let kind = facts.st_mode & S_IFMT
    if kind == S_IFDIR { throw failure("it is a folder") }
    guard kind == S_IFREG || path == "-" else {
      throw failure("it is no file but a pipe or a device; - reads standard input")
    }
    let tooLong = failure("it is longer than \(limit >> 20) MiB", isMissing: false)
    let expected = kind == S_IFREG ? Int(facts.st_size) + 1 : 1 << 16
    guard expected <= limit + 1 else { throw tooLong }
    var bytes: [UInt8] = []
    while true {
      let room = max(expected - bytes.count, 1 << 16)
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = posixRead(descriptor, buffer.baseAddress, room)
        filled = max(count, 0)
      }
      if count > 0 {
        bytes += chunk
        guard bytes.count <= limit else { throw tooLong }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw failure(systemError())
      }
    }
  }

  /// A path without links and detours; nil if nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The system's words for the last error.
  static func systemError() -> String { String(cString: strerror(errno)) }
}

private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
