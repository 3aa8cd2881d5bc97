import FlowLanguage
import Foundation
import Testing

/// The files under `graphs/` read without errors, stand in standard form, and mean the same after formatting.
@Suite struct GraphFilesTests {
  static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "graphs")

  static var names: [String] {
    ["", "course/"].flatMap { part in
      let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path())) ?? []
      return all.filter { $0.hasSuffix(".flow") }.sorted().map { part + $0 }
    }
  }

  @Test func thereAreSome() { #expect(GraphFilesTests.names.contains("delivery-time.flow")) }

  @Test(arguments: names) func printingAndReadingIsIdentity(_ name: String) throws {
    let text = try String(contentsOf: GraphFilesTests.folder.appending(path: name), encoding: .utf8)
    let beside = GraphFilesTests.folder.appending(path: name).deletingLastPathComponent()
    let tables = TableSource { path throws(TableError) in
      guard let data = try? Data(contentsOf: beside.appending(path: path)) else {
        throw TableError(reason: "missing")
      }
      return Array(data)
    }
    let standard = try formatted(FlowSource(name: name, text: text))
    #expect(standard == text, "\(name) is not in standard form")
    #expect(try formatted(FlowSource(name: name, text: standard)) == standard)
    #expect(fingerprint(text, tables: tables) != ["error"], "\(listing(text))")
    // The same tree from the same words with other blanks.
    let loose = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("\"") || line.contains("#") ? String(line) : line.split(separator: " ").joined(separator: "   ")
    }
    .joined(separator: "\n")
    #expect(fingerprint(loose, tables: tables) == fingerprint(text, tables: tables))
    #expect(try formatted(FlowSource(name: name, text: loose)) == standard)
  }
}
