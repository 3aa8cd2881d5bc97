import Testing
import Training

/// Update rules against published numbers and calculations by hand.
@Suite struct UpdateRuleTests {
  /// f = θ², θ₀ = 5, α = 0.1: a published calculation by hand for the first step, continued in double precision.
  @Test func adamByHand() throws {
    let path = try path("param θ = 5\nf = θ²\ntrain f using adam(lr=0.1), steps=5")
    let expected = [4.9, 4.800057756868857, 4.700213291333392, 4.600507673963063, 4.500982947818709]
    #expect(near(path.dropFirst().map { $0[0] }, expected, 1e-9))
  }

  /// The first step of Adam is the learning rate, whatever the gradient.
  @Test(arguments: [1e-3, 4, 1e6]) func firstStepOfAdam(_ slope: Double) throws {
    let path = try path("param w = 1\nf = \(slope)*w\ntrain f using adam(lr=0.1, eps=0), steps=1")
    #expect(near(path[1][0], 0.9))
  }

  /// f = x², x₀ = 10, lr 0.1, decay 0.01: decay beside Adam, and decay inside of it.
  @Test func decoupledDecay() throws {
    let beside = try path("param x = 10\nf = x²\ntrain f using adamw(lr=0.1, weight_decay=0.01), steps=3")
    #expect(near(beside.dropFirst().map { $0[0] }, [9.89000000005, 9.78014035978809, 9.67044152209964], 1e-12))
    let inside = try path("param x = 10\nf = x²\ntrain f using adam(lr=0.1), weight_decay=0.01, steps=3")
    #expect(near(inside.dropFirst().map { $0[0] }, [9.90000000004975, 9.800027459058972, 9.700100992427398], 1e-12))
  }

  /// b = g, then b = 0.9b + g: by hand on f = x², x₀ = 1, lr 0.1, g = 2x.
  @Test func momentumByHand() throws {
    let path = try path("param x = 1\nf = x²\ntrain f using momentum(lr=0.1), steps=3")
    // b: 2, 1.8 + 1.6 = 3.4, 3.06 + 0.92 = 3.98.
    #expect(near(path.map { $0[0] }, [1, 0.8, 0.46, 0.062]))
  }

  /// x ← x − lr(g + 0.9b).
  @Test func nesterovByHand() throws {
    let path = try path("param x = 1\nf = x²\ntrain f using nesterov(lr=0.1), steps=2")
    // b = 2, g + 0.9b = 3.8: 0.62; b = 1.8 + 1.24 = 3.04, g + 0.9b = 1.24 + 2.736 = 3.976: 0.2224.
    #expect(near(path.map { $0[0] }, [1, 0.62, 0.2224]))
  }

  /// s ← s + g²: the first step is lr, the second lr·g₂/√(g₁² + g₂²).
  @Test func adagradByHand() throws {
    let path = try path("param x = 1\nf = x²\ntrain f using adagrad(lr=0.1, eps=0), steps=2")
    #expect(near(path.map { $0[0] }, [1, 0.9, 0.9 - 0.1 * 1.8 / (4 + 3.24).squareRoot()]))
  }

  /// s ← 0.75s + 0.25g²: g = 2, s = 1: x = 1 − 0.1·2/1; then g = 1.6, s = 0.75 + 0.64 = 1.39.
  @Test func rmspropByHand() throws {
    let path = try path("param x = 1\nf = x²\ntrain f using rmsprop(lr=0.1, alpha=0.75, eps=0), steps=2")
    #expect(near(path.map { $0[0] }, [1, 0.8, 0.8 - 0.1 * 1.6 / 1.39.squareRoot()]))
  }

  /// optax's docstrings: f = Σx², x = [1, 2, 3], lr 0.003; the losses after each of five updates.
  @Test(
    arguments: [
      (
        "sgd(lr=0.003)",
        [13.832504, 13.667011922144003, 13.503499791507473, 13.341943920001874, 13.182320902942973]
      ),
      (
        "adam(lr=0.003)",
        [13.964027000089834, 13.928109416197572, 13.892248182687597, 13.856444224250364, 13.820698453840054]
      ),
      (
        "adamw(lr=0.003, weight_decay=1e-4)",
        [13.964018610891095, 13.928092670457001, 13.892223113199297, 13.856410863942447, 13.820656835771036]
      ),
    ])
  func optax(optimizer: String, losses: [Double]) throws {
    let steps = try descent("param x = [1, 2, 3]\nf = sum(x²)\ntrain f using \(optimizer), steps=5").steps
    #expect(near(steps.dropFirst().map(\.loss), losses, 1e-9))
  }

  /// Dive into Deep Learning: f = x² from 10, ten steps.
  @Test(arguments: [("0.2", 0.060466), ("0.05", 3.486784), ("1.1", 61.917364)])
  func d2lDescent(rate: String, end: Double) throws {
    let path = try path("param x = 10\nf = x²\ntrain f using gd(lr=\(rate)), steps=10")
    #expect(near(path[10][0], end, 1e-6))
  }

  /// Dive into Deep Learning: f = 0.1x1² + 2x2² from (−5, −2), twenty steps. The book's AdaGrad and RMSProp have ε inside the root.
  @Test(
    arguments: [
      ("gd(lr=0.4)", [-0.943467, -0.000073]), ("gd(lr=0.6)", [-0.387814, -1673.365109]),
      ("momentum(lr=0.6, beta=0.5)", [0.007188, 0.002553]), ("momentum(lr=0.6, beta=0.25)", [-0.126340, -0.186632]),
      ("adagrad(lr=0.4)", [-2.382563, -0.158591]), ("adagrad(lr=2)", [-0.002295, 0]),
      ("rmsprop(lr=0.4, alpha=0.9)", [-0.010599, 0]),
    ])
  func d2lBowl(optimizer: String, end: [Double]) throws {
    let path = try path(
      "param x1 = -5\nparam x2 = -2\nf = 0.1*x1² + 2*x2²\ntrain f using \(optimizer), steps=20")
    #expect(near(path[20], end, 2e-6))
  }

  /// The gradient (3, 4) has norm 5: clipped to 1 it is divided by 5.000001, and not touched by a limit of 6.
  @Test func clipping() throws {
    func moved(_ limit: String) throws -> [Double] {
      try path("param a = 0\nparam b = 0\nf = 3*a + 4*b\ntrain f using gd(lr=1), clip_norm=\(limit), steps=1")[1]
    }
    #expect(near(try moved("1"), [-3 / 5.000001, -4 / 5.000001]))
    #expect(near(try moved("6"), [-3, -4]))
    // Before weight decay, which is not clipped: g = 1, clipped 0.5/1.000001; plus 0.1·10.
    let decayed = try path("param a = 10\nf = 1*a\ntrain f using gd(lr=1), clip_norm=0.5, weight_decay=0.1, steps=1")
    #expect(near(decayed[1][0], 10 - 0.5 / 1.000001 - 1))
  }

  /// What the loss does not depend on stays as it is, as where PyTorch has no gradient.
  @Test func untouchedParameters() throws {
    let steps = try descent(
      """
      param a = 1
      param b = [7, 8]
      param c = 2
      f = a² + c²
      train f using adamw(lr=0.1), steps=2, start=at(b=[5, 6])
      """
    ).steps
    #expect(steps[2].parameters[1...2] == [5, 6])
    #expect(steps[2].gradient[1...2] == [0, 0])
    #expect(steps[2].parameters[0] < 0.9 && near(steps[1].parameters[3], 2 * 0.999 - 0.1, 1e-8))
  }
}
