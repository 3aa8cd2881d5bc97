import Autodiff
import FlowLanguage
import Testing

@Suite struct ClaimTests {
  static let leaves = "param w = [0.5, 1]\nparam W = [[1, 2], [3, 4]]\nparam d = 2\ny = sum(w)*d + sum(W)\n"

  func claims(_ lines: String) throws -> [Claim.Statement] {
    try read(ClaimTests.leaves + lines).claims.compactMap {
      guard case .statement(let statement) = $0.kind else { return nil }
      return statement
    }
  }

  @Test func quantities() throws {
    let lines = """
      expect w[1] = 1
      expect W[1, 0] = 3
      expect W[-1, 0] = 3
      expect dy/dd = 1
      expect ∂y/∂W[0, 1] = 1
      expect dw[1]/dw = [0, 1]
      expect dW/dd = [[0, 0], [0, 0]]
      """
    let found = try claims(lines).map { "\($0.quantity)" }
    #expect(
      found == [
        "value(node: 0, entry: Optional(1))", "value(node: 1, entry: Optional(2))",
        "value(node: 1, entry: Optional(2))",
        "derivative(of: 6, entry: nil, by: 2, byEntry: nil)",
        "derivative(of: 6, entry: nil, by: 1, byEntry: Optional(1))",
        "derivative(of: 0, entry: Optional(1), by: 0, byEntry: nil)",
        "derivative(of: 1, entry: nil, by: 2, byEntry: nil)",
      ])
  }

  /// |value − claim| may be half a unit of the last written digit, or 1e-9 of the claim.
  static let tolerances: [(String, Double, Double)] = [
    ("0.81", 0.81, 0.005), ("-0.810", -0.81, 0.0005), ("9", 9, 9e-9), ("-4", -4, 4e-9), ("0", 0, 1e-12),
    ("1e-3", 0.001, 0.0005), ("1.5e3", 1500, 50), ("1.", 1, 0.5), ("0.0", 0, 0.05), ("1/4", 0.25, 0.25e-9),
    ("1_000", 1000, 1e-6), ("3 ± 0.25", 3, 0.25), ("1.5 ± 1/8", 1.5, 0.125), ("2*0.5", 1, 1e-9),
    ("inf", .infinity, 0),
    ("-inf", -.infinity, 0),
  ]

  @Test(arguments: tolerances) func tolerance(_ claim: String, _ claimed: Double, _ tolerance: Double) throws {
    let statement = try #require(try claims("expect d = " + claim).first)
    #expect(statement.claimed.scalar == claimed)
    #expect(abs((statement.tolerance.scalar ?? -1) - tolerance) <= 1e-15 * max(1, tolerance))
  }

  @Test func listsEntryByEntry() throws {
    let statement = try #require(try claims("expect w = [0.5, 1]").first)
    #expect(statement.tolerance == Tensor(shape: [2], scalars: [0.05, 1e-9]))
    #expect(try claims("expect d = nan").first?.claimed.scalar?.isNaN == true)
  }

  @Test func relationsAndTraining() throws {
    let text = """
      train "fast" y using adam(lr=0.1), steps=5, schedule=warmup(3, then=cosine(10)), start=at(d=1)
      expect y ≈ 1 after 2 steps in "fast"
      expect y <= 1
      expect y ≥ 1
      expect y < 1; expect y > 1
      expect "fast" converges
      """
    let file = try read(ClaimTests.leaves + text)
    let statements = try claims(text)
    #expect(statements.map { "\($0.relation)" } == ["equal", "lessOrEqual", "greaterOrEqual", "less", "greater"])
    #expect(statements[0].steps == 2 && statements[0].run == "fast")
    guard case .outcome(run: "fast", converges: true) = try #require(file.claims.last).kind else {
      Issue.record("no outcome")
      return
    }
    #expect(file.claims.map(\.line) == [6, 7, 8, 9, 9, 10])
    #expect(file.warnings.isEmpty)
  }
}
