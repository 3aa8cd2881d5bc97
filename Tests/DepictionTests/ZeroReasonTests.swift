import Depiction
import Pictures
import Testing

@Suite struct ZeroReasonTests {
  @Test(
    "a derivative of 0 says why",
    arguments: [
      ("param w = -0.7\nz = w\noutput L = relu(z)", "∂L/∂z = 0, because ReLU is off at z = −0.7."),
      ("param w = 2\ninput x = -3\noutput L = relu(w·x + 1)", "∂L/∂w = 0, because ReLU is off at w·x + 1 = −5."),
      ("param b = 2\nparam a = 1\noutput L = a²", "∂L/∂b = 0, because L does not depend on b."),
      ("param w = 2\ninput x = 0\nz = w·x\noutput L = z + 1", "∂z/∂w = 0, because x = 0."),
      ("param w = 0\noutput L = w²", "∂L/∂w = 0, because w = 0."),
      ("param a = 1\nparam b = 2\noutput L = max(a, b)", "∂L/∂a = 0, because max took b = 2."),
      ("param a = 1\nparam b = 2\noutput L = where(a > b, a, b)", "∂L/∂a = 0, because where took b = 2."),
      ("param a = 1.5\noutput L = floor(a)", "∂L/∂a = 0, because floor is flat."),
      ("param a = 1.5\noutput L = sign(a)", "∂L/∂a = 0, because sign is flat."),
      ("param a = 1.5\noutput L = a > 1", "∂L/∂a = 0, because a comparison is flat."),
      ("param a = 1.5\noutput L = detach(a)·2", "∂L/∂a = 0, because detach lets nothing flow back."),
      (
        "param w = [5]\np = softmax(w)\noutput L = sum(p)",
        "∂p/∂w = 0, because softmax of one entry is always 1."
      ),
      (
        "param w = [5]\np = layer_norm(w)\noutput L = sum(p)",
        "∂p/∂w = 0, because layer_norm of one entry is always 0."
      ),
      ("param a = 3\nparam b = 0\noutput L = a^b", "∂L/∂a = 0, because b = 0."),
      ("param a = 1\nparam b = 2\noutput L = a^b", "∂L/∂b = 0, because a = 1."),
      ("param a = 1e-200\noutput L = a³", "∂L/∂a = 0, because what flows through is too small for a double."),
      ("param a = 40\noutput L = tanh(a)", "∂L/∂a = 0, because tanh is saturated at a = 40."),
    ])
  func reasons(_ text: String, _ reason: String) throws {
    #expect(try explained(text).prose.contains(reason))
  }

  @Test("a path with a 0 on it says so, beside the others") func oneOfTwo() throws {
    let prose = try explained("param a = -2\nb = relu(a)\nc = 3·a\noutput L = b + c").prose
    #expect(prose.contains("Path 1 is 0, because ReLU is off at a = −2."))
  }

  @Test("outside the domain a simplified formula is not said to be the number") func outside() throws {
    // 0·(1/w) is 0 for every w but 0, where it is not a number.
    let lines = try explained("param w = 0\noutput y = log(w)*0").equation("∂y/∂w").lines
    #expect(lines.last == "= NaN")
    #expect(!lines.contains("= 0"))
  }

  @Test("0 · ∞ is no 0, and has no reason") func infinite() throws {
    let explanation = try explained("param x = -1\nh = relu(x)\noutput L = h*inf")
    #expect(try explanation.equation("∂L/∂x").lines.last == "= NaN")
    #expect(!explanation.prose.contains { $0.contains("ReLU is off") })
  }

  @Test("parts that cancel are no reason") func cancelled() throws {
    let explanation = try explained("param a = 2\nb = 3·a\nc = -3·a\noutput L = b + c")
    #expect(try explanation.equation("∂L/∂a").lines.suffix(2) == ["= 3 + (−3)", "= 0"])
    #expect(!explanation.prose.contains { $0.contains("because") })
  }

  @Test("where no gradient comes, no infinite slope is multiplied") func noEdge() throws {
    let text = "param x = 0\nparam k = 4\nlarge = 1/x\nisLarge = large > k\noutput L = where(isLarge, x, 2·x)"
    for mode in [ExplanationMode.reverse, .forward] {
      let explanation = try explained(text, Depiction(withRespectTo: [0, 1]), mode: mode)
      // By the branch that was taken; PyTorch gives 1.
      #expect(explanation.equations.last { $0.left.text == "∂L/∂x" }?.lines.last == "= 1")
      #expect(explanation.prose.contains("∂L/∂k = 0: no gradient comes here."))
      #expect(explanation.prose.contains("∂isLarge/∂k = 0, because a comparison is flat."))
      let said = explanation.prose + explanation.equations.flatMap(\.lines)
      #expect(!said.contains { $0.contains("NaN") })
    }
  }

  @Test("forward mode says what is held and what is constant") func held() throws {
    let prose = try explained(
      "param a = 2\nparam b = 1\nc = 4\noutput L = a·b + c", Depiction(withRespectTo: [0]), mode: .forward
    ).prose
    #expect(prose.contains("b and c are held: their derivatives by a are 0."))
  }
}
