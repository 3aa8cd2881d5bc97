import Autodiff
import FlowLanguage
import Testing
import Verification

/// Claims about what training does.
@Suite struct AfterStepsTests {
  /// Lines 1 to 5; L = (w·2 − 5)², from the lesson's one knob: w = 3, 2.6, 2.52, 2.504 at rate 0.1.
  private static let head = """
    input x = 2
    target y = 5
    param w = [3]
    e = x·w - y
    loss L = sum(e²)

    """

  private func texts(_ lines: String) throws -> [String] {
    try FlowFile.read(FlowSource(name: "test.flow", text: AfterStepsTests.head + lines)).report().lines
      .filter { $0.kind == .failed || $0.text.hasPrefix("line") }.map { $0.marked() }
  }

  @Test func statesOfARun() throws {
    let lines = """
      train "plain" L using gd(lr=0.1), steps=3
      expect w = [2.6] after 1 step
      expect w[0] = 2.52 after 2 steps
      expect L = 0.0016 after 2 steps
      expect dL/dw = [0.032] after 3 steps in "plain"
      expect de/dw = [[2]] after 3 steps in "plain"
      expect L = 1 after 0 steps
      expect L = 0.05 after 1 step
      """
    #expect(
      try texts(lines) == [
        "✓ line 7: w = [2.6] after 1 step", "✓ line 8: w[0] = 2.52 after 2 steps",
        "✓ line 9: L = 0.0016 after 2 steps",
        "✓ line 10: dL/dw = [0.032] after 3 steps in \"plain\"",
        "✓ line 11: de/dw = [[2]] after 3 steps in \"plain\"",
        "✓ line 12: L = 1 after 0 steps",
        "✗ line 13: L = 0.05 after 1 step is false: L is 0.04",
      ])
  }

  /// The lesson's loss times 25 each step at rate 0.5·…: 2.0 jumps, doubling the error again and again.
  @Test func outcomes() throws {
    let lines = """
      train "hot" L using gd(lr=1), steps=4
      train "plain" L using gd(lr=0.1), steps=3
      train "enough" L using gd(lr=0.1), until=0.01
      train "still" L using gd(lr=0.1), steps=200
      expect "hot" diverges
      expect "hot" converges
      expect "plain" converges
      expect "enough" converges
      expect "still" converges
      expect "still" diverges
      """
    // e is 0.2ⁿ until w = 2.5 + e/2 rounds to 2.5, below 2⁻⁵¹ ≈ 4.4e-16: after 22 steps, as Python counts them too.
    #expect(
      try texts(lines) == [
        // w: 3 → −1 → 27 → …: e = 1, −7, 49, −343, 2401.
        "✓ line 10: \"hot\" diverges",
        "✗ line 11: \"hot\" converges is false: it diverged after 4 steps with L = 5764801",
        "✗ line 12: \"plain\" converges is false: it stopped after 3 steps with L = 6.4e-5",
        "✓ line 13: \"enough\" converges",
        "✓ line 14: \"still\" converges",
        "✗ line 15: \"still\" diverges is false: it converged after 22 steps with L = 0",
      ])
  }

  /// A converged run keeps its last state; another run has none past its end.
  @Test func pastTheEnd() throws {
    let lines = """
      train "enough" L using gd(lr=0.1), until=0.01
      train "plain" L using gd(lr=0.1), steps=3
      expect w = [2.52] after 2 steps
      expect w = [2.52] after 700 steps
      expect L = 0.000064 after 3 steps in "plain"
      expect L = 0.000064 after 4 steps in "plain"
      """
    #expect(
      try texts(lines) == [
        "✓ line 8: w = [2.52] after 2 steps", "✓ line 9: w = [2.52] after 700 steps",
        "✓ line 10: L = 0.000064 after 3 steps in \"plain\"",
        "✗ line 11: L = 0.000064 after 4 steps in \"plain\" is false: the run \"plain\" stopped after 3 steps, "
          + "so there is no step 4",
      ])
  }

  /// A run that is not finite any more ends there, and says so.
  @Test func notFinite() throws {
    let lines = """
      train "wild" L using gd(lr=1e200), steps=9
      expect "wild" diverges
      expect L = inf after 1 step
      expect L = 1 after 2 steps
      """
    #expect(
      try texts(lines) == [
        "✓ line 7: \"wild\" diverges", "✓ line 8: L = inf after 1 step",
        "✗ line 9: L = 1 after 2 steps is false: the run \"wild\" diverged after 1 step, so there is no step 2",
      ])
  }

  /// A claim after few steps does not wait for the end of a long run.
  @Test(.timeLimit(.minutes(1))) func longRuns() throws {
    #expect(
      try texts("train L using gd(lr=1e-9), steps=1000000000\nexpect L = 1.0 after 3 steps").first
        == "✓ line 7: L = 1.0 after 3 steps")
  }

  @Test func moreStepsThanNumbers() throws {
    let line = "expect L = 1 after \(Int.max) steps"
    #expect(
      try texts("train \"a\" L using gd(lr=0.1), steps=3\n" + line)[0].contains("so there is no step \(Int.max)"))
  }

  /// What a state has to do with gradients: they are compared there.
  @Test func gradientsElsewhere() throws {
    let file = try FlowFile.read(FlowSource(name: "test.flow", text: AfterStepsTests.head + "expect L = 1"))
    let report = file.report(at: [2: Tensor(shape: [1], scalars: [2.5])])
    #expect(report.passes)
    #expect(report.warnings == ["∂L/∂w is exactly 0: w gets no signal here"])
  }
}
