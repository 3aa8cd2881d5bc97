import Platform
import Terminal

/// What a script can tell from the exit status (`sysexits.h` has the numbers from 64 on).
enum ExitStatus: Int32 {
  case success = 0
  case refuted = 1
  case badUsage = 64
  case badFile = 65
  case missingFile = 66
  case unavailable = 69
  case cannotCreate = 73
  case cannotWrite = 74
  case interrupted = 130
}

/// An end that is not success: a status, and what to say on standard error (nothing, where all has been said).
struct Failure: Error {
  let status: ExitStatus
  let message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }

  func report() {
    if let message { Console.complain(StyledText("edgewise: \(message)\n")) }
  }
}

extension Failure {
  /// The same with each of several: one that fails is reported and keeps none of the others, and the first failure decides the status.
  /// An interruption ends all.
  static func collecting<Item>(_ items: [Item], goesOn: Bool = true, _ body: (Item) throws -> Void) throws {
    var first: Failure?
    for item in items where first == nil || goesOn {
      do {
        try body(item)
      } catch let failure as Failure where failure.status != .interrupted {
        failure.report()
        first = first ?? Failure(failure.status)
      }
    }
    if let first { throw first }
  }
}

/// Ends the program.
func quit(_ status: ExitStatus) -> Never { quit(code: status.rawValue) }

func quit(code: Int32) -> Never { exit(code) }

/// The system's words for the last error.
func systemError(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
