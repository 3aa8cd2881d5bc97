import Autodiff
import FlowLanguage
import Testing
import Verification

/// Claims of expressions, second derivatives and learning rates.
@Suite struct ClaimExpressionTests {
  /// f = q·x² with q = x + y: f = x³ + x²y, so ∂f/∂x = 3x² + 2xy = 0, ∂²f/∂x² = 6x + 2y = 6, ∂²f/∂x∂y = 2x = 4.
  private static let head = """
    param x = 2
    param y = -3
    param w = [0.5, -1, 2]
    param X = [[1, 2, 0.5], [0, -1, 1]]
    target t = [1, -1]
    input λ = 0.1
    q = x + y
    f = q*x²
    e = X@w - t
    loss J = sum(e²) + λ*sum(w²) + 0*f

    """

  private func lines(_ claims: String) throws -> [String] {
    let text = ClaimExpressionTests.head + claims
    do {
      let report = try FlowFile.read(FlowSource(name: "t.flow", text: text)).report()
      return report.lines.filter { $0.text.hasPrefix("line") }.map { $0.marked() }
    } catch {
      Issue.record("\(error.listing())")
      throw error
    }
  }

  @Test(
    arguments: [
      "f = -4", "−4 = f", "f = q*x²", "x/3 = 0.67", "0.67 = x/3", "x/3 = 2/3", "ln(x) = ln(2)", "2*x > f", "f < x",
      "sum(e) = e[0] + e[1]", "X[0] = [1, 2, 0.5]", "X[:, 1] = [2, -1]", "X[1, ::-1] = [1, -1, 0]", "X.T[0] = [1, 0]",
      "sum(X, axis=1) = [3.5, 0]", "norm(w) < 3", "w < 3", "w <= [0.5, -1, 2]", "0*w = 0", "3 > w",
      "[x, y] = [2, -3]",
      "dJ/dw = 2*X.T@e + 2*λ*w", "dJ/dw[0] = 2*λ*w[0] + 2*e[0]", "df/dq*dq/dy = df/dy", "df/dx = 0", "df/dy² = 16",
      "x*df/dy = 8", "df/dq*dq/dx + 2*x*q = df/dx", "de/dw = X", "de[1]/dw = X[1]", "dJ/dX[0] = 2*e[0]*w", "x = x",
      "dw/dw[1] = [0, 1, 0]", "d²f/dx² = 6", "∂²f/∂x² = 6*x + 2*y", "∂²f/∂x∂y = 2*x", "d²f/dxdy = 4", "d²f/dx dy = 4",
      "d²f/dy² = 0", "d²J/dw² = 2*X.T@X + 2*λ*[[1, 0, 0], [0, 1, 0], [0, 0, 1]]", "d²J/dw[0]dw[1] = 4", "f <= -5 ± 1",
      "d²J/dw[0]² = 2*λ + 2", "f = -4.2 ± 0.3", "f > -3.9 ± 0.2", "sum(dJ/dw) = sum(2*X.T@e + 2*λ*w)",
      "1/dJ/dw[0] < 0",
    ])
  func holds(_ claim: String) throws {
    let lines = try lines("expect " + claim)
    #expect(lines.map { $0.prefix(1) } == ["✓"], "\(lines)")
  }

  @Test(
    arguments: [
      ("f = -4.2 ± 0.1", "f is -4"), ("2*x = y", "2*x is 4, y is -3"), ("2*x = [4, 5]", "2*x is 4"),
      ("sum(w) = X", "sum(w) is 1.5, X is [[1, 2, 0.5], [0, -1, 1]]"), ("w = 1", "w is [0.5, -1, 2]"),
      ("w = [0.5, -1]", "its shape is [3], that of the claim [2]"), ("f <= -5 ± 0.5", "f is -4"),
      ("5 = sum(w)", "sum(w) is 1.5"),
      ("sum(X, axis=1) = 1", "sum(X, axis=1) is [3.5, 0]"), ("d²f/dx² = 7", "d²f/dx² is 6"),
      ("x/3 = 0.6666666", "x/3 is 0.666666666667"),
      ("[x, y] = w", "its shape is [2], that of the claim [3]"),
    ])
  func fails(_ claim: String, _ truth: String) throws {
    let line = try #require(try lines("expect " + claim).first)
    #expect(line.contains(" is false: " + truth), "\(line)")
  }

