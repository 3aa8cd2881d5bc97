import Autodiff
import FlowLanguage
import Testing

@Suite struct FocusTests {
  static let text = """
    input x = [1, 2]
    param w = 3
    param v = 4
    h[0] = w*x
    y = h[0] + 1
    z = y*2
    loss L = sum(z)*v
    expect y[1] = 7
    expect L = 88
    """

  func focused(_ output: String) throws -> FlowFile {
    try FlowFile.read(FlowSource(name: "t.flow", text: FocusTests.text), output: output)
  }

  @Test func dropsWhatTheOutputDoesNotDependOn() throws {
    let file = try focused("y")
    #expect(file.model.definitions.map(\.name) == ["x", "w", "v", "h[0]", "y"])
    #expect(file.model.output == file.model.definitions.last?.node)
    #expect(file.model.notes == ["`y` has shape [2], so there are no gradients: add `loss y2 = sum(y)`"])
    #expect(file.claims.map(\.text) == ["y[1] = 7"])
    // x, w, v, w*x, 1, h + 1
    #expect(file.model.graph.nodeCount == 6)
  }

  @Test func anEntryIsAnOutput() throws {
    let file = try focused("y[-1]")
    let output = try #require(file.model.output)
    #expect(file.model.definitions.last?.name == "y[1]")
    #expect(file.model.definitions.last?.expression == "y[1]")
    #expect(file.model.graph.forwardTrace().scalar(of: output) == 7)
    #expect(try focused("h[0][1]").model.definitions.last?.name == "h[0][1]")
    #expect(try focused("h[0]").model.definitions.last?.name == "h[0]")
  }

  static let errors = [
    ("yy", "--of:1:1: error: there is no `yy`"),
    ("y[5]", "--of:1:1: error: there is no entry 5: the entries are 0 to 1"),
    ("h", "--of:1:1: error: `h` is a family of nodes"),
    ("L[0]", "--of:1:1: error: `L` is one number: it has no entries"),
    ("y y", "--of:1:3: error: expected the end, found `y`"),
    ("", "--of:1:1: error: expected a name, found"),
  ]

  @Test(arguments: errors) func saysWhatIsWrong(_ output: String, _ start: String) {
    do {
      _ = try focused(output)
      Issue.record("no error")
    } catch let error as FlowErrors {
      #expect(error.listing().hasPrefix(start), "\(error.listing())")
    } catch {}
  }

  @Test func resolvesLists() throws {
    let file = try FlowFile.read(FlowSource(name: "t.flow", text: FocusTests.text))
    let names = try file.nodes(named: "w, x[0],h[0]").map { node in
      file.model.definitions.first { $0.node == node }?.name
    }
    #expect(names == ["w", "x", "h[0]"])
    #expect(throws: FlowErrors.self) { try file.nodes(named: "w,q") }
  }
}
