import Platform

/// Runs a program found on the path, its output thrown away or shown; its exit status and what it used, or nil if it cannot be
/// started.
func used(
  _ words: [String], isShown: Bool = false, errorsTo file: String = "/dev/null"
) -> (status: Int32, usage: rusage)? {
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
  var usage = rusage()
  while wait4(process, &status, 0, &usage) == -1, errno == EINTR {}
  return status & 0x7f == 0 ? ((status >> 8) & 0xff, usage) : nil
}

/// The same without what it used.
@discardableResult
func run(_ words: [String], isShown: Bool = false, errorsTo file: String = "/dev/null") -> Int32? {
  used(words, isShown: isShown, errorsTo: file)?.status
}

/// Which other programs do not take away.
func processorSeconds(of usage: rusage) -> Double {
  [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + 1e-6 * Double($0.tv_usec) }.reduce(0, +)
}

/// From a file of many definitions, one operation each, to JSON, DOT and the answer of `check`: the whole process.
func measurePipeline(_ report: inout Report) {
  guard let path = getenv("EDGEWISE") else {
    return report.skip("100,000 definitions as JSON", "EDGEWISE is not set")
  }
  let edgewise = String(cString: path)
  let flow = "/tmp/edgewise-bench-\(getpid()).flow"
  defer { unlink(flow) }
  func write(_ count: Int, parameters: Int) -> Bool {
    guard let file = fopen(flow, "w") else { return false }
    defer { fclose(file) }
    for k in 0..<parameters { fputs("param w\(k) = 0.\(k + 1)\n", file) }
    fputs("a0 = w0\n", file)
    for k in 1...count {
      let way = [
        "a\(k - 1)*1.0001", "a\(k - 1) + w\(k % parameters)", "a\(k - 1)*w\(k % parameters)", "tanh(a\(k - 1))",
      ]
      fputs("a\(k) = \(way[k % way.count])\n", file)
    }
    fputs("loss L = a\(count)\n", file)
    return true
  }
  /// The best of some rounds, in seconds of the processor, which other programs do not take away.
  func measure(_ name: String, _ words: [String], seconds bound: Double, megabytes limit: Double?) {
    var (best, size) = (Double.infinity, 0.0)
    for _ in 0..<5 {
      guard let (status, usage) = used([edgewise] + words + [flow]), status == 0 else {
        return report.figure(name, "failed", "", false)
      }
      best = min(best, processorSeconds(of: usage))
      #if canImport(Darwin)
        size = Double(usage.ru_maxrss) / 1e6
      #else
        size = Double(usage.ru_maxrss) / 1e3
      #endif
    }
    report.figure(name, milliseconds(best), "≤ \(milliseconds(bound))", best <= bound)
    if let limit {
      report.figure(name + ", memory", fixed(size, 0) + " MB", "≤ \(fixed(limit, 0)) MB", size <= limit)
    }
  }
  guard write(100_000, parameters: 3) else {
    return report.skip("100,000 definitions as JSON", "cannot write \(flow)")
  }
  measure("100,000 definitions as JSON", ["render", "-T", "json"], seconds: 0.6, megabytes: 200)
  measure("100,000 definitions as DOT", ["render", "-T", "dot"], seconds: 0.6, megabytes: 200)
  guard write(1_000_000, parameters: 10) else { return }
  measure("a million definitions checked", ["check"], seconds: 2.5, megabytes: nil)
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
  let name = "render delivery-time.flow : dot -Tsvg"
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
  guard run(["dot", "-Tsvg", dot, "-o", svg]) == 0 else { return report.skip(name, "no dot") }
  for engine in ["edgewise", "dot"] {
    let ours = [edgewise, "render", graph, "-o", svg, "--engine", engine]
    guard run(ours) == 0 else {
      report.skip(name, "no libgvc")
      continue
    }
    let rounds = Rounds(
      41, seconds: 0, by: .wall, ours: { run(ours) }, theirs: { run(["dot", "-Tsvg", dot, "-o", svg]) })
    report.ratio(
      "render --engine \(engine) : dot -Tsvg", milliseconds(rounds.ours), milliseconds(rounds.theirs), rounds.ratio,
      atMost: 0.8)
  }
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

/// Lessons and differences, as an author meets them: the whole process.
func measureLessons(_ report: inout Report) {
  guard let path = getenv("EDGEWISE") else { return report.skip("a lesson of 50 figures", "EDGEWISE is not set") }
  let edgewise = String(cString: path)
  let folder = "/tmp/edgewise-bench-\(getpid())"
  defer { run(["rm", "-rf", folder]) }
  func write(_ name: String, _ text: String) -> Bool {
    guard let file = fopen("\(folder)/\(name)", "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }
  var lesson = "# Fifty figures\n"
  for k in 1...50 {
    lesson += """

      ```flow name=f\(k)
      input x1 = 2; input x2 = 3; target y = 5
      param w1 = 1; param w2 = \(k)
      ŷ = w1·x1 + w2·x2
      e = ŷ - y
      loss L = e²
      ```

      The gradient is {{ f\(k): dL/dw1 }}.

      """
  }
  /// By the clock, from a change of the lesson to the page that has it; nil if nothing comes.
  func watched() -> Double? {
    let script = """
      "$0" weave "$1/lesson.md" -o "$1/watched" --watch >/dev/null 2>&1 &
      watcher=$!
      trap 'kill $watcher' EXIT
      until grep -q gradient "$1/watched/lesson.md" 2>/dev/null; do sleep 0.01; kill -0 $watcher || exit 1; done
      sleep 0.3
      for change in 1 2 3 4 5; do
        began=$(date +%s%N)
        echo "Change $change." >> "$1/lesson.md"
        until grep -q "Change $change" "$1/watched/lesson.md"; do sleep 0.005; kill -0 $watcher || exit 1; done
        echo $(($(date +%s%N) - began)) >> "$1/times"
        sleep 0.1
      done
      """
    guard run(["sh", "-c", script, edgewise, folder]) == 0, let file = fopen("\(folder)/times", "r") else {
      return nil
    }
    defer { fclose(file) }
    var times: [Double] = []
    var time = 0
    while withUnsafeMutablePointer(to: &time, { withVaList([$0]) { vfscanf(file, "%ld", $0) } }) == 1 {
      times.append(Double(time) * 1e-9)
    }
    return times.max()
  }
  func chain(_ operation: String) -> String {
    var text = "param w = 0.5\na0 = w\n"
    for k in 1..<998 { text += "a\(k) = \(k == 500 ? operation : "tanh")(a\(k - 1) + w)\n" }
    return text + "loss L = a997²\n"
  }
  guard mkdir(folder, 0o777) == 0, write("lesson.md", lesson), write("a.flow", chain("tanh")),
    write("b.flow", chain("sin"))
  else { return report.skip("a lesson of 50 figures", "cannot write \(folder)") }
  let weave = [edgewise, "weave", "\(folder)/lesson.md", "-o", "\(folder)/site"]
  guard run(weave) == 0 else { return report.skip("a lesson of 50 figures", "no cmark-gfm") }
  let warm = seconds(11, by: .wall) { run(weave) }
  let cold = seconds(5, by: .wall) {
    run(["rm", "-rf", "\(folder)/site"])
    run(weave)
  }
  report.figure("50 figures woven", milliseconds(cold), "≤ 2 s", cold <= 2)
  report.figure("50 figures of which none has changed", milliseconds(warm), "≤ 200 ms", warm <= 0.2)
  if let slowest = watched() {
    report.figure("a changed lesson, watched", milliseconds(slowest), "≤ 500 ms", slowest <= 0.5)
  } else {
    report.skip("a changed lesson, watched", "no page")
  }
  let differences = (1...11).compactMap { _ in used([edgewise, "diff", "\(folder)/a.flow", "\(folder)/b.flow"]) }
  let difference = differences.map { processorSeconds(of: $0.usage) }.min() ?? .infinity
  report.figure(
    "the difference of two graphs of 1,000 nodes", milliseconds(difference), "≤ 50 ms", difference <= 0.05)
}
