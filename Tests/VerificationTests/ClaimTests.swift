import Autodiff
import FlowLanguage
import Testing

@testable import Verification

/// The verdicts of a file's claims, in order.
private func verdicts(_ text: String) throws -> [Bool?] {
  try FlowFile.read(FlowSource(name: "test.flow", text: text)).verdicts().map(\.holds)
}

struct ClaimTests {
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

  @Test func values() throws {
    #expect(try verdicts(lesson + "expect ŷ = 8\nexpect e = 3\nexpect L = 9") == [true, true, true])
    #expect(try verdicts(lesson + "expect ŷ = 9\nexpect L = 0.18") == [false, false])
  }

  @Test func derivatives() throws {
    let claims = """
      expect dL/dw1 = 12
      expect ∂L/∂w2 = 18
      expect de/dŷ = 1
      expect dL/de = 6
      expect dŷ/dw1 = 2
      expect dL/dL = 1
      expect dw1/dL = 0
      expect dw1/dw2 = 0
      expect dL/dw1 = 2
      """
    // The last is the classic slip: dL/dŷ on the weight without the factor x.
    #expect(try verdicts(lesson + claims) == [true, true, true, true, true, true, true, true, false])
  }

  @Test func relations() throws {
    let claims = """
      expect L < 10
      expect L < 9
      expect L <= 9
      expect L ≥ 9
      expect L > 9
      expect L > 8.99
      expect L ≈ 9
      expect dL/dy < 0
      """
    #expect(try verdicts(lesson + claims) == [true, false, true, true, false, true, true, true])
  }

  @Test func theSpellingIsTheTolerance() throws {
    let claims = """
      expect L = 0.0729
      expect L = 0.07290
      expect L = 0.073
      expect L = 0.07
      expect L = 0.18
      expect L = 7.29e-2
      expect L = 7e-2
      expect L = 8e-2
      expect L = 0.1 ± 0.03
      expect L = 0.1 ± 0.02
      """
    // The lesson's third step, with ŷ = 5.27.
    #expect(
      try verdicts("input ŷ = 5.27\ntarget y = 5\nloss L = (ŷ - y)²\n" + claims)
        == [true, true, true, true, false, true, true, false, true, false])
  }

  /// Half a unit of the last digit, both ends included, though neither end is a double.
  @Test func endsAreIncluded() throws {
    #expect(try verdicts("input x = 0.805\ny = x\nexpect y = 0.81\nexpect y = 0.80") == [true, true])
    #expect(try verdicts("input x = 0.815\ny = x\nexpect y = 0.81\nexpect y = 0.82") == [true, true])
    // Half of a unit but for what computing loses.
    #expect(try verdicts("input x = 0.12427424999999989\ny = x\nexpect y = 0.1242743") == [true])
    #expect(try verdicts("input x = 0.124274249\ny = x\nexpect y = 0.1242743") == [false])
    #expect(try verdicts("input x = 0.0729\ny = x\nexpect y = 0.07290000000000012") == [false])
    #expect(try verdicts("input x = 0.8150001\ny = x\nexpect y = 0.81") == [false])
    #expect(try verdicts("input x = 0.8049999\ny = x\nexpect y = 0.81") == [false])
    #expect(try verdicts("input x = 0.43\ny = x\nexpect y = 0.33 ± 0.1\nexpect y = 0.53 ± 0.1") == [true, true])
  }

  @Test func wholeNumbersAndExpressionsClaimNineDigits() throws {
    #expect(
      try verdicts("input x = 3\ny = 1/x\nexpect y = 1/3\nexpect y = 0.3\nexpect y = 0.34") == [true, true, false])
    #expect(try verdicts("input x = 8.00000001\ny = x\nexpect y = 8") == [false], "1.25e-9 relative")
    #expect(try verdicts("input x = 8.000000004\ny = x\nexpect y = 8") == [true], "5e-10 relative")
    #expect(try verdicts("input x = 1e-12\ny = x\nexpect y = 0") == [true])
    #expect(try verdicts("input x = 2e-12\ny = x\nexpect y = 0") == [false])
  }

  @Test func whatIsNotFinite() throws {
    let text = "input z = 0\ninput o = -1\nq = 1/z\nn = log(o)\nloss L = q + n\n"
    let claims = """
      expect q = inf
      expect q = -inf
      expect q = nan
      expect n = nan
      expect n = inf
      expect n = 0
      expect n < 1
      expect q > 1e300
      """
    #expect(try verdicts(text + claims) == [true, false, false, true, false, false, false, true])
  }

  /// PyTorch's example: Q = 3a³ − b², seeded with ones.
  @Test func tensors() throws {
    let text = """
      param a = [2, 3]
      param b = [6, 4]
      Q = 3·a³ - b²
      loss L = sum(Q)
      expect dL/da = [36, 81]
      expect dL/db = [-12, -8]
      expect dL/db = [-12, -9]
      expect dL/db[1] = -8
      expect dQ/da = [[36, 0], [0, 81]]
      expect dQ[1]/da = [0, 81]
      expect dQ[1]/da[0] = 0
      expect dQ/db[0] = [-12, 0]
      expect a[1] = 3
      expect a = [2, 3]
      expect a > [1, 1]
      expect a > [1, 3]
      """
    #expect(
      try verdicts(text) == [true, true, false, true, true, true, true, true, true, true, true, false])
  }
}
