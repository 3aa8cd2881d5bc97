import Autodiff
import FlowLanguage
import Testing
import Verification

@Suite("The files of mistakes are refuted, and only where they say so")
struct MistakesTests {
  @Test("the classic slips are among them")
  func exist() { #expect(GraphFile.mistakes.contains { $0.name == "chain-rule-slips.flow" }) }

  @Test("a claim is false exactly where the line above it calls it a slip", arguments: GraphFile.mistakes)
  func refuted(_ page: GraphFile) throws {
    let (file, text) = (try page.read(), page.text)
    #expect(file.warnings.isEmpty)
    #expect(try formatted(FlowSource(name: page.name, text: text)) == text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let slips = lines.indices.filter { lines[$0].hasPrefix("expect ") && lines[$0 - 1].hasPrefix("# The slip:") }
    #expect(!slips.isEmpty)
    let report = file.report()
    #expect(file.verdicts().filter { !$0.holds }.map { $0.claim.line - 1 } == slips)
    // The gradients themselves are right.
    #expect(report.numerical?.agrees == true)
  }
}
