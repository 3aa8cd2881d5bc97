import Autodiff
import FlowLanguage
import Testing
import Training

@Suite struct NameTests {
  /// Spellings of one name.
  static let same = [
    ("w1", "w₁"), ("y\u{302}", "\u{177}"), ("f'", "f′"), ("é", "e\u{301}"), ("a₁₂", "a12"), ("Å", "\u{212B}"),
  ]

  @Test(arguments: same) func comparesCanonically(_ first: String, _ second: String) throws {
    let found = try value("input \(first) = 3\ny_ = \(second)*2").scalar
    #expect(found == 6)
  }

  /// language.md: a run of subscript signs is `_` and the plain signs; a `_` between a letter and a digit is dropped.
  @Test(arguments: [
    ("w_1", "w1"), ("w₁", "w_1"), ("x_i", "xᵢ"), ("x_ij", "xᵢⱼ"), ("net_h1", "net_h₁"), ("h\"", "h″"),
  ])
  func indicesAreOneName(_ first: String, _ second: String) throws {
    let first = first.replacing("\"", with: "''")
    #expect(try value("input \(first) = 3\ny = \(second)*2").scalar == 6)
  }

  @Test func otherNamesAreTheirOwn() throws {
    #expect(try value("input xᵢ = 2; input xi = 3; input w1_2 = 5; input w12 = 7; y = xᵢ·xi·w1_2·w12").scalar == 210)
    #expect(try value("input ŷ = 2; input y_hat = 3; y = ŷ·y_hat").scalar == 6)
  }

  @Test func aFigureSpellsANameAsItsDefinition() throws {
    let text = """
      def f(h_1) = 2·h_1
      w₁ = 1
      h₁[0] = w_1
      for i in 1..2 { h₁[i] = f(h1[i - 1]) }
      y = h_1[2]
      expect h1[2] = 4
      expect dh₁[1]/dw1 = 2
      """
    let file = try read(text)
    #expect(file.model.definitions.map { $0.name } == ["w₁", "h₁[0]", "h₁[1]", "h₁[2]", "y"])
    #expect(try file.nodes(named: "w_1, h₁[2]") == file.nodes(named: "w1,h1[2]"))
  }

  /// Names of options are names too, whatever a node is called.
  @Test func optionsCanBeSpelledInOtherWays() throws {
    let text = """
      param beta_1 = 2
      loss L = (beta₁ - 1)²
      train L using adam(lr=0.1, beta1=0.5, beta₂=0.9), steps=1
      z = dropout(L, p=0)
      """
    let run = try #require(try read(text).runs.first)
    #expect(run.rule == .adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-8))
    #expect(try value("def f(x₁, x₂) = x₁ - x₂; y = f(x2=1, x_1=3)").scalar == 2)
  }

  @Test func groupsOfCallsAndTurnsGoByTheirNames() throws {
    let model = try read("def f₁(a) = 2·a; x = 3; y = f₁(x); z = y").model
    #expect(model.groups(named: "f1") == model.groups(named: "f₁") && model.groups(named: "f_1").count == 1)
  }

  @Test func lettersOfAnyScript() throws {
    #expect(try value("input ширина = 2; input 幅 = 3; input عرض = 4; _a1 = ширина*幅*عرض").scalar == 24)
  }

  @Test func dotsMultiply() throws {
    #expect(try value("input a = 2; input b = 3; y = a·b⋅b×2").scalar == 36)
  }

  @Test func keywordsAndFunctionsCanBeNames() throws {
    let text = """
      input input = 2
      param param = 3
      title = 4
      expect = 5
      σ = 6
      max = 7
      e = 8
      step = 9
      nan = 1
      loss = input*param*title*expect*σ*max*e*step*nan
      """
    #expect(try value(text).scalar == 2 * 3 * 4 * 5 * 6 * 7 * 8 * 9)
    #expect(try value("loss loss = 3").scalar == 3)
  }

  @Test func families() throws {
    let file = try read("h[0] = 2\nh[1] = h[0]*3\nh[2] = h[1] + [1, 2][0]\nexpect h[1] = 6\nexpect dh[2]/dh[0] = 3")
    #expect(file.model.definitions.map(\.name) == ["h[0]", "h[1]", "h[2]"])
    #expect(file.claims.map(\.text) == ["h[1] = 6", "dh[2]/dh[0] = 3"])
    #expect(file.model.graph.forwardTrace().scalar(of: try #require(file.model.output)) == 7)
  }

  @Test func aMarkAndWindowsLineEnds() throws {
    #expect(try value("\u{FEFF}x = 2\r\ny = x*\r\n\r\n  # on\r\n  3\r\n").scalar == 6)
  }

  @Test func stringsHaveEscapes() throws {
    let file = try read(#"title "a \"b\" \\ \n \u{1F600}""# + "\ny = 1")
    #expect(file.model.title == "a \"b\" \\ \n 😀")
  }
}
