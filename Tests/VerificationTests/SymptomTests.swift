import Autodiff
import FlowLanguage
import Testing
import Verification

@Suite("What looks unhealthy is said, and nothing else")
struct SymptomTests {
  private func warnings(_ text: String) throws -> [String] {
    try FlowFile.read(FlowSource(name: "t.flow", text: text)).report().warnings
  }

  // MARK: Dead relus

  @Test("a unit that is off in every row is dead; one that is on in a single row is not")
  func deadUnits() throws {
    let net = { (bias: String) in
      """
      input X = [[1, 2], [3, -1], [2, 0.5]]
      target y = [1, 2, 3]
      param W = [[0.5, -1, 0.25], [0.25, -2, 1]]
      param b = \(bias)
      param v = [1, 2, -1]
      h = relu(X@W + b)
      loss L = mean((h@v − y)²)
      """
    }
    // Before the bias: [[1, -5, 2.25], [1.25, -1, -0.25], [1.125, -3, 1]].
    let dead = try warnings(net("[0.1, -0.5, 0.2]"))
    #expect(dead.contains("h: 1 of 3 units of the relu are off in all 3 rows, so nothing flows back through them"))
    #expect(dead.contains("∂L/∂W is exactly 0 in 2 of its 6 entries"))
    let alive = try warnings(net("[0.1, 1.5, 0.2]"))
    #expect(alive.isEmpty)
    let allDead = try warnings(net("[-9, -9, -9]"))
    #expect(allDead.contains("h: all 3 units of the relu are off in all 3 rows, so nothing flows back through them"))
  }

  @Test("a single relu that is off is named if a parameter gets nothing because of it")
  func deadNumber() throws {
    let off = try warnings("input x = 2\nparam w = -1\nparam c = 1\nh = relu(w·x)\nloss L = (h + c − 3)²")
    #expect(off.contains("h: relu is off, so nothing flows back through it"))
    #expect(off.contains("∂L/∂w is exactly 0 while L = 4: w gets no signal here"))
    // There is another way to w.
    let around = try warnings("input x = 2\nparam w = -1\nh = relu(w·x)\nloss L = (h + w − 3)²")
    #expect(around.isEmpty)
    let leaky = try warnings("input x = 2\nparam w = -1\nh = leaky_relu(w·x)\nloss L = (h − 3)²")
    #expect(leaky.isEmpty)
    // Half of a row's units are off as a rule.
    let half = try warnings("param w = [1, -1, 2, -2]\nh = relu(w)\nloss L = sum(h + w)²")
    #expect(!half.contains { $0.contains("relu is off") || $0.contains("relus are off") })
  }

  // MARK: No signal

  @Test("a gradient of exactly 0 is worth more words where the loss is not 0")
  func noSignal() throws {
    let high = try warnings("param w = 3\nparam v = 0\nloss L = (w·v − 2)² + w·0")
    #expect(high.contains("∂L/∂w is exactly 0 while L = 4: w gets no signal here"))
    let fitted = try warnings("param w = 2\nloss L = (w − 2)²")
    #expect(fitted == ["∂L/∂w is exactly 0: w gets no signal here"])
    #expect(try warnings("param w = 3\nloss L = (w − 2)²").isEmpty)
  }

  // MARK: Saturation

  @Test(
    "sigmoid and tanh far out are saturated, in most of their entries",
    arguments: [
      ("sigmoid", "7"), ("sigmoid", "-7"), ("tanh", "3.5"), ("tanh", "-3.5"),
    ])
  func saturated(_ function: String, _ x: String) throws {
    let found = try warnings("param w = \(x)\nh = \(function)(w)\nloss L = (h − 0.5)²")
    #expect(found == ["h: \(function) is saturated, with less than 1% of the slope in the middle"])
    let mild = try warnings("param w = \(x)\nh = \(function)(w/2.5)\nloss L = (h − 0.5)²")
    #expect(mild.isEmpty)
  }

  @Test("of a vector the half must be; of data nothing is said")
  func saturatedEntries() throws {
    let most = try warnings("param w = [8, -9, 0.5]\nh = σ(w)\nloss L = sum(h)")
    #expect(most == ["h: 2 of 3 entries of sigmoid are saturated, with less than 1% of the slope in the middle"])
    #expect(try warnings("param w = [8, 1, 0.5]\nh = σ(w)\nloss L = sum(h)").isEmpty)
    #expect(try warnings("input x = 9\nparam w = 2\nh = σ(x)\nloss L = h·w").isEmpty)
  }

  // MARK: Vanishing and exploding

  /// s = σ(w·s), so many times.
  private func chain(_ count: Int, _ function: String, weight: String) -> String {
    "param w = \(weight)\nh[0] = w + 0\nfor i in 1..\(count) {\n  h[i] = \(function)\n}\nloss L = h[\(count)]²"
  }

  @Test("twenty sigmoids in a row make the gradient vanish, twenty sums do not")
  func vanishing() throws {
    let found = try warnings(chain(20, "σ(h[i − 1])", weight: "0.5"))
    // From h[20] to h[0] are 20 factors of at most a quarter.
    let sentence = try #require(found.first { $0.hasPrefix("the gradient vanishes") })
    #expect(sentence.hasPrefix("the gradient vanishes: back at h[0] it is "))
    #expect(sentence.contains("times smaller than 20 named nodes before"))
    #expect(try warnings(chain(20, "h[i − 1] + 0.1·σ(h[i − 1])", weight: "0.5")).isEmpty)
    // A few layers are no chain.
    #expect(try warnings(chain(3, "σ(h[i − 1])/100", weight: "0.5")).isEmpty)
  }

