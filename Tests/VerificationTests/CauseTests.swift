import Autodiff
import FlowLanguage
import Foundation
import Testing
import Verification

extension Cause {
  /// As the fixtures name it.
  fileprivate var name: String {
    switch self {
    case .earlier: "earlier"
    case .later: "later"
    case .oppositeSign: "sign"
    case .cutDigits: "cut"
    case .parameterLessGradient: "θ − ∇"
    case .stepForGradient: "step"
    case .otherEntry: "entry"
    case .transposed: "transposed"
    case .sumForMean: "sum"
    case .onePath: "one path"
    case .oneAfterTheOther: "one after the other"
    }
  }
}

@Suite("A refuted claim says why, where that is known")
struct CauseTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// FILE => CLAIM => CAUSE.
  private static let expected =
    ((try? String(contentsOf: fixtures.appending(path: "causes.txt"), encoding: .utf8)) ?? "")
    .split(separator: "\n")
    .filter { !$0.hasPrefix("#") }.map { $0.components(separatedBy: " => ") }

  @Test("each slip of the pages of mistakes has its cause", arguments: GraphFile.mistakes)
  func pages(_ page: GraphFile) throws {
    let found = try page.read().verdicts().filter { !$0.holds }
      .map { [String(page.name.dropLast(5)), $0.claim.text, $0.cause?.name ?? "none"] }
    #expect(found == Self.expected.filter { $0[0] + ".flow" == page.name })
  }

  @Test(
    "a case is refuted where it says so, with the true number and the cause",
    arguments: GraphFile.files(in: "Tests/VerificationTests/Fixtures/cases"))
  func cases(_ page: GraphFile) throws {
    let (file, text) = (try page.read(), page.text)
    let expected = text.components(separatedBy: "\n").enumerated().compactMap { index, line -> String? in
      guard line.hasPrefix("expect"), let remark = line.components(separatedBy: "# REFUTED, ").dropFirst().first
      else {
        return nil
      }
      return "\(index + 1) " + remark
    }
    let claims = text.components(separatedBy: "\n").count { $0.hasPrefix("expect") }
    let report = file.report()
    #expect(file.verdicts().count == claims)
    let lines = report.lines.filter { $0.kind == .failed && $0.text.hasPrefix("line") }
    let found = zip(file.verdicts().filter { !$0.holds }, lines).map { verdict, line in
      let truth = line.text.components(separatedBy: " is false: ").last?.components(separatedBy: "; ").first ?? ""
      return "\(verdict.claim.line) \(verdict.cause?.name ?? "none"): \(truth)"
    }
    #expect(found == expected)
  }

  /// Slips of one line, and what is said of each.
  private static let slips: [(lines: String, said: String)] = [
    ("expect f = 4", "the claim has the opposite sign"),
    ("expect x/3 = 0.66", "the claim's digits are cut off, not rounded"),
    ("expect [x/3, x] = [0.66, 2]", "the claim's digits are cut off, not rounded"),
    ("expect mean(w) = 1.5", "the claim is what a sum gives in the place of the mean"),
    ("expect dM/dw = [1, -2, 4]", "the claim is what a sum gives in the place of the mean"),
    ("expect dN/dw = [1, -2, 4]", "the claim is what a sum gives in the place of the mean"),
    ("expect w[0] = 2", "the claim is w[2]"),
    ("expect X[0] = [0, -1, 1]", "the claim is X[1]"),
    ("expect dJ/dw[0] = -14.2", "the claim is dJ/dw[1]"),
    ("expect X = [[1, 0], [2, -1], [0.5, 1]]", "the claim is the transposed tensor"),
    ("expect A = [[1, 3], [2, 4]]", "the claim is the transposed tensor"),
    (
      "expect df/dx = 4",
      "the claim is what one path gives, that through q; the derivative is the sum over all paths"
    ),
    ("expect dJ/dw[1] = 13.2", "the claim is w[1] less this gradient"),
    (
      "train J using gd(lr=0.1), steps=3\nexpect dJ/dw[1] = -1.42",
      "the claim is the step, this gradient times the learning rate"
    ),
    (
      "train J using gd(lr=0.1), steps=3\nexpect dJ/dw[1] = 1.42",
      "the claim is the step, this gradient times the learning rate"
    ),
    (
      "train J using gd(lr=0.1), steps=3\nexpect w = [0.79, 0.42, 1.31] after 2 steps",
      "the claim is the value a step earlier"
    ),
    (
      "train J using gd(lr=0.1), steps=3\nexpect w = [0.79, 0.42, 1.31] after 0 steps",
      "the claim is the value a step later"
    ),
    // No update led to step 0, so its rate is no number a step earlier.
    (
      "train J using gd(lr=0.1), steps=3, schedule=exponential(0.5)\nexpect lr = 0.05 after 1 step",
      "the claim is the value a step later"
    ),
    // One step along the sum's gradient, [1, −2, 4], where the mean's is a third of it.
    (
      "train M using gd(lr=0.1), steps=3\nexpect w = [0.4, -0.8, 1.6] after 1 step",
      "the claim is what a sum gives in the place of the mean"
    ),
    // g = p²·r: p falls by 2pr·0.1 = 1.2 to 0.8 first, and r then by p²·0.1 = 0.064 to 2.936, or the other way round.
    (
      "train g using gd(lr=0.1), steps=3\nexpect r = 2.936 after 1 step",
      "the claim is what comes of updating the parameters one after the other, not all at once"
    ),
  ]

  private static let head = """
    param x = 2
    param y = -3
    param w = [0.5, -1, 2]
    param X = [[1, 2, 0.5], [0, -1, 1]]
    param A = [[1, 2], [3, 4]]
    param p = 2
    param r = 3
    target t = [1, -1]
    q = x + y
    f = q*x²
    e = X@w - t
    J = sum(e²) + 0.1*sum(w²)
    M = mean(w²)
    N = sum(w²)/3
    g = p²*r

    """

  @Test(arguments: slips)
  func slip(_ lines: String, _ said: String) throws {
    let report = try FlowFile.read(FlowSource(name: "t.flow", text: Self.head + lines)).report()
    let failed = report.lines.filter { $0.kind == .failed }
    #expect(failed.count == 1)
    #expect(failed.first?.text.hasSuffix("; " + said) == true, "\(failed.first?.text ?? "")")
  }

  /// What fits nothing, or would fit anything, has no reason.
  @Test(
    arguments: [
      "expect f = -4.1", "expect w = 1", "expect df/dy = 0", "expect f < -5", "expect w[0] = 0",
      "expect f = -4.2 ± 0.1",
      "expect x/3 = 0.65", "expect f = inf", "expect A = [[1, 2], [3, 5]]",
    ])
  func noReason(_ line: String) throws {
    let verdict = try #require(try FlowFile.read(FlowSource(name: "t.flow", text: Self.head + line)).verdicts().first)
    #expect(!verdict.holds && verdict.cause == nil, "\(String(describing: verdict.cause))")
  }

  /// Looking for a reason ends: a chain with 2^60 paths, a run of a million steps.
  @Test(.timeLimit(.minutes(1))) func bounded() throws {
    var text = "param w = 1\nparam v = 1\nx0 = w + v\n"
    for i in 1...60 { text += "x\(i) = x\(i - 1) + 0.5*x\(i - 1)*x\(i - 1)/x\(i - 1)\n" }
    text +=
      "loss L = (x60/1e11)²\ntrain L using gd(lr=1e-9), steps=300000\nexpect dL/dw = 1.234567\nexpect L = 3.25 after 300000 steps\n"
    let verdicts = try FlowFile.read(FlowSource(name: "t.flow", text: text)).verdicts()
    #expect(verdicts.allSatisfy { !$0.holds && $0.cause == nil })
  }
}
