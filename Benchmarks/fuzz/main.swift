import Depiction
import Edgewise
import FlowLanguage
import Renderers

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// `fuzz [--seconds N | --inputs N] [--seed N] [--crashers DIRECTORY] FILE…`: changed lines and files through reader,
// formatter, evaluation and text; what does not hold is kept. The input that is tried stands in DIRECTORY/current, so that
// a trap or an endless loop leaves it there. How far it is, it says every minute beside its output.

var seconds = 60.0
var most = Int.max
var seed: UInt64 = 1
var folder = ".build/fuzz"
var paths: [String] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--seconds": seconds = arguments.popFirst().flatMap { Double($0) } ?? seconds
  case "--inputs":
    most = arguments.popFirst().flatMap { Int($0) } ?? most
    seconds = .infinity
  case "--seed": seed = arguments.popFirst().flatMap { UInt64($0) } ?? seed
  case "--crashers": folder = arguments.popFirst() ?? folder
  default: paths.append(argument)
  }
}
print("seed \(seed)")

let current = Scratch(path: folder + "/current")
var mutator = Mutator(corpus: paths.compactMap { Scratch.text(of: $0) }, seed: seed)
guard !mutator.isEmpty else {
  print("nothing to change: name files")
  exit(64)
}
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Processor seconds, since a busy machine makes nobody slow: after so many the process ends, and leaves `current`.
func limit(_ seconds: Int) {
  var timer = itimerval()
  timer.it_value.tv_sec = seconds
  // ITIMER_VIRTUAL, which is no number on every system.
  setitimer(1, &timer, nil)
}

/// Beside the output, as it happens.
func say(_ line: String) {
  var line = line + "\n"
  line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
}

let clock = ContinuousClock()
let start = clock.now
var minutes = 0
var tried = 0
var wasRead = 0
var faults = 0
while tried < most, clock.now - start < .seconds(min(seconds, 1e9)) {
  let input = mutator.next()
  current.write(input)
  limit(30)
  let began = processorSeconds()
  var trial = Trial(input)
  trial.run()
  tried += 1
  if trial.wasRead { wasRead += 1 }
  if processorSeconds() - began > 5 { trial.fault = trial.fault ?? "it takes more than five seconds" }
  if let fault = trial.fault {
    faults += 1
    let name = "\(folder)/seed-\(seed)-input-\(tried).flow"
    Scratch(path: name).write(input)
    print("\(name): \(fault)")
  }
  let passed = Int((clock.now - start).components.seconds)
  if passed / 60 > minutes {
    minutes = passed / 60
    let rest = most == .max ? "" : " of \(most)"
    say("\(minutes) min: \(tried)\(rest) inputs, \(wasRead) of them files, \(faults) faults")
  }
}
limit(0)
current.remove()
print("seed \(seed): \(tried) inputs, \(wasRead) of them files, \(faults) faults")
exit(faults == 0 ? 0 : 1)
