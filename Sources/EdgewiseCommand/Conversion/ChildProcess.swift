import Platform

/// Another program, started without a shell: it reads nothing, what it says is not shown, and it has so much time.
struct ChildProcess {
  enum End: Equatable {
    case ended(Int32)
    case tookTooLong
    case notStarted(Int32)
  }

  let path: String
  let arguments: [String]

  init(_ path: String, _ arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// Nothing else of the environment may change what comes out. Dates are asked to be that of the epoch.
  private static func environment(_ folder: String) -> [String] {
    ["PATH", "HOME", "LANG", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_DATA_DIRS"].compactMap { name in
      Console.environment(name).map { "\(name)=\($0)" }
    } + ["SOURCE_DATE_EPOCH=0", "TMPDIR=\(folder)", "XDG_CONFIG_HOME=\(folder)", "XDG_CACHE_HOME=\(folder)"]
  }

  /// - Parameters:
  ///   - limit: seconds until it is killed.
  ///   - folder: where it may put what it likes.
  func run(limit: Double, folder: String) -> End {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var child = pid_t()
    let code = Self.withPointers([path] + arguments) { words in
      Self.withPointers(Self.environment(folder)) { variables in
        posix_spawn(&child, path, &actions, nil, words, variables)
      }
    }
    guard code == 0 else { return .notStarted(code) }
    let start = ContinuousClock.now
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { break }
      if ended < 0, errno != EINTR { return .notStarted(errno) }
      if ContinuousClock.now - start > .seconds(limit) {
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        return .tookTooLong
      }
      usleep(3_000)
    }
    // The macros of sys/wait.h.
    return .ended(status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f))
  }

  private static func withPointers<Result>(
    _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
