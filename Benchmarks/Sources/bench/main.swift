import CTapes
import Edgewise

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// `bench steps N` only steps, for a tool that counts what it does.
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "steps", let steps = Int(CommandLine.arguments[2]) {
  let graph = tape_dag(3_000, 1)
  let tape = GradientTape(try graph.recorded(), output: graph.nodeCount - 1)
  for step in 0..<steps {
    tape.setLeaf(0, to: 0.5 + 1e-4 * Double(step))
    tape.step()
  }
  tape_graph_free(graph)
  exit(0)
}

var report = Report()
try measureSteps(&report)
measureRecording(&report)
measureAllocations(&report)
try measureReading(&report)
try measureDOT(&report)
try measurePictures(&report)
measureProcesses(&report)
print(report.misses == 0 ? "Every bound is kept." : "\(report.misses) bounds are missed.")
exit(report.misses == 0 ? 0 : 1)
