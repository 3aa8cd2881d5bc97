import Differences
import Edgewise
import Pictures
import Renderers
import Testing

struct GraphDifferenceTests {
  /// L = (w·2 + b)² + …: 49 at w = 3, b = 1.
  static let before = "param w = 3; param b = 1; input x = 2; loss L = (w·x + b)²"
  /// 25, and by hand ∂L/∂b = 2(w·x − b)·(−1) = −10, ∂L/∂w = 2·5·2 = 20.
  static let after = "param w = 3; param b = 1; input x = 2; loss L = (w·x - b)²"

  private func diagram(_ text: String, _ detail: Detail = .named) throws -> Diagram {
    try FlowFile.read(text: text).figure.diagram(Depiction(detail: detail), for: .graphviz)
  }

  private func lines(_ old: String, _ new: String, _ detail: Detail = .named, tolerance: Double = 0) throws
    -> [String]
  {
    GraphDifference(from: try diagram(old, detail), to: try diagram(new, detail), tolerance: tolerance).lines
  }

  @Test func aChangedOperatorIsSaidInWords() throws {
    #expect(
      try lines(Self.before, Self.after) == [
        "w: gradient 28 → 20", "b: gradient 14 → −10", "x: gradient 42 → 30",
        "L: (w·x + b)² → (w·x − b)²   value 49 → 25",
        "edge w → L: derivative 28 → 20", "edge x → L: derivative 42 → 30", "edge b → L: derivative 14 → −10",
        "0 nodes and 0 edges are the same",
      ])
  }

  @Test(arguments: Detail.allCases) func nothingIsSaidOfAFigureBesideItself(_ detail: Detail) throws {
    #expect(try lines(Self.before, Self.before, detail).isEmpty)
  }

  @Test func aRenamedNodeIsARename() throws {
    let renamed = "param weight = 3; param b = 1; input x = 2; loss L = (weight·x + b)²"
    #expect(
      try lines(Self.before, renamed) == ["w is now weight", "3 nodes and 3 edges are the same"])
    // With another value too it is known by its place in what is the same.
    #expect(
      try lines("param w = 3; h = exp(w); loss L = 2h", "param v = 0; g = exp(v); loss L = 2g").prefix(2) == [
        "w is now v: value 3 → 0   gradient 40.17 → 2", "h is now g: value 20.09 → 1",
      ])
  }

  @Test func whatIsNewAndWhatIsGoneIsNamed() throws {
    let added = "param w = 3; param b = 1; param c = 5; input x = 2; loss L = (w·x + b)² + c"
    #expect(
      try lines(Self.before, added) == [
        "added parameter c", "L: (w·x + b)² → (w·x + b)² + c   value 49 → 54", "added edge c → L",
        "3 nodes and 3 edges are the same",
      ])
    #expect(try lines(added, Self.before).first == "removed parameter c")
  }

  @Test func toleranceIsAboutSizeAboveOne() throws {
    let near = "param w = 3.0000001; param b = 1; input x = 2; loss L = (w·x + b)²"
    #expect(try lines(Self.before, near, tolerance: 1e-6).isEmpty)
    #expect(try lines(Self.before, near, tolerance: 1e-9).contains { $0.hasPrefix("w: value 3 → 3.0000001") })
  }

  @Test func unnamedNodesAreFoundByWhatTheyCompute() throws {
    // One operation more at the front moves the numbers of all behind it.
    let shifted = "param w = 3; param b = 1; input x = 2; loss L = (w·x + b)² + tanh(b)"
    let said = try lines(Self.before, shifted, .operations)
    #expect(said.contains { $0.hasPrefix("added tanh") })
    #expect(!said.contains { $0.hasPrefix("removed") && !$0.hasPrefix("removed edge") })
  }

  @Test(arguments: Detail.allCases) func whatWasWrittenIsReadBack(_ detail: Detail) throws {
    let text = """
      input X = [[1, 2], [3, 4]]; param W = [[0.5, -1], [2, 1e-9]] "a \\"note\\" & more"
      group "a \\\\ group" { H = tanh(X@W) }
      loss L = mean(H)
      """
    let drawn = try diagram(text, detail)
    let json = try Diagram(json: JSONWriter().bytes(of: drawn))
    #expect(GraphDifference(from: drawn, to: json).lines.isEmpty)
    let dot = DOTWriter().bytes(of: drawn)
    #expect(GraphDifference(from: try Diagram(dot: dot), to: try Diagram(dot: dot)).isEmpty)
    #expect(try Diagram(dot: dot).boxes.map { $0.groups } == drawn.boxes.map { $0.groups })
    #expect(try Diagram(dot: dot).boxes.map { $0.value.shape } == drawn.boxes.map { $0.value.shape })
  }

  @Test func aBareSnapshotChangesOnlyWhereTheGraphDoes() throws {
    func snapshots(_ text: String) throws -> [[Substring]] {
      let bare = try diagram(text).bare
      return [DOTWriter().bytes(of: bare), JSONWriter().bytes(of: bare)].map {
        String(decoding: $0, as: UTF8.self).split(separator: "\n")
      }
    }
    let kept = try snapshots(Self.before)
    #expect(try snapshots("param w = 8; param b = -2; input x = 0.5; loss L = (w·x + b)²") == kept)
    for (old, new) in zip(kept, try snapshots(Self.after)) {
      #expect(old.count == new.count)
      #expect((1...2).contains(zip(old, new).count { $0 != $1 }))
    }
    #expect(GraphDifference(from: try diagram(Self.before).bare, to: try diagram(Self.before)).isEmpty)
  }

  @Test func thePictureTellsChangesByLineAndSign() throws {
    let added = "param w = 3; param b = 1; param c = 4; input x = 2; loss L = (w·x + b)² + c"
    let difference = GraphDifference(from: try diagram(Self.before), to: try diagram(added))
    let picture = String(decoding: try SVGPicture().bytes(of: difference.diagram), as: UTF8.self)
    for piece in [
      "class=\"node parameter added ", "class=\"node output changed ", "stroke-dasharray:10 3 2 3", "+ added",
    ] {
      #expect(picture.contains(piece))
    }
    // An edge that ran against those that are there cannot be drawn with them.
    let turned = GraphDifference(
      from: try diagram("param a = 1; b = 2a; c = 3b; loss L = c + b"),
      to: try diagram("param a = 1; c = 2a; b = 3c; loss L = c + b"))
    #expect(throws: Never.self) { try SVGPicture().bytes(of: turned.diagram) }
  }

  @Test(arguments: ["{", "[1, 2", "{\"format\": \"edgewise-graph\"}", "{\"a\": tru}", "{\"a\": \"\\ud83d\"}", "[[[["])
  func whatIsNoGraphIsRefused(_ text: String) {
    #expect(throws: UnreadablePicture.self) { try Diagram(json: Array(text.utf8)) }
    #expect(throws: UnreadablePicture.self) { try Diagram(dot: Array(("digraph edgewise {" + text).utf8)) }
  }
}
