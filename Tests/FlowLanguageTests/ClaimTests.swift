import Autodiff
import FlowLanguage
import Foundation
import Testing

@Suite struct ClaimTests {
  static let leaves = "param w = [0.5, 1]\nparam W = [[1, 2], [3, 4]]\nparam d = 2\ny = sum(w)*d + sum(W)\n"

  func claims(_ lines: String) throws -> [Claim.Statement] {
    try read(ClaimTests.leaves + lines).claims.compactMap {
      guard case .statement(let statement) = $0.kind else { return nil }
      return statement
    }
  }

  private func constant(_ side: Claim.Side) -> Tensor? {
    if case .constant(let value) = side { value } else { nil }
  }

  /// The side that says less of itself is the claim, wherever it stands.
  @Test func eitherSideIsTheClaim() throws {
    let statements = try claims(
      "expect 0.5 = w[0]\nexpect 3 > d\nexpect 1/3 = 0.33\nexpect w = [d, 1.0]\nexpect 2*d = y")
    #expect(statements.map { $0.isTurned } == [true, true, false, false, false])
    #expect("\(statements[1].relation)" == "less")
    #expect(constant(statements[0].claimed)?.scalar == 0.5)
    #expect(constant(statements[2].claimed)?.scalar == 0.33)
    guard case .spelled(let spellings) = statements[3].tolerance else { return #expect(Bool(false)) }
    #expect(spellings == [.names, .digits(half: 0.05)])
  }

  /// Words that begin with `d` are derivatives where there are such nodes, and quotients where there are none.
  @Test func derivativesAndQuotients() throws {
    let quotient = "param delta = 6\nparam dt = 2\nexpect delta/dt = 3"
    guard case .expression = try #require(try claims(quotient).first).value else { return #expect(Bool(false)) }
    let both = "param dy = 6\nparam dd = 2\nf = dy*dd\nexpect dy/dd = 1.5"
    let file = try read(ClaimTests.leaves + both)
    #expect(file.warnings.contains { $0.message.contains("`dy/dd` is the derivative here") })
    guard case .statement(let statement) = file.claims[0].kind, case .quantity(.derivative) = statement.value else {
      return #expect(Bool(false))
    }
    guard
      case .expression(let expression) = try #require(try claims(both.replacingLast("dy/dd", "(dy)/dd")).first).value
    else { return #expect(Bool(false)) }
    #expect(expression.quantities.count == 2)
  }

  @Test func quantities() throws {
    let lines = """
      expect w[1] = 1
      expect W[1, 0] = 3
      expect W[-1, 0] = 3
      expect W[1] = [3, 4]
      expect dy/dd = 1
      expect ∂y/∂W[0, 1] = 1
      expect dw[1]/dw = [0, 1]
      expect dW/dd = [[0, 0], [0, 0]]
      expect dy/dW[1] = 1
      expect d²y/dw² = 0
      expect ∂²y/∂w[0]∂d = 1
      expect d²y/dWdw = 0
      expect d²y/dd dw[1] = 1
      """
    let found = try claims(lines).map { statement -> String in
      func text(_ place: Claim.Place) -> String { "\(place.node)[\(place.first)] \(place.shape)" }
      switch statement.value {
      case .quantity(.value(let place)): return text(place)
      case .quantity(.derivative(let target, let source)): return text(target) + " by " + text(source)
      case .quantity(.second(let target, let first, let second)):
        return text(target) + " by " + text(first) + " and " + text(second)
      default: return "\(statement.value)"
      }
    }
    #expect(
      found == [
        "0[1] []", "1[2] []", "1[2] []", "1[2] [2]", "6[0] [] by 2[0] []", "6[0] [] by 1[1] []",
        "0[1] [] by 0[0] [2]",
        "1[0] [2, 2] by 2[0] []", "6[0] [] by 1[2] [2]", "6[0] [] by 0[0] [2] and 0[0] [2]",
        "6[0] [] by 0[0] [] and 2[0] []", "6[0] [] by 1[0] [2, 2] and 0[0] [2]", "6[0] [] by 2[0] [] and 0[1] []",
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
    #expect(constant(statement.claimed)?.scalar == claimed)
    let margin: Double? =
      switch statement.tolerance {
      case .written(let tensor): tensor.scalar
      case .spelled(let spellings): spellings.first?.margin(claimed, largest: abs(claimed))
      }
    #expect(abs((margin ?? -1) - tolerance) <= 1e-15 * max(1, tolerance))
  }

  @Test func listsEntryByEntry() throws {
    let statement = try #require(try claims("expect w = [0.5, 1]").first)
    guard case .spelled(let spellings) = statement.tolerance else { return #expect(Bool(false)) }
    #expect(spellings == [.digits(half: 0.05), .number])
    #expect(try constant(#require(claims("expect d = nan").first).claimed)?.scalar?.isNaN == true)
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

extension String {
  fileprivate func replacingLast(_ part: String, _ other: String) -> String {
    guard let range = range(of: part, options: .backwards) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
