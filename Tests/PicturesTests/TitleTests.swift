import Pictures
import Testing

/// What in a title is set as a name.
@Suite struct TitleTests {
  private static func names(_ title: String, _ nodes: Set<String>) -> [String] {
    Formula(title: title, isName: nodes.contains).runs.filter { $0.kind == .name }.map { $0.text }
  }

  @Test(arguments: [
    ("Baydin et al.: y = ln(x1) + x1·x2", ["y", "x1", "x1", "x2"]), ("d2l: f = x²", ["f", "x"]),
    // Words, articles, parts of words and of compounds.
    ("a start, an x-ray, a unit's y", ["y"]), ("net", []), ("net = x", ["net", "x"]), ("x3 and Xs", []),
    ("Olah: (a + y)", ["a", "y"]), ("2xᵀx", ["x", "x"]), ("", []),
  ])
  func namesAreFound(title: String, names: [String]) {
    let nodes: Set = ["a", "x", "x1", "x2", "y", "s", "f", "net"]
    #expect(Self.names(title, nodes) == names)
    // Nothing is lost.
    #expect(Formula(title: title, isName: nodes.contains).text == title)
  }
}
