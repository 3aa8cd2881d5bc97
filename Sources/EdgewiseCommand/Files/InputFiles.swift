/// The files that this run reads, whatever the command: nothing is written over them, and `--watch` looks at them.
enum InputFiles {
  /// By path; nil if there was no such file.
  nonisolated(unsafe) private static var noted: [String: File?] = [:]

  /// Remembers a file, as it is now, that is about to be read; `-` is standard input.
  static func note(_ path: String) {
    noted[path] = .some(path == "-" ? File(open: 0) : File(at: path))
  }

  static func note(_ paths: [String]) { for path in paths { note(path) } }

  /// Whether a file is one of them, by whatever names and links.
  static func contain(_ file: File) -> Bool {
    file.isRegular && noted.values.contains { $0.map { $0.isSame(as: file) } ?? false }
  }

  /// Whether any of them is another than when it was read.
  static var haveChanged: Bool {
    noted.contains { path, before in
      guard path != "-" else { return false }
      guard let now = File(at: path) else { return before != nil }
      return !(before.map { now.isUnchanged(since: $0) } ?? false)
    }
  }
}
