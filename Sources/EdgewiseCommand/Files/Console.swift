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
    if InputFiles.contain(File(open: STDOUT_FILENO)) {
      throw Failure(.badUsage, "standard output is a file that this command reads")
    }
    try Output.put(bytes, into: STDOUT_FILENO, "standard output")
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
  static func say(data bytes: [UInt8]) { try? Output.put(bytes, into: STDERR_FILENO, "standard error") }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// What `--width` and `--height` take, and so what the environment may ask for.
  static let widths = 20...100_000
  static let heights = 1...10_000

  /// The terminal's width, else `COLUMNS`, else 80.
  static var width: Int { size({ $0.ws_col }, "COLUMNS", within: widths) ?? 80 }

  /// The terminal's rows, else `LINES`, else 24.
  static var height: Int { size({ $0.ws_row }, "LINES", within: heights) ?? 24 }

  private static func size(
    _ length: (winsize) -> UInt16, _ variable: String, within limits: ClosedRange<Int>
  ) -> Int? {
    var size = winsize()
    var wanted: Int?
    if isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, length(size) > 0 {
      wanted = Int(length(size))
    } else if let number = environment(variable).flatMap({ Int($0) }), number > 0 {
      wanted = number
    }
    return wanted.map { min(max($0, limits.lowerBound), limits.upperBound) }
  }

  /// Seconds of a clock that never goes back.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether the environment says that only 7-bit characters can be seen: the `C` locale, asked for by name, or a terminal without
  /// signs for boxes.
  static var isASCII: Bool {
    if ["linux", "dumb"].contains(environment("TERM") ?? "") { return true }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty }
    return locale == "C" || locale == "POSIX"
  }

  /// Whether the terminal's ground is dark, as `COLORFGBG` says (`15;0`: white on black); nil where it says nothing.
  static var isGroundDark: Bool? {
    guard let last = environment("COLORFGBG")?.split(separator: ";").last, let ground = Int(last) else { return nil }
    // White, and the light ones but for light grey's dark twin.
    return !(ground == 7 || ground > 8)
  }

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
