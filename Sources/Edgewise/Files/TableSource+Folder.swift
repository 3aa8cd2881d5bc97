import FlowLanguage

extension TableSource {
  /// The files below the folder of a flow file, or below the current one for `-`; their paths are relative to it.
  /// - Parameters:
  ///   - allowsOutside: whether all others may be read too.
  ///   - note: is told the path of every table before it is read.
  package static func beside(
    _ path: String, allowingOutside allowsOutside: Bool = false,
    noting note: @escaping @Sendable (_ path: String) -> Void = { _ in }
  ) -> TableSource {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    return TableSource { table throws(TableError) in
      let path = table.hasPrefix("/") ? table : folder + table
      note(path)
      guard let real = FileBytes.resolved(path), let base = FileBytes.resolved(folder) else {
        throw TableError(reason: FileBytes.systemError(), isMissing: true)
      }
      guard allowsOutside || real.utf8.starts(with: (base == "/" ? base : base + "/").utf8) else {
        throw TableError(
          reason: "it lies outside the flow file's folder, and only --allow-outside reads it", isMissing: true)
      }
      do throws(FileError) {
        return try FileBytes.read(real)
      } catch {
        throw TableError(reason: error.reason, isMissing: error.isMissing)
      }
    }
  }
}
