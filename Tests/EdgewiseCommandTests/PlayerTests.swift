import Foundation
import Platform
import Testing

/// The player in a real terminal. Sequences are xterm's (ctlseqs): 1049 the alternate screen, 25 the cursor, 7 wrapping.
@Suite(.serialized) struct PlayerTests {
  private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"
  private static let clear = "\u{1b}[2J"

  private func start(_ options: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(["play", Invocation.graph("delivery-time")] + options)
    try terminal.read("first frame") { $0.contains("Delivery time") && $0.contains("\u{1b}[?2026l") }
    #expect(terminal.text.hasPrefix("\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"))
    #expect(terminal.isRaw)
    return terminal
  }

  private func expectGivenBack(_ terminal: PseudoTerminal) {
    #expect(terminal.modes == terminal.modesBefore)
    // What stays is plain text.
    let left = terminal.text.components(separatedBy: Self.leave)
    #expect(left.count == 2 && left.last?.contains("\u{1b}") == false)
    // Once in, once out.
    #expect(terminal.text.components(separatedBy: "\u{1b}[?1049l").count == 2)
  }

  @Test(arguments: ["q", "Q"])
  func quits(key: String) throws {
    let terminal = try start()
    terminal.press(key)
    #expect(try terminal.end() == .exit(0))
    expectGivenBack(terminal)
  }

