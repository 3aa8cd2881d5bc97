import Edgewise
import Platform

/// Snapshots on the disk: `__Snapshots__/TESTFILE/NAME.ENDING` beside the file of the tests.
enum SnapshotFiles {
  /// `…/__Snapshots__/LossTests` for `…/LossTests.swift`.
  static func folder(of testFile: String) -> String {
    let slash = testFile.lastIndex(of: "/")
    let parent = slash.map { String(testFile[..<$0]) } ?? "."
    let file = slash.map { testFile[testFile.index(after: $0)...] } ?? testFile[...]
    return parent + "/__Snapshots__/" + (file.hasSuffix(".swift") ? file.dropLast(6) : file)
  }

  static func text(at path: String) -> String? {
    (try? FileBytes.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Nil, or why it could not be written.
  static func save(_ text: String, to path: String) -> String? {
    var made = ""
    for part in path.split(separator: "/").dropLast() {
      made += "/" + part
      mkdir(made, 0o777)
    }
    guard let file = fopen(path, "w") else { return String(cString: strerror(errno)) }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && count == bytes.count ? nil : String(cString: strerror(errno))
  }

  // MARK: Those that no test asked for

  private struct Asked {
    /// By folder: the file of its tests, and the snapshots that they asked for.
    var folders: [String: (testFile: String, names: Set<String>)] = [:]
  }

  private static let asked = Guarded(Asked())

  /// At the end of a run, snapshots that nothing asks for are named.
  static func note(_ name: String, of testFile: String) {
    let folder = folder(of: testFile)
    let isFirst = asked.withLock { asked in
      defer { asked.folders[folder, default: (testFile, [])].names.insert(name) }
      return asked.folders.isEmpty
    }
    if isFirst { atexit { SnapshotFiles.reportUnused() } }
  }

  /// What belongs to a test that did not run is left alone, as long as the test is there.
  private static func reportUnused() {
    let folders = asked.withLock { $0.folders }
    for (folder, (testFile, asked)) in folders.sorted(by: { $0.key < $1.key }) {
      let tests = Set(asked.map { $0.prefix { $0 != "." } })
      let source = text(at: testFile) ?? ""
      for name in FolderNames.list(folder) where !name.hasSuffix(".new") && !asked.contains(name) {
        let test = name.prefix { $0 != "." }
        guard tests.contains(test) || !source.contains("func \(test)(") else { continue }
        let words = Array("EdgewiseTesting: no test asks for \(folder)/\(name)\n".utf8)
        _ = words.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      }
    }
  }
}
