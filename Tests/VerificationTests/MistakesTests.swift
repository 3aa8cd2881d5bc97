import Autodiff
import FlowLanguage
import Foundation
import Testing
import Verification

@Suite("The files of mistakes are refuted, and only where they say so")
struct MistakesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "graphs/mistakes")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted()
  }()

  @Test("the classic slips are among them")
  func exist() { #expect(Self.files.contains("chain-rule-slips.flow")) }

  @Test("a claim is false exactly where the line above it calls it a slip", arguments: files)
  func refuted(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let file = try FlowFile.read(FlowSource(name: name, text: text))
    #expect(file.warnings.isEmpty)
    #expect(try formatted(FlowSource(name: name, text: text)) == text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let slips = lines.indices.filter { lines[$0].hasPrefix("expect ") && lines[$0 - 1].hasPrefix("# The slip:") }
    #expect(!slips.isEmpty)
    let report = file.report()
    #expect(file.verdicts().filter { !$0.holds }.map { $0.claim.line - 1 } == slips)
    // The gradients themselves are right.
    #expect(report.numerical?.agrees == true)
  }
}
