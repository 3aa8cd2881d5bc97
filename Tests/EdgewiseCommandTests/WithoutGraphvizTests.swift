import Foundation
import Testing

/// A system on which libgvc cannot be opened.
@Suite struct WithoutGraphvizTests {
  private static let nowhere = ["EDGEWISE_LIBGVC": "/nonexistent/libgvc"]

  private func run(_ arguments: String...) throws -> Invocation {
    try Invocation(arguments, environment: Self.nowhere)
  }

  @Test(arguments: [
    ["show"], ["render", "-T", "dot"], ["render", "-T", "json"], ["render", "-T", "txt"], ["check"], ["explain"],
    ["train"], ["plot"], ["plot", "-T", "svg"], ["fmt", "--verify"], ["play", "-o", "-", "--to", "2"],
  ])
  func everythingElseWorks(arguments: [String]) throws {
    let run = try Invocation(arguments + [Invocation.graph("delivery-time")], environment: Self.nowhere)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty || arguments.contains("-"))
    #expect(try self.run("play", "--help").status == 0)
    #expect(try self.run("--version").status == 0)
  }

  @Test func graphvizsOwnDrawingSaysWhatToInstall() throws {
    let run = try run("render", Invocation.graph("delivery-time"), "-T", "svg:core")
    #expect(run.status == 69)
    #expect(run.output.isEmpty)
    for words in ["EDGEWISE_LIBGVC: /nonexistent/libgvc", "apt install", "dnf install", "brew install"] {
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  #if os(Linux)
    /// What the loader would load before the program starts.
    @Test func nothingOfGraphvizIsLinked() throws {
      let run = try Invocation("--version", environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
      #expect(run.output.contains("libc.so"))
      for library in ["gvc", "cgraph", "cdt", "pathplan"] { #expect(!run.output.contains("lib\(library)")) }
    }
  #endif
}
