import Autodiff
import FlowLanguage
import Testing

/// `group`, `def` and `for`. Values by hand.
@Suite struct BlockTests {
  private func names(_ file: FlowFile) -> [String] { file.model.definitions.map(\.name) }

  private func value(_ name: String, _ file: FlowFile) throws -> Double {
    let node = try #require(file.model.node(named: name), "\(name)")
    return try #require(file.model.graph.forwardTrace().value(of: node).scalar)
  }

  private func path(_ name: String, _ file: FlowFile) throws -> [String] {
    let node = try #require(file.model.node(named: name))
    let group = file.model.groupOfNode[node]
    return group < 0 ? [] : file.model.path(ofGroup: Int(group)).map { file.model.groups[$0].name }
  }

  @Test func groupsHoldWhatStandsInThem() throws {
    let file = try read(
      """
      input x = 2
      group "outer" {
        a = x*3
        group "inner" { b = a + 1; param w = 5 }
      }
      y = b*w
      """)
    #expect(try value("y", file) == 35)
    #expect(try path("x", file) == [])
    #expect(try path("a", file) == ["outer"])
    #expect(try path("w", file) == ["outer", "inner"])
    #expect(try path("y", file) == [])
    #expect(file.model.groups.map(\.count) == [5, 3])
  }

  @Test func aGroupGoesOnUnderItsName() throws {
    let file = try read("group \"g\" { a = 1*2 }\nb = a*2\ngroup \"g\" { c = b*2 }")
    #expect(file.model.groups.count == 1)
    #expect(file.model.groups[0].nodes.count == 2)
    #expect(try path("b", file) == [])
    #expect(try path("c", file) == ["g"])
  }

  @Test func callsPutTheBodyInPlace() throws {
    let file = try read(
      """
      input x = 3
      def sq(v) = v*v
      def poly(a, b) {
        s = sq(a)
        t = s + b
        return t*2
      }
      y = poly(x, 1) + poly(b=x, a=2)
      """)
    #expect(try value("y", file) == 34)
    #expect(names(file) == ["x", "y.s", "y.t", "y.s'", "y.t'", "y"])
    #expect(try value("y.t'", file) == 7)
    #expect(try path("y.s'", file) == ["poly(b=x, a=2)", "sq(a)"])
    #expect(file.model.groups(named: "sq").count == 2)
    #expect(file.model.groups(named: "poly(x, 1)/sq(a)").count == 1)
    #expect(file.model.groups.map(\.kind).contains(.call("poly")))
  }

  @Test func likeCallsAreGroupsOfTheirOwn() throws {
    let file = try read("input a = 3\ndef sq(v) = v*v\ny = sq(a) + sq(a)")
    #expect(file.model.groups.map(\.name) == ["sq(a)", "sq(a) (2)"])
    #expect(try value("y", file) == 18)
  }

  /// A function knows the names where it is defined, not those of its caller.
  @Test func namesAreThoseOfTheDefinition() throws {
    let file = try read(
      """
      input x = 10
      def shifted(v) = v + x
      def twice(x) { u = shifted(x); return u + x }
      for i in 1..2 { u = twice(i) }
      y = u[1] + u[2] + x
      """)
    // u[1] = (1 + 10) + 1, u[2] = (2 + 10) + 2
    #expect(try value("y", file) == 36)
    #expect(try value("u[2].u", file) == 12)
  }

  @Test func loopsRepeat() throws {
    let file = try read(
      """
      h[0] = 1
      for i in 1..4 {
        param w = 2
        z = w*h[i-1] + i
        h[i] = z
        expect h[i] > 0
      }
      loss L = h[4] + z[2]
      expect z[2] = 8
      expect w[3] = 2
      expect dL/dw[4] = 19
      """)
    // h: 1, 3, 8, 19, 42
    #expect(try value("L", file) == 50)
    #expect(names(file).prefix(5) == ["h[0]", "w[1]", "z[1]", "h[1]", "w[2]"])
    #expect(try path("z[3]", file) == ["i = 3"])
    #expect(file.claims.map(\.text).prefix(2) == ["h[i] > 0 for i = 1", "h[i] > 0 for i = 2"])
    #expect(file.claims.count == 7)
    #expect(file.warnings.isEmpty)
  }

  @Test func loopsNest() throws {
    let file = try read(
      """
      def chain(x) {
        h[0] = x
        for k in 1..3 { h[k] = h[k-1]*2 }
        return h[3]
      }
      for i in 1..2 {
        for j in 1..2 { p = chain(i*10 + j) }
      }
      y = p[1, 2] + p[2, 1]
      expect p[2, 2] = 176
      """)
    #expect(try value("y", file) == 8 * 12 + 8 * 21)
    #expect(try value("p[1, 2].h[2]", file) == 48)
    #expect(try path("p[1, 2].h[2]", file) == ["i = 1", "j = 2", "chain(i*10 + j)", "k = 2"])
    #expect(try file.nodes(named: "p[2, 1], p[1,2].h[0]").count == 2)
    #expect(file.warnings.isEmpty)
  }

