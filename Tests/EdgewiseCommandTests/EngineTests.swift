import Foundation
import Graphviz
import Testing

/// Who places the boxes of an SVG.
@Suite struct EngineTests {
  private static let nowhere = ["EDGEWISE_LIBGVC": "/nonexistent/libgvc"]
  private let graph = Invocation.graph("delivery-time")

  @Test func ourOwnNeedsNobody() throws {
    let own = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise")
    #expect(own.status == 0 && own.output.contains("data-engine=\"edgewise\""))
    // And it stands in where nobody else can be had.
    let alone = try Invocation("render", graph, "-T", "svg", environment: Self.nowhere)
    #expect(alone.status == 0 && alone.output == own.output)
  }

  @Test(arguments: ["dot", "json", "txt", "svg:core"])
  func nothingElseHasBoxesToPlace(format: String) throws {
    let run = try Invocation("render", graph, "-T", format, "--engine", "edgewise")
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("--engine"))
  }

  @Test func whereThereIsNoGraphvizItSaysWhatToInstall() throws {
    let scratch = try Scratch()
    let run = try Invocation("render", graph, "-T", "svg", "--engine", "dot", environment: Self.nowhere)
    #expect(run.status == 69 && run.output.isEmpty && run.errors.contains("apt install graphviz"))
    // A figure that it placed cannot be verified.
    let figure = try scratch.file("figure.svg", "<svg data-engine=\"dot 2.43\"></svg>")
    let verified = try Invocation("render", graph, "-o", figure, "--verify", environment: Self.nowhere)
    #expect(verified.status == 69)
  }

  @Test(.enabled(if: GraphvizRenderer.version != nil)) func libgvcPlacesThemByDefault() throws {
    let scratch = try Scratch()
    let figure = scratch.url("figure.svg").path
    #expect(try Invocation("render", graph, "-o", figure).status == 0)
    let version = try #require(GraphvizRenderer.version).split(separator: ".").prefix(2).joined(separator: ".")
    let written = try scratch.text("figure.svg")
    #expect(written.contains("data-engine=\"dot \(version)\""))
    #expect(try Invocation("render", graph, "-T", "svg", "--engine", "dot").output == written)
    #expect(try Invocation("render", graph, "-o", figure, "--verify").status == 0)
    let other = written.replacingOccurrences(of: "dot \(version)", with: "dot 1.0")
    let old = try scratch.file("old.svg", other)
    let run = try Invocation("render", graph, "-o", old, "--verify")
    #expect(run.status == 69 && run.errors.contains("dot 1.0"))
  }

  /// A figure that our own engine placed is compared with what that makes, whoever else could be asked.
  @Test func verifyAsksTheEngineThatTheFileNames() throws {
    let scratch = try Scratch()
    let figure = scratch.url("figure.svg").path
    #expect(try Invocation("render", graph, "-o", figure, "--engine", "edgewise").status == 0)
    #expect(try Invocation("render", graph, "-o", figure, "--verify").status == 0)
  }

  /// What would take libgvc too long is ours.
  @Test func aThousandBoxesAreDrawn() throws {
    var text = "param a0 = 1\n"
    for index in 1...999 { text += "a\(index) = \(index % 2 == 0 ? "tanh" : "sin")(a\(index - 1))\n" }
    let run = try Invocation("render", "-", "-T", "svg", input: text + "output L = a999\n")
    #expect(run.status == 0)
    #expect(run.output.contains("data-engine=\"edgewise\""))
  }

  @Test func whatIsTooLargeIsSaidBeforeItIsDrawn() throws {
    var text = "param a0 = 1\n"
    for index in 1...40_000 { text += "a\(index) = tanh(a\(index - 1))\n" }
    let run = try Invocation("render", "-", "-T", "svg", input: text + "output L = a40000\n")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains("a picture of 40002 boxes would take too long") && run.errors.contains("--of NODE"))
  }
}
