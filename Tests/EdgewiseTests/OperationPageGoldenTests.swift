import Edgewise
import Foundation
import Testing

/// The operations' pages in the documentation are what the tables say. `EDGEWISE_RECORD` writes them anew, see `make record`.
@Suite struct OperationPageGoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Edgewise/Edgewise.docc/Operations")

  private var pages: [OperationPage] {
    Primitive.allCases.map { OperationPage(primitive: $0) }.filter { $0.sample != nil }
  }

  @Test("each page is what the tables say") func pagesAreCurrent() throws {
    for page in pages {
      let text = try #require(try page.text())
      try compare(text, with: page.fileName)
    }
    let topics = pages.map { "- <doc:Operation-\($0.name)>" }.joined(separator: "\n")
    try compare(
      """
      # Operations

      A page for each operation: its value, its local derivatives, where they end, its picture and its curve.

      ## Topics

      ### All of them

      \(topics)

      """, with: "Operations.md")
  }

  @Test("no page is kept of an operation that is gone") func orphans() throws {
    let known = Set(pages.map(\.fileName)).union(["Operations.md"])
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()) where file.hasSuffix(".md") {
      #expect(known.contains(file), "\(file)")
    }
  }

  @Test("a page's numbers are true: tanh'(0.5) = 1 − tanh²(0.5) = 0.7864") func published() throws {
    let text = try #require(try OperationPage(primitive: .map(.tanh)).text())
    #expect(text.contains("`y = tanh(x) = 0.4621`"))
    #expect(text.contains("| `∂y/∂x` | `1 − y²` | `0.7864` |"))
  }

  private func compare(_ text: String, with name: String) throws {
    let url = Self.folder.appending(path: name)
    let kept = try? String(contentsOf: url, encoding: .utf8)
    if kept == text { return }
    let recording = ProcessInfo.processInfo.environment["EDGEWISE_RECORD"] ?? "missing"
    if recording == "all" || recording == "failed" || (recording == "missing" && kept == nil) {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name): look at it, and run the tests again")
    } else {
      Issue.record(
        "\(name) is not what the tables say: \(kept == nil ? "it is missing" : "it differs"); see `make record`")
    }
  }
}
