import Autodiff
import FlowLanguage
import Testing
import Training

/// How runs end.
@Suite struct OutcomeTests {
  private func outcome(_ text: String) throws -> (TrainingRun.Outcome, Int) {
    let descent = try descent(text)
    return (descent.outcome, descent.updateCount)
  }

  @Test func below() throws {
    // x: 1, 0.8, 0.64, … ; x² < 0.2 after four updates: 0.4096² = 0.168.
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=0.1), until=0.2") == (.converged, 4))
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=0.1), until=2") == (.converged, 0))
  }

  /// With `until` a run does not converge otherwise.
  @Test func settled() throws {
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=0.4), steps=20") == (.converged, 20))
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=0.4), steps=20, until=-1") == (.stopped, 20))
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=0.4), steps=5") == (.stopped, 5))
  }

  /// Above the start and risen in each of the last five updates, or all.
  @Test func rising() throws {
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=1.01), steps=1") == (.diverged, 1))
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=1.01), steps=9") == (.diverged, 9))
    // x jumps to and fro, and its square stays where it is.
    #expect(try outcome("param x = 0.1\nf = x²\ntrain f using gd(lr=1), steps=9") == (.stopped, 9))
  }

  /// A thousand times the start, though it fell at last.
  @Test func farOff() throws {
    // Momentum overshoots by far, then turns: the last loss is below the one before.
    let text = "param x = 1\nf = x²\ntrain f using momentum(lr=40, beta=0.99), steps="
    let losses = try descent(text + "3").steps.map(\.loss)
    #expect(losses[3] > 1_000 && losses[1] < losses[2])
    #expect(try outcome(text + "3").0 == .diverged)
  }

  /// Not finite from the first step, or at once.
  @Test func notFinite() throws {
    #expect(try outcome("param x = 0\nf = log(x)\ntrain f using gd(lr=1), until=3") == (.diverged, 0))
    #expect(try outcome("param x = -1\nf = sqrt(x)\ntrain f using gd(lr=1)") == (.diverged, 0))
    // The loss is finite, its slope is not.
    #expect(try outcome("param x = 0\nf = sqrt(x)\ntrain f using gd(lr=1)") == (.diverged, 1))
    #expect(try outcome("param x = 1\nf = x²\ntrain f using gd(lr=1e200)") == (.diverged, 1))
  }
}
