import Edgewise
import EdgewiseTesting
import Testing
import XCTest

/// A loss, with the sign that the surroundings ask for: L = (2w ± b)² is 49 or 25 at w = 3, b = 1.
private func figure() throws -> Figure {
  let sign = ProcessInfo.processInfo.environment["CLIENT_SIGN"] ?? "+"
  return try FlowFile.read(text: "param w = 3; param b = 1; loss L = (w·2 \(sign) b)²").figure
}

struct SnapshotTests {
  @Test(arguments: [SnapshotFormat.dot, .terminal, .structure]) func loss(_ format: SnapshotFormat) throws {
    assertGraph(try figure(), as: format, named: format.rawValue)
  }
}

final class SnapshotXCTests: XCTestCase {
  func testLoss() throws {
    assertGraph(try figure(), as: .dot)
    XCTAssertEqual(try figure().diff(from: try figure()), "")
  }
}