  /// An expression with names claims 1e-9 of each entry and 1e-12 of the largest; one without claims 1e-9, and 1e-12 of 0.
  @Test func tolerances() throws {
    let head =
      "param a = [1e6, 1e-7]\nparam b = [1000000.0005, 1.005e-7]\nparam c = [1000000.002, 1e-7]\nparam z = 9e-13\ny = sum(a)\n"
    func holds(_ claim: String) throws -> Bool {
      try FlowFile.read(FlowSource(name: "t.flow", text: head + "expect " + claim)).verdicts()[0].holds
    }
    // 1e-12 of a million is 1e-6, of one entry alone 1e-12.
    #expect(try holds("b = a"))
    #expect(try !holds("b[1] = a[1]"))
    #expect(try !holds("c = a"))
    #expect(try holds("z = 0"))
    #expect(try holds("z = 1 - 1"))
    #expect(try !holds("z = 1e-13"))
    #expect(try holds("z + a[0] = a[0]"))
  }

  /// By PyTorch's `hessian`: of exp(X·w − t)·w[0] at a point, and of tanh(W·x + b)² by blocks. Computed nodes are moved by
  /// themselves: sin(q)·x with q = 0.6x, where q is x's and its own.
  @Test func secondDerivatives() throws {
    let text = """
      param X = [[1, 2, 0.5], [0, -1, 1]]
      param t = [1, -1]
      param w = [0.5, -1, 2]
      param W = [[0.1, 0.2], [0.3, 0.4]]
      param b = [0.5, -0.5]
      input x = [1, 2]
      param u = 1.3
      F = sum(exp(X@w - t))*w[0]
      G = sum(tanh(W@x + b)²)
      q = 0.6*u
      H = sin(q)*u
      loss L = F + G + H
      expect d²F/dw² = [[0.5578, -53.9288, 54.7655], [-53.9288, 27.7453, -27.1875], [54.7655, -27.1875, 27.3270]]
      expect d²F/dw[1]dw = [-53.9288, 27.7453, -27.1875]
      expect d²G/dWdb = [[[-0.6216, 0], [-1.2433, 0]], [[0, 0.1917], [0, 0.3835]]]
      expect d²G/db² = [[-0.6216, 0], [0, 0.1917]]
      expect d²H/du² = 0.5240
      expect ∂²H/∂u∂q = 0.1624
      expect ∂²H/∂q∂u = 0.1624
      expect d²H/dq² = -0.9143
      expect d²H/dw² = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
      expect d²q/du² = 0
      """
    let verdicts = try FlowFile.read(FlowSource(name: "t.flow", text: text)).verdicts()
    #expect(verdicts.count == 10)
    for verdict in verdicts { #expect(verdict.holds, "\(verdict.claim.text): \(verdict.actual?.scalars ?? [])") }
  }

  /// `lr` is the rate of the update that led to the state. |x| from 0.5 at rate 1 jumps about 0 until the plateau halves the rate.
  @Test func learningRates() throws {
    let text = """
      param x = 0.5
      loss f = abs(x)
      train "steps" f using gd(lr=0.2), steps=6, schedule=step(every=2, gamma=0.5)
      train "plateau" f using gd(lr=1), steps=9, schedule=plateau(factor=0.5, patience=1)
      expect lr = 0.2 after 1 step
      expect lr = 0.2 after 2 steps in "steps"
      expect lr = 0.1 after 3 steps of "steps"
      expect lr = 1.0 after 3 steps of "plateau"
      expect lr = 0.5 after 4 steps of "plateau"
      expect lr = 0.5 after 9 steps of "plateau"
      expect lr = 0.1 after 2 steps
      expect lr*df/dx = 0.1 after 4 steps
      """
    let verdicts = try FlowFile.read(FlowSource(name: "t.flow", text: text)).verdicts()
    #expect(verdicts.map { $0.holds } == [true, true, true, true, true, true, false, true])
    #expect(verdicts[6].cause == .later)
    let named = "param lr = 3\nloss f = lr\nexpect lr = 3"
    #expect(try FlowFile.read(FlowSource(name: "t.flow", text: named)).verdicts()[0].holds)
  }
}