  /// A function that 0.2 adds may be the file's own; the others may not.
  @Test func anOwnFunctionIsMeantBeforeTheLanguages() throws {
    let file = try read("def huber(x, d) = d·x²\ny = huber(3, 2) + l1(1, 3)")
    #expect(try value("y", file) == 20)
    #expect(file.warnings.map { "\($0)" }.contains { $0.contains("a function of the language too") })
    #expect(listing("def relu(x) = x²\ny = relu(3)").contains("`relu` is a function of the language"))
  }

  /// A leaf in a loop is drawn anew for each turn: random numbers depend on the leaf's name.
  @Test func eachTurnHasItsOwnLeaves() throws {
    let file = try read("for i in 1..2 { param w = normal(3) }\ny = sum(w[1]*w[2])")
    let trace = file.model.graph.forwardTrace()
    let first = try #require(file.model.node(named: "w[1]"))
    let second = try #require(file.model.node(named: "w[2]"))
    #expect(trace.value(of: first) != trace.value(of: second))
  }

  @Test func loopVariablesAreNumbers() throws {
    let file = try read(
      "input x = 3\nfor n in 2..3 { p = x^n; q = n*x; r = [n, n + 1][0] }\ny = p[3] + q[2] + r[2]")
    #expect(try value("y", file) == 27 + 6 + 2)
  }

  @Test func tenThousandTurnsAreQuick() throws {
    let clock = ContinuousClock()
    var file: FlowFile?
    let duration = try clock.measure {
      file = try read(
        """
        def f(a) { u = a + 1; return u*1 }
        h[0] = 0
        for i in 1..10000 { h[i] = f(h[i-1]) }
        y = h[10000]
        """)
    }
    #expect(try value("y", try #require(file)) == 10_000)
    #expect(duration < .seconds(20))
  }

  @Test func blocksHaveALimit() throws {
    let deep =
      String(repeating: "group \"g\" {\n", count: 5_000) + "a = 1\n"
      + String(repeating: "}\n", count: 5_000)
    expectErrors(deep, 1)
    // Doubling calls within calls: refused, not computed.
    var doubling = "def f0(x) = x + x\n"
    for k in 1...40 { doubling += "def f\(k)(x) = f\(k - 1)(f\(k - 1)(x))\n" }
    expectErrors(doubling + "y = f40(1)", 1)
  }

  private func expectErrors(_ text: String, _ count: Int) {
    do {
      _ = try FlowFile.read(FlowSource(name: "t.flow", text: text))
      Issue.record("no error")
    } catch {
      #expect(error.diagnostics.count == count)
    }
  }

  @Test func theStandardFormStays() throws {
    let text = """
      def f(a, b) {
        u = a*b
        return u + 1
      }
      h[0] = 1
      for i in 1..3 {
        group "layer" {
          z = f(h[i - 1], b=i)
          h[i] = relu(z)
        }
      }
      loss y = h[3].T + z[2] + h[1]

      """
    let source = FlowSource(name: "t.flow", text: text)
    #expect(try formatted(source) == text)
    let again = try formatted(FlowSource(name: "t.flow", text: try formatted(source)))
    #expect(again == text)
  }

  @Test func twoLoopsHaveNamesOfTheirOwn() throws {
    let text = "x = 2\nfor i in 1..2 {\nz = x*i\nh[i] = z\n}\nfor j in 1..3 {\nz = x + j\nk[j] = z\n}\n"
    #expect(try FlowLanguageTests.value(text + "y = h[2] + k[3]").scalar == 9)
    #expect(listing(text + "y = z[2]").contains("several loops define a `z` of their own"))
    #expect(listing(text + "y = z").contains("known only inside the loop"))
  }

  @Test func familiesHaveSeveralIndices() throws {
    let text = "for i in 0..1 {\nfor j in 0..2 {\nc[i, j] = 10·i + j\n}\n}\n"
    #expect(try FlowLanguageTests.value(text + "y = c[1, 2] − c[0, 1]").scalar == 11)
    #expect(listing(text + "y = c[1]").contains("it takes 2 whole numbers"))
    #expect(listing(text + "y = c[1, 3]").contains("there is no `c[1, 3]`"))
    #expect(listing(text + "c[4] = 1").contains("it takes 2 whole numbers"))
    let file = try read(text + "y = c[1, 2]\nexpect c[1, 2] = 12\nexpect dy/dc[1, 2] = 1")
    #expect(file.claims.count == 2)
  }

  @Test func aFileHasSeveralOutputs() throws {
    let file = try read("input x = 3\noutput a = 2x\noutput b = [x, x²]")
    #expect(file.model.output == file.model.node(named: "a"))
    #expect(file.warnings.isEmpty)
    let other = try FlowFile.read(file.source, output: "b[1]")
    #expect(other.model.output.map { other.model.graph.forwardTrace().value(of: $0).scalar } == 9)
  }
}
