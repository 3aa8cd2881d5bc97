import Edgewise
import Foundation
import Testing

/// The library and the command give the same bytes for every graph.
@Suite struct LibraryTests {
  private static let names =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: Invocation.package.appendingPathComponent("graphs").path)) ?? [])
    .filter { $0.hasSuffix(".flow") }.map { String($0.dropLast(".flow".count)) }.sorted()

  @Test(arguments: ["dot", "json", "txt", "svg"])
  func pictures(format: String) throws {
    #expect(Self.names.count > 60)
    let scratch = try Scratch()
    let run = try Invocation(
      ["render", "-T", format, "-o", scratch.folder.path] + (format == "svg" ? ["--engine", "edgewise"] : [])
        + Self.names.map { Invocation.graph($0) },
      environment: ["COLUMNS": "80"])
    #expect(run.status == 0, "\(run.errors)")
    for name in Self.names {
      let figure = try FlowFile.read(Invocation.graph(name)).figure
      let drawn =
        switch format {
        case "dot": figure.dot()
        case "json": figure.json()
        case "svg": try figure.svg()
        default: figure.terminalText(width: 80)
        }
      #expect(try scratch.text("\(name).\(format)") == drawn, "\(name)")
    }
  }

  @Test(arguments: names)
  func explanations(name: String) throws {
    let figure = try FlowFile.read(Invocation.graph(name)).figure
    #expect(try Invocation("explain", Invocation.graph(name), "--width", "80").output == figure.explain())
  }

  @Test func trainingsAndReports() throws {
    for name in ["delivery-time", "five-deliveries", "mazur-optimizers", "saddle"] {
      let file = try FlowFile.read(Invocation.graph(name))
      let training = file.figure.train(try #require(file.run(named: nil)))
      #expect(try Invocation("train", Invocation.graph(name), "-T", "csv").output == training.csv())
      #expect(try Invocation("train", Invocation.graph(name), "-T", "json").output == training.json())
      // Beside several runs the command names the others.
      let table = try Invocation("train", Invocation.graph(name), "--width", "80").output
      #expect(file.runs.count == 1 ? table == training.table() : table.contains("other runs (--run)"))
      #expect(try Invocation("check", Invocation.graph(name)).output == "\(file.report())\n")
      let after = try #require(training.figure(at: 2))
      #expect(try Invocation("render", Invocation.graph(name), "-T", "json", "--at", "2").output == after.json())
    }
  }
}
