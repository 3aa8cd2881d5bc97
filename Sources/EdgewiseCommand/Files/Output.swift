import Edgewise
import Platform

/// Files as they go out: whole or not at all.
enum Output {
  /// Writes a file by way of a neighbour that takes its name once it is complete, so that a full disk or an
  /// interruption leaves the old one as it was. A device or pipe is written to as it is.
  static func write(_ bytes: [UInt8], to path: String) throws { try write(to: path) { try $0(bytes) } }

  /// The same for what is made in pieces: `fill` hands them to the function that it is given.
  static func write(to path: String, _ fill: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws {
    var facts = stat()
    let exists = stat(path, &facts) == 0
    if exists, facts.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.cannotCreate, "cannot create \(path): it is a folder")
    }
    if exists, facts.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(.cannotCreate, "cannot open \(path): \(systemError())") }
      defer { close(descriptor) }
      return try fill { try put($0, into: descriptor, path: path) }
    }
    // A link stays a link: the file it leads to is the one replaced.
    let target = exists ? FileBytes.resolved(path) ?? path : path
    if exists, access(target, W_OK) != 0 {
      throw Failure(.cannotCreate, "cannot write \(path): \(systemError())")
    }
    let neighbour = "\(target).\(getpid()).new"
    let mode = exists ? facts.st_mode & 0o7777 : 0o666
    let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure(.cannotCreate, "cannot create \(path): \(systemError())") }
    do {
      defer { close(descriptor) }
      if exists { fchmod(descriptor, mode) }
      try fill { try put($0, into: descriptor, path: path) }
    } catch {
      unlink(neighbour)
      throw error
    }
    guard rename(neighbour, target) == 0 else {
      let reason = systemError()
      unlink(neighbour)
      throw Failure(.cannotCreate, "cannot create \(path): \(reason)")
    }
  }

  /// Whether two paths lead to one file, by whatever names and links.
  static func isSameFile(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino
      && one.st_mode & S_IFMT == S_IFREG
  }

  /// Makes a folder unless it is there.
  static func makeFolder(_ path: String) throws {
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR { return }
    guard mkdir(path, 0o777) == 0 else {
      throw Failure(.cannotCreate, "cannot create the folder \(path): \(systemError())")
    }
  }

  private static func put(_ bytes: [UInt8], into descriptor: Int32, path: String) throws {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        posixWrite(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        throw Failure(.cannotWrite, "cannot write \(path): \(systemError())")
      }
    }
  }

}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