  @Test func controlCEndsWith130() throws {
    let terminal = try start()
    terminal.press("\u{3}")
    #expect(try terminal.end() == .exit(130))
    expectGivenBack(terminal)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE])
  func everySignalGivesTheTerminalBack(signal: Int32) throws {
    let terminal = try start()
    terminal.send(signal)
    #expect(try terminal.end() == .signal(signal))
    expectGivenBack(terminal)
  }

  @Test func aTerminalThatIsGoneEndsIt() throws {
    let terminal = try start()
    terminal.hangUp()
    // By the hangup's signal, or by what reading says, whichever is first.
    #expect([.exit(0), .signal(SIGHUP)].contains(try terminal.end()))
  }

  @Test func onceEndsByItself() throws {
    let terminal = try start("--once", "--speed", "1000")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.modes == terminal.modesBefore)
    // What came of it stays.
    let left = terminal.text.components(separatedBy: Self.leave)
    #expect(left.count == 2 && left[1].contains("converged after 3 steps: L = 0.006561 is below 0.01"))
    #expect(left[1].contains("w1 1 → 0.526"))
  }

  /// Of the lesson after one step: ŷ = 4.1, L = 0.9² = 0.81, from w = (1, 2) to (0.4, 1.1).
  @Test(arguments: ["q", "\u{3}"]) func whoLeavesKeepsWhatWasSeen(_ key: String) throws {
    let terminal = try start("--at", "1", "--speed", "0.1")
    // To the update, where the gradients are known.
    terminal.press("u")
    try terminal.read("the update") { $0.contains("← update") }
    terminal.press(key)
    #expect(try terminal.end() == .exit(key == "q" ? 0 : 130))
    expectGivenBack(terminal)
    let left = terminal.text.components(separatedBy: Self.leave).last ?? ""
    #expect(
      left.replacing("\r\n", with: "\n")
        == "left at step 1 of 3: L = 0.81   ∂L/∂w1 = −3.6   ∂L/∂w2 = −5.4\n"
        + "L 9 → 0.81 (11 times smaller)   w1 1 → 0.4   w2 2 → 1.1\n")
  }

  @Test func theMouseSelects() throws {
    let terminal = try start("--speed", "0.1")
    terminal.press(" ")
    #expect(terminal.text.contains("\u{1b}[?1006h"))
    // A press on the first box, in its second row.
    terminal.press("\u{1b}[<0;5;6M")
    try terminal.read("what was selected") { $0.contains("not needed") || $0.contains("∂L/∂x1") }
    terminal.press("q")
    #expect(try terminal.end() == .exit(0))
    expectGivenBack(terminal)
  }

  @Test func aNewSizeIsDrawnAtOnce() throws {
    let terminal = try start()
    terminal.press(" ")
    terminal.resize(140, 45)
    try terminal.read("a new picture") { $0.contains(Self.clear) && $0.contains("Delivery time") }
    // Smaller than any picture: it says so or shows what it can, and lives on.
    terminal.resize(12, 3)
    try terminal.read("a small picture") { $0.contains(Self.clear) }
    terminal.resize(1, 1)
    try terminal.read("the smallest picture") { $0.contains(Self.clear) }
    terminal.resize(80, 24)
    try terminal.read("the picture") { $0.contains(Self.clear) && $0.contains("Delivery time") }
    terminal.press("q")
    #expect(try terminal.end() == .exit(0))
    expectGivenBack(terminal)
  }

  @Test func everyKeyIsAnswered() throws {
    let terminal = try start("--speed", "0.1")
    terminal.press(" ")
    for key in ["\u{1b}[C", "\u{1b}[B", "]", "[", "f", "b", "u", "\t", "d", "?", "?", "\u{1b}[F", "\u{1b}[H"] {
      terminal.press(key)
      try terminal.read("an answer to \(key.debugDescription)") { !$0.isEmpty }
      // All of it, so that none is taken for the next key's.
      terminal.collect(milliseconds: 20)
    }
    for key in [
      "r", "l", "L", "+", "-", "\u{1b}[1;2A", "\u{1b}[1;2C", "\u{1b}", "\u{1b}[A", "\u{1b}[D", "\u{1b}[Z", "x",
    ] {
      terminal.press(key)
      terminal.collect(milliseconds: 20)
    }
    terminal.press("q")
    #expect(try terminal.end() == .exit(0))
    expectGivenBack(terminal)
  }

  @Test func controlZGivesTheTerminalToTheShellAndComesBack() throws {
    let scratch = try Scratch()
    let script = """
      set -m; cd \(scratch.folder.path); stty -g > before
      \(Invocation.executable.path) play \(Invocation.graph("delivery-time"))
      stty -g > stopped; echo STOPPED; read line; fg; echo STATUS $?; stty -g > after
      """
    let terminal = try PseudoTerminal(["-c", script], executable: "/bin/sh")
    try terminal.read("first frame") { $0.contains("Delivery time") && $0.hasSuffix("\u{1b}[?2026l") }
    terminal.press(" \u{1a}")
    let pause = try terminal.read("the shell") { $0.contains("STOPPED") }
    #expect(pause.contains(Self.leave))
    terminal.press("\n")
    let back = try terminal.read("a picture") { $0.contains("Delivery time") && $0.hasSuffix("\u{1b}[?2026l") }
    #expect(back.contains("\u{1b}[?1049h"))
    #expect(terminal.isRaw)
    terminal.press("q")
    try terminal.read("the end") { $0.contains("STATUS 0") }
    #expect(try terminal.end() == .exit(0))
    #expect(try scratch.text("before") == (try scratch.text("stopped")))
    #expect(try scratch.text("before") == (try scratch.text("after")))
  }

  @Test func aStopThatNobodyAskedItAboutIsMended() throws {
    let terminal = try start()
    terminal.press(" ")
    terminal.send(SIGSTOP)
    usleep(50_000)
    terminal.send(SIGCONT)
    try terminal.read("the screen taken again") { $0.contains("\u{1b}[?1049h") && $0.contains("Delivery time") }
    terminal.press("q")
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.modes == terminal.modesBefore)
  }

  /// A short run, and one that takes minutes.
  private static let runs = """
    param w = 1
    L = w²
    train "short" L using gd(lr=0.1), steps=2
    train "long" L using gd(lr=1e-12), steps=1000000000
    """

  @Test func aLongRunIsComputedWhileKeysAreHeard() throws {
    let scratch = try Scratch()
    let path = try scratch.file("long.flow", Self.runs)
    let terminal = try PseudoTerminal(["play", path])
    try terminal.read("first frame") { $0.contains("gd lr") }
    terminal.press(" r")
    try terminal.read("how far it is") { $0.contains("computing: step") }
    // Any key ends it, and what has been done is the film.
    terminal.press("\u{1b}[F")
    try terminal.read("the outcome") { $0.contains("interrupted after") }
    terminal.press("L")
    try terminal.read("how far it is") { $0.contains("computing: step") }
    terminal.press("q")
    #expect(try terminal.end(within: 10) == .exit(0))
    expectGivenBack(terminal)
  }

  @Test func openingALongRunSaysHowFarItIsAndHearsControlC() throws {
    let scratch = try Scratch()
    let path = try scratch.file("longest.flow", Self.runs)
    let terminal = try PseudoTerminal(["play", path, "--run", "long"])
    try terminal.read("how far it is") { $0.contains("step ") && $0.contains(": loss ") }
    terminal.press("\u{3}")
    #expect(try terminal.end(within: 10) == .exit(130))
    #expect(terminal.modes == terminal.modesBefore)
  }

  #if os(Linux)
    /// Clock ticks of user and system time (proc(5), fields 14 and 15).
    private func ticks(of process: pid_t) throws -> Int {
      let line = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
      return try #require(Int(fields[11])) + #require(Int(fields[12]))
    }

    @Test func pausedItUsesNoProcessorTime() throws {
      let terminal = try start()
      terminal.press(" ")
      terminal.collect(milliseconds: 300)
      let before = try ticks(of: terminal.process)
      usleep(1_000_000)
      #expect(try ticks(of: terminal.process) == before)
      let count = terminal.output.count
      terminal.collect(milliseconds: 50)
      #expect(terminal.output.count == count)
      terminal.press("q")
      #expect(try terminal.end() == .exit(0))
    }
  #endif

  @Test func keysComeFromTheTerminalIfTheFileComesThroughAPipe() throws {
    let script = "cat \(Invocation.graph("delivery-time")) | \(Invocation.executable.path) play -; echo STATUS $?"
    let terminal = try PseudoTerminal(["-c", script], executable: "/bin/sh")
    try terminal.read("first frame") { $0.contains("Delivery time") && $0.hasSuffix("\u{1b}[?2026l") }
    terminal.press("q")
    try terminal.read("the end") { $0.contains("STATUS 0") }
    #expect(try terminal.end() == .exit(0))
    #expect(terminal.modes == terminal.modesBefore)
  }
}
