import FlowLanguage
import Platform

/// Files as they come in.
enum Input {
  /// The bytes of a file, or of standard input for `-`.
  static func bytes(of path: String) throws -> [UInt8] {
    InputFiles.note(path)
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(unreadable: path, because: systemError()) }
    defer { if path != "-" { close(descriptor) } }
    var facts = stat()
    if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
      throw Failure(unreadable: path, because: "it is a folder")
    }
    var bytes: [UInt8] = []
    let expected = facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) + 1 : 1 << 16
    while true {
      let room = max(expected - bytes.count, 1 << 16)
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = read(descriptor, buffer.baseAddress, room)
        filled = max(count, 0)
      }
      if count > 0 {
        bytes += chunk
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw Failure(unreadable: path, because: systemError())
      }
    }
  }

  /// A flow file's text under the name it is reported by.
  static func source(_ path: String, _ origin: OriginOptions) throws -> FlowSource {
    let name = path == "-" ? origin.sourceName ?? "standard input" : path
    guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
      throw Failure(.badFile, "\(name) is not text in UTF-8")
    }
    return FlowSource(name: name, text: text, firstLine: origin.firstLine ?? 1)
  }
}
