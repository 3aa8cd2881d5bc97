import Foundation
import Platform

/// A program in a terminal of its own, of which the test is the screen and the keyboard.
final class PseudoTerminal {
  let process: pid_t
  private let master: Int32
  /// Kept open, so that the modes can be asked for when the program has gone.
  private let slave: Int32
  private(set) var output: [UInt8] = []
  private var isHungUp = false
  /// What the terminal's modes were before the program began.
  let modesBefore: [UInt32]

  struct Failure: Error { let what: String }

  init(
    _ arguments: [String], width: Int = 100, height: Int = 30, environment: [String: String] = [:],
    executable: String = Invocation.executable.path
  ) throws {
    guard let (master, path) = Self.pair() else { throw Failure(what: "no pseudo-terminal") }
    self.master = master
    slave = open(path, O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw Failure(what: "cannot open \(path)") }
    Self.resize(master, width, height)
    modesBefore = Self.modes(of: slave)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    // The threads of tests block signals, and whoever runs them may ignore some; the program is to begin afresh.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    #if os(Linux)
      let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which glibc hides
    #else
      let newSession = Int16(POSIX_SPAWN_SETSID)
    #endif
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    // The first terminal that the leader of a session opens is the session's.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, master)
    posix_spawn_file_actions_addclose(&actions, slave)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color"].merging(environment) { $1 }
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp) == 0 else {
      throw Failure(what: "cannot run \(executable)")
    }
    process = pid
  }

  /// A new terminal's screen and keyboard, and where the program's side of it lies.
  private static func pair() -> (master: Int32, path: String)? {
    #if os(Linux)
      // glibc keeps `posix_openpt` from Swift: the system's own calls, pts(4) and ioctl_tty(2).
      let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (number, unlocked): (UInt32, Int32) = (0, 0)
      guard master >= 0, ioctl(master, 0x8004_5430, &number) == 0, ioctl(master, 0x4004_5431, &unlocked) == 0 else {
        return nil
      }
      return (master, "/dev/pts/\(number)")
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { return nil }
      return (master, String(cString: name))
    #endif
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
    close(slave)
  }

  /// Takes the terminal away.
  func hangUp() {
    if !isHungUp { close(master) }
    isHungUp = true
  }

  func resize(_ width: Int, _ height: Int) { Self.resize(master, width, height) }

  private static func resize(_ descriptor: Int32, _ width: Int, _ height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Input, output, control and local modes.
  var modes: [UInt32] { Self.modes(of: slave) }

  private static func modes(of descriptor: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return [UInt32(modes.c_iflag), UInt32(modes.c_oflag), UInt32(modes.c_cflag), UInt32(modes.c_lflag)]
  }

  /// Whether keys come one by one, unseen.
  var isRaw: Bool { modes[3] & UInt32(ICANON | ECHO) == 0 }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// What is written from here on until `isEnough`; throws after a long while.
  @discardableResult
  func read(_ what: String = "output", within seconds: Double = 30, until isEnough: (String) -> Bool) throws -> String
  {
    let start = output.count
    let end = Date().addingTimeInterval(seconds)
    while true {
      let text = String(decoding: output[start...], as: UTF8.self)
      if isEnough(text) { return text }
      guard Date() < end else { throw Failure(what: "no \(what) in \(text.suffix(300).debugDescription)") }
      collect(milliseconds: 50)
    }
  }

  /// Reads what is there.
  func collect(milliseconds: Int32) {
    guard !isHungUp else {
      usleep(UInt32(milliseconds) * 1_000)
      return
    }
    var place = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&place, 1, milliseconds) > 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    #if canImport(Glibc)
      let count = Glibc.read(master, &chunk, chunk.count)
    #else
      let count = Darwin.read(master, &chunk, chunk.count)
    #endif
    if count > 0 { output += chunk[..<count] } else { usleep(10_000) }
  }

  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private var status: End?

  /// How the program ended.
  func end(within seconds: Double = 30) throws -> End {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      if let status {
        collect(milliseconds: 0)
        return status
      }
      var code: Int32 = 0
      if waitpid(process, &code, WNOHANG) == process {
        status = code & 0x7f == 0 ? .exit(code >> 8 & 0xff) : .signal(code & 0x7f)
        continue
      }
      guard Date() < deadline else { throw Failure(what: "it does not end") }
      collect(milliseconds: 20)
    }
  }
}
