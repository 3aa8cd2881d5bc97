import Foundation

/// The programs into which what we write is put. What is missing is not tried, and said so.
enum Hosts {
  /// A Python with these modules: the one that `EDGEWISE_PYTHON` names, or the system's.
  static func python(with modules: String...) -> URL? {
    let named = ProcessInfo.processInfo.environment["EDGEWISE_PYTHON"]
    for path in [named, "/usr/bin/python3"].compactMap({ $0 }) {
      let url = URL(fileURLWithPath: path)
      let words = modules.map { "import \($0)" }.joined(separator: "; ")
      if let run = try? Run(url, ["-c", words]), run.status == 0 { return url }
    }
    return nil
  }

  static func program(_ name: String) -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { URL(fileURLWithPath: "\($0)/\(name)") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  static let files = Invocation.package.appendingPathComponent("Tests/hosts")

  /// A run of a host, with the folder of our command on its path.
  struct Run {
    let status: Int32
    /// Of both streams.
    let output: String

    init(_ program: URL, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]) throws {
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      let own = ProcessInfo.processInfo.environment
      let path = Invocation.executable.deletingLastPathComponent().path + ":" + (own["PATH"] ?? "/usr/bin:/bin")
      process.environment = own.merging(["PATH": path, "LC_ALL": "C.UTF-8"]) { $1 }.merging(environment) { $1 }
      if let folder { process.currentDirectoryURL = folder }
      let scratch = try Scratch()
      let url = scratch.url("out")
      try Data().write(to: url)
      let handle = try FileHandle(forWritingTo: url)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = handle
      process.standardError = handle
      try process.run()
      process.waitUntilExit()
      status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
      output = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
  }
}
