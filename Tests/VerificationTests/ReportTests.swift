import FlowLanguage
import Testing

@testable import Autodiff
@testable import Verification

private func reported(_ text: String) throws -> Report {
  try FlowFile.read(FlowSource(name: "test.flow", text: text)).report()
}

private func texts(_ report: Report, _ kind: ReportLine.Kind) -> [String] {
  report.lines.filter { $0.kind == kind }.map(\.text)
}

struct ReportTests {
  let lesson = """
    input  x1 = 2
    input  x2 = 3
    target y  = 5
    param  w1 = 1.0
    param  w2 = 2.0
    ŷ = w1·x1 + w2·x2
    e = ŷ - y
    loss L = e²

    """

  @Test func aRightFile() throws {
    let report = try reported(lesson + "expect ŷ = 8\nexpect dL/dw1 = 12")
    #expect(report.passes)
    #expect(report.warnings == [])
    #expect(
      report.lines.map { $0.marked() } == [
        "✓ line 9: ŷ = 8", "✓ line 10: dL/dw1 = 12", "✓ 5 gradients agree with central differences",
      ])
    #expect(
      report.lines.map { $0.marked(ascii: true) } == [
        "ok line 9: ŷ = 8", "ok line 10: dL/dw1 = 12", "ok 5 gradients agree with central differences",
      ])
  }

  /// PyTorch's values: what lies only behind a comparison, a condition or detach gets no gradient, however steep it is there.
  @Test(arguments: [
    ("large = 1/x\ny = where(large > 5, x, 2·x)\nloss L = y", "1"),
    ("r = sqrt(x)\nloss L = x·3 + detach(r)", "3"),
    ("loss L = (sqrt(x) < 1)·x", "1"),
    ("loss L = x·detach(1/x)", "inf"),
  ])
  func noGradientWithoutAnEdge(_ lines: String, _ gradient: String) throws {
    let report = try reported("param x = 0\n\(lines)\nexpect dL/dx = \(gradient)")
    #expect(report.passes, "\(report.lines.map { $0.text })")
  }

  /// The chapter's own mistake: after the second step the loss is 0.0729, not 0.18.
  @Test func aRefutedClaim() throws {
    let report = try reported("input ŷ = 5.27\ntarget y = 5\nloss L = (ŷ - y)²\nexpect L = 0.18\nexpect dL/dŷ = 0.6")
    #expect(!report.passes)
    #expect(
      texts(report, .failed) == [
        "line 4: L = 0.18 is false: L is 0.0729", "line 5: dL/dŷ = 0.6 is false: dL/dŷ is 0.54",
      ])
    #expect(report.lines.first?.marked(ascii: true) == "FAILED line 4: L = 0.18 is false: L is 0.0729")
  }

  @Test func theTruthIsToldFromTheClaim() throws {
    // 0.1 + 0.2 is 0.30000000000000004, and the claim is exact.
    let report = try reported("input a = 0.1\ninput b = 0.2\nloss s = a + b\nexpect s = 0.3 ± 0")
    #expect(texts(report, .failed) == ["line 4: s = 0.3 ± 0 is false: s is 0.30000000000000004"])
  }

  @Test func refutedTensors() throws {
    let report = try reported(
      "param w = [0.8, 1.5]\nv = concat(w, w, w, w)\nloss L = sum(w)\nexpect w = [0.8, 1.6]\nloss_ = v"
        + "\nexpect v = [0.8, 1.5, 0.8, 2.5, 0.8, 1.5, 0.8, 3.5]")
    #expect(
      texts(report, .failed) == [
        "line 4: w = [0.8, 1.6] is false: w is [0.8, 1.5]",
        "line 6: v = [0.8, 1.5, 0.8, 2.5, 0.8, 1.5, 0.8, 3.5] is false: entry [3] of v is 1.5, the claim's 2.5; "
          + "2 of 8 entries differ",
      ])
  }

  @Test func deadUnit() throws {
    let report = try reported("input x = -1\nparam w = 2\nh = relu(w·x)\nloss L = (h - 1)²")
    #expect(report.passes)
    #expect(
      report.warnings == [
        "∂L/∂w is exactly 0 while L = 1: w gets no signal here", "h: relu is off, so nothing flows back through it",
      ])
  }

  @Test func partOfATensorWithoutSignal() throws {
    let report = try reported("param w = [1, -2, 3]\nloss L = sum(relu(w))")
    #expect(report.warnings == ["∂L/∂w is exactly 0 in 1 of its 3 entries"])
  }

  @Test func kinksAreNamedAndSkipped() throws {
    let report = try reported("param x = 0\nparam v = 3\nh = relu(x)\nloss L = h + 2·v")
    #expect(report.passes)
    #expect(report.numerical?.skipped.count == 1)
    #expect(
      report.warnings == [
        "∂L/∂x is exactly 0 while L = 6: x gets no signal here",
        "h: relu is exactly at its kink, 0; its derivative there is a convention",
        "not compared with central differences, which mean nothing here: ∂L/∂x",
      ])
    #expect(texts(report, .passed) == ["1 gradient agrees with its central difference, 1 of 2 not compared"])
  }

  @Test func ties() throws {
    let report = try reported("param a = 2\nparam b = 2\nloss m = max(a, b)")
    #expect(report.passes)
    #expect(
      report.warnings.contains("m: max of equal numbers; its derivative is shared equally among them by convention"))
    // PyTorch's pools give all of it to the first.
    let pool = try FlowFile.read(
      FlowSource(name: "t.flow", text: "param x = [[1, 1]]\ny = max_pool1d(x, 2)\nloss L = sum(y)")
    ).report()
    #expect(
      pool.warnings.contains("y: max_pool1d of equal numbers; its derivative goes to the first of them by convention")
    )
  }

  @Test func domainEdges() throws {
    let report = try reported("param x = 0\nloss r = sqrt(x)")
    #expect(report.passes, "a derivative that does not exist is not wrong")
    #expect(report.warnings.contains("r: sqrt is exactly at the edge of its domain, and has no derivative there"))
  }

  @Test func theFirstThatIsNotFiniteIsNamed() throws {
    let report = try reported("input z = 0\nparam w = 1\nq = w/z\nr = q·2\nloss L = r + 1")
    #expect(report.passes)
    #expect(report.warnings.first == "q is the first that is not finite: 1 / 0 is inf: a division by 0")
    #expect(!report.warnings.contains { $0.hasPrefix("r ") })
    #expect(report.warnings.last == "no gradient was compared with central differences: the output is not finite")
    let logarithm = try reported("param x = -1\nloss n = 2·log(x)")
    #expect(
      logarithm.warnings.first
        == "n.2 is the first that is not finite: log(-1) is nan: there is no logarithm of a number below 0")
  }

  @Test func aTensorHasNothingToCompare() throws {
    let report = try reported("param v = [1, 2]\ny = 2·v")
    #expect(report.numerical == nil)
    #expect(report.warnings.count == 1)
    #expect(report.warnings[0].hasPrefix("no gradient was compared with central differences: "))
  }

  @Test func aWrongGradientFails() throws {
    let model = try FlowFile.read(FlowSource(name: "t", text: "param w = [1, 3]\nloss L = sum(w²)")).model
    let check = NumericalCheck(
      entries: [
        .init(leaf: 0, entry: 0, analytic: 2, central: 2.0000000001, agrees: true),
        .init(leaf: 0, entry: 1, analytic: 3, central: 6.0000000001, agrees: false),
      ], skipped: [], entryCount: 2)
    let report = Report(model: model, verdicts: [], numerical: check, warnings: [])
    #expect(!report.passes)
    #expect(
      report.lines.map { $0.marked() } == [
        "✗ ∂L/∂w[1] is 3 by the chain rule, 6.0000000001 by central differences",
        "✓ 1 gradient agrees with its central difference",
      ])
  }
}
