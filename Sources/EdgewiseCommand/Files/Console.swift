import FlowLanguage
import Platform
import Renderers
import Terminal

/// Standard output and standard error, and what is known of the terminal behind them.
///
/// What goes out passes one of two doors: data, whose writer answers for it, as bytes; text, which is cleaned here.
enum Console {
  /// Writes data to standard output. A closed pipe ends the program quietly.
  static func write(data bytes: [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        posixWrite(STDOUT_FILENO, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      if written > 0 {
        start += written
      } else if errno == EPIPE {
        quit(.success)
      } else if errno != EINTR && errno != EAGAIN {
        throw Failure(.cannotWrite, "cannot write to standard output: \(systemError())")
      }
    }
  }

  /// Writes text to standard output.
  static func write(_ text: StyledText, _ colour: ColourChoice = .never) throws {
    try write(data: text.bytes(coloured: Console.colour(colour, on: STDOUT_FILENO) != .none))
  }

  /// Writes text to standard error. If that cannot be written to, the command goes on all the same.
  static func complain(_ text: StyledText, _ colour: ColourChoice = .never) {
    say(data: text.bytes(coloured: Console.colour(colour, on: STDERR_FILENO) != .none))
  }

  static func complain(_ listing: [Listing.Part], _ colour: ColourChoice) {
    for part in listing { complain(StyledText(part.text, part.role.style), colour) }
  }

  /// The same for data.
  static func say(data bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { posixWrite(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The terminal's width, else `COLUMNS`, else 80.
  static var width: Int {
    var size = winsize()
    if isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    return 80
  }

  /// The terminal's rows, else `LINES`, else 24.
  static var height: Int {
    var size = winsize()
    if isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 {
      return Int(size.ws_row)
    }
    if let lines = environment("LINES").flatMap({ Int($0) }), (1...10_000).contains(lines) { return lines }
    return 24
  }

  /// Seconds of a clock that never goes back.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// How many colours to use on a descriptor: what was asked for, else what `NO_COLOR` and the terminal say.
  static func colour(_ choice: ColourChoice, on descriptor: Int32) -> ColourDepth {
    switch choice {
    case .never: return .none
    case .always: return depth == .none ? .sixteen : depth
    case .auto:
      let refused = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      return refused || !isTerminal(descriptor) ? .none : depth
    }
  }

  private static var depth: ColourDepth {
    let terminal = environment("TERM") ?? ""
    if ["truecolor", "24bit"].contains(environment("COLORTERM") ?? "") { return .trueColour }
    if terminal.contains("256color") { return .twoHundredFiftySix }
    return terminal.isEmpty || terminal == "dumb" ? .none : .sixteen
  }
}

extension Listing.Part.Role {
  fileprivate var style: Style {
    switch self {
    case .plain: .plain
    case .heading: Style(isBold: true)
    case .severity(.error): Style(foreground: .red, isBold: true)
    case .severity(.warning): Style(foreground: .yellow, isBold: true)
    }
  }
}

// `Console.write` would shadow the system's.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
