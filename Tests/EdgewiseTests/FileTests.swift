import Edgewise
import Foundation
import Testing

/// Flow files with their tables, as a user of the library reads them.
@Suite struct FileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("edgewise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("course/data"), withIntermediateDirectories: true)
    try Data("a\n1\n2\n".utf8).write(to: folder.appendingPathComponent("course/data/d.csv"))
    try Data("a\n5\n".utf8).write(to: folder.appendingPathComponent("secret.csv"))
  }

  private func flow(_ name: String, table: String) throws -> String {
    let url = folder.appendingPathComponent("course/\(name)")
    try Data("param a = csv(\"\(table)\")\nloss L = sum(a²)\n".utf8).write(to: url)
    return url.path
  }

  private func complaint(_ path: String) -> String {
    do {
      _ = try FlowFile.read(path)
      return ""
    } catch {
      return error.description
    }
  }

  /// L = 1² + 2², and dL/da = 2a.
  @Test func tablesLieBelowTheFile() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for table in ["data/d.csv", "./data/../data/d.csv", folder.path + "/course/data/d.csv"] {
      let figure = try FlowFile.read(try flow("a.flow", table: table)).figure
      #expect(figure.value(of: "L") == 5)
      #expect(figure.gradient(of: "a") == [2, 4])
    }
  }

  @Test func tablesElsewhereAreAskedFor() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    // As it is written, through a link, and from the root.
    let link = folder.appendingPathComponent("course/link.csv")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.appendingPathComponent("secret.csv"))
    for table in ["../secret.csv", "link.csv", folder.path + "/secret.csv"] {
      let path = try flow("b.flow", table: table)
      #expect(complaint(path).contains("it lies outside the flow file's folder, and only --allow-outside reads it"))
      #expect(try FlowFile.read(path, allowingTablesOutside: true).figure.value(of: "L") == 25)
    }
    // A folder whose name only begins alike is another.
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("course2"), withIntermediateDirectories: true)
    try Data("a\n5\n".utf8).write(to: folder.appendingPathComponent("course2/d.csv"))
    #expect(complaint(try flow("c.flow", table: "../course2/d.csv")).contains("outside"))
  }

  @Test func whatCannotBeRead() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      complaint(folder.path + "/none.flow").hasPrefix(
        "\(folder.path)/none.flow:1:1: error: the file cannot be read: "))
    #expect(complaint(try flow("d.flow", table: "none.csv")).contains("error: `none.csv` cannot be read: "))
    #expect(complaint(try flow("e.flow", table: "data")).contains("it is a folder"))
    let pipe = folder.appendingPathComponent("course/pipe.csv").path
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(complaint(try flow("f.flow", table: "pipe.csv")).contains("it is no file but a pipe or a device"))
    #expect(complaint(pipe).contains("it is no file but a pipe or a device"))
    #expect(complaint("/dev/zero").contains("it is no file but a pipe or a device"))
    #expect(throws: FileError.self) { try FileBytes.read(folder.path + "/secret.csv", limit: 3) }
    #expect(try FileBytes.read(folder.path + "/secret.csv", limit: 4) == Array("a\n5\n".utf8))
  }
}