  @Test("a factor of 4 in each of twenty layers makes it explode")
  func exploding() throws {
    let found = try warnings(chain(20, "4·h[i − 1]", weight: "0.5"))
    // 4²⁰ = 1.1e12
    #expect(
      found.contains(
        "the gradient explodes: back at h[0] it is 1.1e12 times larger than 20 named nodes before, next to the output "
          + "(edgewise plot --kind flow draws it)"))
    #expect(try warnings(chain(20, "1.2·h[i − 1]", weight: "0.5")).isEmpty)
  }

  @Test("the path and its sizes: 2·3·5 back from L, by hand")
  func path() throws {
    let text = "param w = 1\na = 5·w\nb = 3·a\nc = 2·b\nshort = 0·w\nloss L = c + short"
    let model = try FlowFile.read(FlowSource(name: "t.flow", text: text)).model
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: try #require(model.output))
    let path = try #require(model.longestGradientPath(in: backward))
    #expect(path.stops.map { model.id(of: $0.node) } == ["L", "c", "b", "a", "w"])
    #expect(path.stops.map(\.size) == [1, 1, 2, 6, 30])
    #expect(path.ratio == 6)
  }

  // MARK: Not finite

  @Test(
    "the first that is NaN or infinite, and why",
    arguments: [
      ("q = 1/p", "q is the first that is not finite: 1 / 0 is inf: a division by 0"),
      ("q = p/p", "q is the first that is not finite: 0 / 0 is nan: 0/0 is undefined"),
      ("q = log(p)", "q is the first that is not finite: log(0) is -inf: log falls without bound towards 0"),
      (
        "q = log(p − 1)",
        "q is the first that is not finite: log(-1) is nan: there is no logarithm of a number below 0"
      ),
      ("q = sqrt(p − 4)", "q is the first that is not finite: sqrt(-4) is nan: there is no root of a number below 0"),
      (
        "q = exp(p + 1000)",
        "q is the first that is not finite: exp(1000) is inf: it is beyond the largest number, 1.8e308"
      ),
      (
        "q = (p − 2)^0.5",
        "q is the first that is not finite: -2 ^ 0.5 is nan: there is no fractional power of a number below 0"
      ),
      ("q = p^-1", "q is the first that is not finite: 0 ^ -1 is inf: a division by 0"),
      (
        "q = [1, p]*1e308*[1, 1]*10",
        "q is the first that is not finite: entry [0], 1e308 * 10 is inf: it is beyond the largest number, 1.8e308"
      ),
      (
        "q = log([[1, 2], [p − 3, 4]])",
        "q is the first that is not finite: entry [1, 0], log(-3) is nan: there is no logarithm of a number below 0"
      ),
      (
        "q = sum([1e308, 1e308] + p)",
        "q is the first that is not finite: sum is inf: it is beyond the largest number, 1.8e308"
      ),
    ])
  func notFinite(_ line: String, _ sentence: String) throws {
    #expect(try warnings("param p = 0\n\(line)\nL = sum(q)").first == sentence)
  }

  @Test("what is finite is not named")
  func finite() throws {
    #expect(try !warnings("param p = 700\nq = exp(p)\nL = q/1e300").contains { $0.contains("finite") })
  }

  // MARK: Branches

  @Test("a branch that is not taken and makes NaN of its 0 is named, with the way around")
  func branches() throws {
    let said = "but the 0 that it sends there comes back as 0 · ∞ = NaN, as in PyTorch; choose the operand instead: "
    #expect(
      try warnings("param x = 0\nL = where(x > 0, sqrt(x), 0)").first
        == "L: where does not take sqrt(x), \(said)sqrt(where(…, x, 1))")
    #expect(
      try warnings("param x = [0, 2]\nparam y = 3\nh = where(x > 0, y/x, 0)\nL = sum(h)").contains(
        "h: where does not take y / x, \(said)y / where(…, x, 1)"))
    // The way around has a gradient, and nothing is said of it, nor of an infinite slope that is taken.
    #expect(
      try !warnings("param x = 0\nL = where(x > 0, sqrt(where(x > 0, x, 1)), 0)").contains {
        $0.contains("where does")
      })
    #expect(try !warnings("param x = 0\nL = where(x < 1, sqrt(x), 0)").contains { $0.contains("where does") })
  }

  // MARK: Broadcasting

  @Test("a column beside a row of as many numbers is probably a slip; other broadcasting is none")
  func broadcasting() throws {
    let slip = "input X = [[1], [2], [3]]\ntarget y = [1, 2, 3]\nparam w = [[2]]\ne = X@w − y\nloss L = mean(e²)"
    // Said where the file is read, by every command, and not again.
    let read = try FlowFile.read(FlowSource(name: "t.flow", text: slip))
    #expect(
      read.warnings.map { "\($0)" } == [
        "[3, 1] and [3] make [3, 3], each of 3 with each (if 3 pairs were meant, reshape one of the two)"
      ])
    #expect(read.report().warnings.isEmpty)
    for right in ["[[1], [2], [3]]", "[4]", "[1, 2]"] {
      let text = "input X = [[1], [2], [3]]\ntarget y = \(right)\nparam w = [[2]]\ne = X@w − y\nloss L = mean(e²)"
      #expect(try FlowFile.read(FlowSource(name: "t.flow", text: text)).warnings.isEmpty, "\(right)")
    }
  }
}
