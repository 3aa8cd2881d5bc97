import Edgewise
import Platform

/// A folder of its own for one conversion, gone afterwards with all that is in it.
struct ScratchFolder {
  let path: String

  /// Nil if it cannot be made; `errno` says why.
  init?() {
    let parent = Console.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/edgewise.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return (try? Output.put(bytes, into: descriptor, path)) != nil
  }

  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in FolderNames.list(path) { remove(path + "/" + name) }
    rmdir(path)
  }
}
