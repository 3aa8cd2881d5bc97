import Autodiff
import FlowLanguage
import Testing

@Suite struct NameTests {
  /// Spellings of one name.
  static let same = [
    ("w1", "w₁"), ("y\u{302}", "\u{177}"), ("f'", "f′"), ("é", "e\u{301}"), ("a₁₂", "a12"), ("Å", "\u{212B}"),
  ]

  @Test(arguments: same) func comparesCanonically(_ first: String, _ second: String) throws {
    let found = try value("input \(first) = 3\ny_ = \(second)*2").scalar
    #expect(found == 6)
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
