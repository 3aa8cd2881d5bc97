import Foundation
import Testing

/// The plan's page names every room and every folder in it, and none that is gone.
@Suite struct ArchitecturePageTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  private static func folders(in folder: URL) throws -> Set<String> {
    // What is no room for code: the documentation, and C's declarations.
    let all = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
    return Set(
      try all.filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        .map { $0.lastPathComponent }.filter { $0 != "include" && !$0.hasSuffix(".docc") })
  }

  /// What stands in backquotes in a cell of the table.
  private static func names(in cell: Substring) -> Set<String> {
    Set(
      cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap { place, part in
        place % 2 == 1 ? String(part) : nil
      })
  }

  @Test func everyFolderIsInThePlan() throws {
    let page = try String(
      contentsOf: Self.sources.appending(path: "Edgewise/Edgewise.docc/Architecture.md"), encoding: .utf8)
    var rooms: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 6 else { continue }
      for module in Self.names(in: cells[1]) { rooms[module] = Self.names(in: cells[2]) }
    }
    #expect(try Self.folders(in: Self.sources) == Set(rooms.keys))
    for (module, named) in rooms {
      let folder = Self.sources.appending(path: module)
      var found = try Self.folders(in: folder)
      for inner in found {
        for deeper in try Self.folders(in: folder.appending(path: inner)) where named.contains(deeper) {
          found.insert(deeper)
        }
      }
      #expect(named == found, "\(module)")
    }
  }
}
