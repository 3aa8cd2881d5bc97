import Foundation
import Testing

/// One run of the built `edgewise`, as a script makes it.
struct Invocation {
  let status: Int32
  let output: String
  let errors: String

  /// - Parameters:
  ///   - arguments: the command line.
  ///   - input: standard input.
  ///   - environment: variables added to a small, fixed environment.
  init(_ arguments: String..., input: String = "", environment: [String: String] = [:], folder: URL? = nil) throws {
    try self.init(arguments, input: input, environment: environment, folder: folder)
  }

  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], folder: URL? = nil
  ) throws {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color"].merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    // Files rather than pipes: nothing can block.
    let scratch = try Scratch()
    let (inURL, outURL, errURL) = (scratch.url("in"), scratch.url("out"), scratch.url("err"))
    try Data(input.utf8).write(to: inURL)
    for url in [outURL, errURL] { try Data().write(to: url) }
    process.standardInput = try FileHandle(forReadingFrom: inURL)
    process.standardOutput = try FileHandle(forWritingTo: outURL)
    process.standardError = try FileHandle(forWritingTo: errURL)
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = String(decoding: try Data(contentsOf: outURL), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: errURL), as: UTF8.self)
  }

  /// The executable lies beside the bundle of tests.
  static let executable: URL = {
    for argument in CommandLine.arguments {
      var url = URL(fileURLWithPath: argument)
      while url.path != "/" {
        if url.lastPathComponent.hasSuffix(".xctest") {
          return url.deletingLastPathComponent().appendingPathComponent("edgewise")
        }
        url.deleteLastPathComponent()
      }
    }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
      "edgewise")
  }()

  /// The package's folder.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func graph(_ name: String) -> String { package.appendingPathComponent("graphs/\(name).flow").path }
}

/// A run that goes on until it is told to end, its output in the files `out` and `err` of its folder.
struct Background {
  let process = Process()

  init(_ arguments: [String], in scratch: Scratch) throws {
    for name in ["out", "err"] { try Data().write(to: scratch.url(name)) }
    process.executableURL = Invocation.executable
    process.arguments = arguments
    process.currentDirectoryURL = scratch.folder
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.url("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("err"))
    // A thread of the tests may hear no signals, and would hand that down.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
    try process.run()
  }

  /// Half a minute at most, until something is so.
  func wait(until isSo: () throws -> Bool) throws {
    for _ in 0..<600 where try !isSo() { Thread.sleep(forTimeInterval: 0.05) }
    #expect(try isSo())
  }

  /// The end that was asked for, or by force.
  func end() throws {
    for _ in 0..<600 where process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}

/// A folder that is gone when the test is over.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("edgewise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url(name))
    return url(name).path
  }

  func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: url(name)), as: UTF8.self) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}
