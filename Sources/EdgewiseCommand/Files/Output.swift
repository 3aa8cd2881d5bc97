import Platform

/// Files as they go out: whole or not at all, and never over what is read.
enum Output {
  /// Writes a file by way of a neighbour that takes its name once it is complete, so that a full disk or an
  /// interruption leaves the old one as it was. A device or pipe is written to as it is.
  /// - Parameter replacesInput: whether the file may be one that the command reads.
  static func write(_ bytes: [UInt8], to path: String, replacesInput: Bool = false) throws {
    try write(to: path, replacesInput: replacesInput) { try $0(bytes) }
  }

  /// Writes a file, or to standard output without one.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    if let path { try write(bytes, to: path) } else { try Console.write(data: bytes) }
  }

  /// The same for what is made in pieces: `fill` hands them to the function that it is given.
  static func write(
    to path: String, replacesInput: Bool = false, _ fill: (_ sink: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    // A link stays a link: the file it leads to is the one that is written.
    let target = followed(path)
    let old = File(at: target)
    func failure(_ code: Int32 = errno) -> Failure {
      Failure(.cannotCreate, "cannot write \(path): \(systemError(code))")
    }
    guard let old else {
      guard let new = UnfinishedFile(beside: target, mode: 0o666) else { throw failure() }
      return try finish(new, as: target, path, fill)
    }
    if old.isFolder { throw failure(EISDIR) }
    if InputFiles.contain(old), !replacesInput {
      throw Failure(.badUsage, "\(path) is a file that this command reads: give -o another name")
    }
    if old.isRegular {
      guard access(target, W_OK) == 0 else { throw failure() }
      if let new = UnfinishedFile(beside: target, mode: old.st_mode & 0o7777) {
        fchmod(new.descriptor, old.st_mode & 0o7777)
        return try finish(new, as: target, path, fill)
      }
    }
    // A device or a pipe; or a file whose folder takes no other one.
    try overwrite(target, path, fill)
  }

  private static func finish(
    _ new: UnfinishedFile, as target: String, _ path: String,
    _ fill: (_ sink: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    defer { new.close() }
    try fill { try put($0, into: new.descriptor, path) }
    guard rename(new.path, target) != 0 else { return }
    // What is mounted at a name keeps it; its contents can be exchanged.
    guard errno == EBUSY || errno == EXDEV else {
      throw Failure(.cannotCreate, "cannot write \(path): \(systemError())")
    }
    try overwrite(target, path) { sink in
      lseek(new.descriptor, 0, SEEK_SET)
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      while case let count = read(new.descriptor, &piece, piece.count), count > 0 { try sink(Array(piece[..<count])) }
    }
  }

  private static func overwrite(
    _ target: String, _ path: String, _ fill: (_ sink: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let descriptor = open(target, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.cannotCreate, "cannot write \(path): \(systemError())") }
    defer { close(descriptor) }
    try fill { try put($0, into: descriptor, path) }
  }

  /// Makes a folder unless it is there.
  static func makeFolder(_ path: String) throws {
    if File(at: path)?.isFolder == true { return }
    guard mkdir(path, 0o777) == 0 else {
      throw Failure(.cannotCreate, "cannot create the folder \(path): \(systemError())")
    }
  }

  /// Writes all bytes to an open file.
  static func put(_ bytes: [UInt8], into descriptor: Int32, _ path: String) throws {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        posixWrite(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      if written > 0 {
        start += written
      } else if errno == EPIPE, descriptor != STDERR_FILENO {
        // Nobody reads on.
        quit(.success)
      } else if errno != EINTR && errno != EAGAIN {
        throw Failure(.cannotWrite, "cannot write \(path): \(systemError())")
      }
    }
  }

  /// Where a path leads when links are followed, also to a file that is not there yet.
  private static func followed(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &target, target.count)
      guard count > 0 else { break }
      let next = String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    return path
  }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
