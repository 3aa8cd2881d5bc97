import Platform

/// A program that is on this machine, perhaps.
struct Program {
  let path: String

  /// Nil if `PATH` has none of that name.
  init?(named name: String) {
    let folders = (Console.environment("PATH") ?? "").split(separator: ":")
    guard let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else { return nil }
    path = "\(folder)/\(name)"
  }

  /// Runs it to its end.
  /// - Returns: whether it did what it was asked to.
  func run(_ arguments: [String]) -> Bool {
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, path, nil, nil, &words, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }
}
