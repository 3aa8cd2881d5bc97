import FlowLanguage
import Foundation
import Testing
import Verification

@Suite("The functions of networks have PyTorch's values and gradients")
struct NetworkFixtureTests {
  @Test("every number that Tests/pytorch/networks.py wrote")
  func numbers() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/networks.flow")
    let flow = try FlowFile.read(
      FlowSource(name: "networks.flow", text: String(contentsOf: file, encoding: .utf8)))
    let verdicts = flow.verdicts()
    #expect(verdicts.count >= 140)
    for verdict in verdicts where !verdict.holds {
      Issue.record("\(verdict.claim.text) is \(String(describing: verdict.actual))")
    }
  }
}
