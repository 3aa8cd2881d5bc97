import Foundation
import Testing

/// Pictures that fit a slide, and pictures that lie on top of each other.
@Suite struct FitTests {
  /// What the picture is when it is scaled into a frame: its smallest text is 12 px as it comes.
  private func textSize(_ svg: String, in width: Double, _ height: Double) throws -> Double {
    let box = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
    let (w, h) = try (#require(Double(box.1)), #require(Double(box.2)))
    return 12 * min(width / w, height / h)
  }

  @Test(arguments: [
    "residual-chain", "sigmoid-chain", "transformer-block", "mazur", "course/04-lstm", "course/20-lstm-cell",
  ])
  func largeGraphsCanBeReadOnASlide(_ name: String) throws {
    let graph = Invocation.graph(name)
    let asItComes = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise", "--fit", "none")
    #expect(asItComes.status == 0 && asItComes.errors.isEmpty)
    #expect(try textSize(asItComes.output, in: 1600, 900) < 10)
    let run = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise")
    #expect(run.status == 0 && run.errors.contains("to fit 1600×900: ") && !run.errors.contains("warning"))
    #expect(try textSize(run.output, in: 1600, 900) >= 11)
    #expect(run.output.contains("Drawn to fit 1600×900: "))
    #expect(!run.output.replacing(/<title>[^<]*<\/title>/, with: "").contains("…"))
  }

  @Test func whatFitsIsDrawnAsItComes() throws {
    let graph = Invocation.graph("delivery-time")
    let run = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise")
    let asItComes = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise", "--fit", "none")
    #expect(run.output == asItComes.output && run.errors.isEmpty)
    // In a smaller frame it is not.
    let small = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise", "--fit", "800x500")
    #expect(small.errors.contains("to fit 800×500: ") && small.output != run.output)
  }

  /// What fits, but is a low strip with small text, stands in rows where its text is larger by a third at least.
  @Test func aStripStandsInRows() throws {
    let graph = Invocation.graph("five-deliveries")
    let run = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise")
    let asItComes = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise", "--fit", "none")
    #expect(run.errors.contains("to fit 1600×900: in 2 rows\n"))
    let (strip, rows) = try (textSize(asItComes.output, in: 1600, 900), textSize(run.output, in: 1600, 900))
    #expect(strip >= 11 && rows > 1.3 * strip)
  }

  /// Eighteen turns between the first and the last, each with a weight and a bias.
  @Test func likeTurnsAreFolded() throws {
    let run = try Invocation("render", Invocation.graph("residual-chain"), "-T", "svg", "--engine", "edgewise")
    #expect(run.errors.contains("like turns folded"))
    for words in [">⋯ 18 more<", "36 parameters<", ">i = 1<", ">i = 20<"] {
      #expect(run.output.contains(words), "\(words)")
    }
    let text = try Invocation("show", Invocation.graph("sigmoid-chain"), "--width", "100")
    #expect(text.output.contains("⋯ 18 more (") && text.output.contains("36 parameters"))
  }

  @Test func whatWasAskedForStays() throws {
    let graph = Invocation.graph("transformer-block")
    let run = try Invocation("render", graph, "-T", "svg", "--engine", "edgewise", "--detail", "named")
    #expect(!run.errors.contains("groups closed"))
    #expect(run.errors.contains("warning: text is smaller than 11 px in 1600×900; without --detail it is larger"))
  }

  /// The frames of boxes, the wires and the sheet are the same at each step, the numbers are not.
  @Test func aSeriesHasOneLayout() throws {
    let scratch = try Scratch()
    let run = try Invocation(
      "render", Invocation.graph("delivery-time-descent"), "--at", "0..3", "-o", scratch.url("step-%d.svg").path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.names == ["step-0.svg", "step-1.svg", "step-2.svg", "step-3.svg"])
    let pictures = try scratch.names.map { try scratch.text($0) }
    func geometry(_ svg: String) -> [String] {
      svg.matches(
        of: /<rect class="[a-z-]*box"[^>]*>|class="wire" d="[^"]*"|viewBox="[^"]*"|class="disc" [^>]*y="[^"]*"/
      )
      .map { String($0.output) }.map { $0.hasPrefix("class=\"disc") ? String($0.drop { $0 != "y" }) : $0 }
    }
    for picture in pictures {
      #expect(geometry(picture).count > 15)
      #expect(geometry(picture) == geometry(pictures[0]))
    }
    #expect(Set(pictures).count == 4)
    // w1 after no, one and two steps of 0.05 (README): 1 − 0.05·12 = 0.4, and the way back.
    #expect(pictures[0].contains("12<") && pictures[1].contains("0.4<"))
  }

  @Test(arguments: [
    ["--at", "0..3", "-o", "a.svg"], ["--at", "3..0", "-o", "a%d.svg"], ["--at", "0..900", "-o", "a%d.svg"],
    ["--fit", "10", "-o", "a.svg"], ["--fit", "600x400", "-T", "dot"], ["--fit", "none", "-T", "json"],
  ])
  func badUsage(_ arguments: [String]) throws {
    let run = try Invocation(["render", Invocation.graph("delivery-time")] + arguments)
    #expect(run.status == 64 && !run.errors.isEmpty)
  }
}
