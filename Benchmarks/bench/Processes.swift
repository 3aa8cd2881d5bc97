import Platform

/// Runs a program found on the path, its output thrown away or shown; its exit status, or nil if it cannot be started.
@discardableResult
func run(_ words: [String], isShown: Bool = false, errorsTo file: String = "/dev/null") -> Int32? {
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  arguments.append(nil)
  defer { for argument in arguments { free(argument) } }
  #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
  #else
    var actions: posix_spawn_file_actions_t? = nil
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  if !isShown { posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) }
  posix_spawn_file_actions_addopen(&actions, 2, file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  var process = pid_t()
  guard posix_spawnp(&process, words[0], &actions, nil, arguments, environ) == 0 else { return nil }
  var status: Int32 = 0
  while waitpid(process, &status, 0) == -1, errno == EINTR {}
  return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
}

/// How large the command is, and how soon it answers.
func measureBinary(_ report: inout Report) {
  guard let path = getenv("EDGEWISE") else { return report.skip("the command", "EDGEWISE is not set") }
  var facts = stat()
  guard stat(path, &facts) == 0 else { return report.skip("the command", "it is not there") }
  let size = Double(facts.st_size) / 1e6
  report.figure("edgewise, size", fixed(size, 1) + " MB", "≤ 22 MB", size <= 22)
  let command = String(cString: path)
  let rounds = Rounds(
    101, seconds: 0, by: .wall, ours: { run([command, "--version"]) }, theirs: { run(["true"]) })
  report.figure("edgewise --version", milliseconds(rounds.ours), "≤ 6 ms", rounds.ours <= 0.006)
}

/// From the command line to a picture, beside Graphviz's own program on the same graph.
func measureProcesses(_ report: inout Report) {
  let name = "edgewise render delivery-time.flow : dot -Tsvg"
  guard let path = getenv("EDGEWISE") else { return report.skip(name, "EDGEWISE is not set") }
  let edgewise = String(cString: path)
  let graph = "graphs/delivery-time.flow"
  let dot = "/tmp/edgewise-bench-\(getpid()).dot"
  let svg = "/tmp/edgewise-bench-\(getpid()).svg"
  defer {
    unlink(dot)
    unlink(svg)
  }
  guard run([edgewise, "render", graph, "-T", "dot", "-o", dot]) == 0 else {
    return report.skip(name, "cannot draw \(graph)")
  }
  guard run([edgewise, "render", graph, "-o", svg]) == 0 else { return report.skip(name, "no libgvc") }
  guard run(["dot", "-Tsvg", dot, "-o", svg]) == 0 else { return report.skip(name, "no dot") }
  let rounds = Rounds(
    41, seconds: 0, by: .wall, ours: { run([edgewise, "render", graph, "-o", svg]) },
    theirs: { run(["dot", "-Tsvg", dot, "-o", svg]) })
  report.ratio(name, milliseconds(rounds.ours), milliseconds(rounds.theirs), rounds.ratio, atMost: 1)
}

/// That a step allocates nothing: valgrind counts as many allocations for 2,000 steps as for 1,000.
func measureAllocations(_ report: inout Report) {
  let name = "allocations of 1,000 further steps"
  let log = "/tmp/edgewise-bench-\(getpid()).log"
  // Without its debugging symbols, which older valgrinds cannot read.
  let stripped = "/tmp/edgewise-bench-\(getpid()).bench"
  defer {
    unlink(log)
    unlink(stripped)
  }
  guard run(["strip", "-o", stripped, CommandLine.arguments[0]]) == 0 else { return report.skip(name, "no strip") }
  func allocations(_ steps: Int) -> Int? {
    guard run(["valgrind", stripped, "steps", "\(steps)"], errorsTo: log) == 0,
      let file = fopen(log, "r")
    else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      // total heap usage: 1,234 allocs, …
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let words = text.split(separator: " ")
      if let at = words.firstIndex(of: "usage:"), at + 1 < words.count {
        return Int(words[at + 1].filter(\.isNumber))
      }
    }
    return nil
  }
  guard let fewer = allocations(1_000), let more = allocations(2_000) else {
    return report.skip(name, "no valgrind")
  }
  report.figure(name, "\(more - fewer)", "= 0", more == fewer)
}
