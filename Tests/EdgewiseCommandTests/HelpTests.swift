import FlowLanguage
import Testing

@Suite struct HelpTests {
  @Test func theLanguageAndAllFunctions() throws {
    let page = try Invocation("help", "language")
    #expect(
      page.status == 0 && page.output.hasPrefix("# The flow language") && page.output.contains("## Expressions"))
    let list = try Invocation("help", "functions").output
    for guide in FunctionGuide.all { #expect(list.contains("  \(guide.call)"), "\(guide.call)") }
  }

  /// tanh′(0.5) = 1 − tanh²(0.5) = 0.7864.
  @Test func aFunctionHasItsDerivatives() throws {
    let run = try Invocation("help", "tanh")
    #expect(run.status == 0)
    #expect(run.output.contains("  y = 0.4621\n  ∂y/∂x = 1 − y² = 0.7864\n"))
    // By another of its names.
    #expect(try Invocation("help", "ln").output.contains("also written ln"))
  }

  @Test func everyExampleIsRead() throws {
    for guide in FunctionGuide.all {
      guard let example = guide.example else { continue }
      #expect(throws: Never.self, "\(guide.call)") {
        _ = try FlowFile.read(FlowSource(name: guide.names[0], text: example))
      }
    }
  }

  @Test func commandsAndWhatIsUnknown() throws {
    #expect(try Invocation("help", "render").output.contains("USAGE: edgewise render"))
    #expect(try Invocation("help").output.contains("SUBCOMMANDS"))
    let run = try Invocation("help", "frobnicate")
    #expect(run.status == 64 && run.errors.contains("no function or command 'frobnicate'"))
  }
}
