import CTapes
import Edgewise
import Platform

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

// `bench dot steps`: only those.
let chosen = CommandLine.arguments.dropFirst()
func isChosen(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }

let isMasked = chosen.first == "masked"
var report = Report(isContinued: isMasked)
// First, since a process counts as its own what the one that starts it has held until then.
if !isMasked, isChosen("pipeline") { measurePipeline(&report) }
if isChosen("functions") { measureFunctions(&report) }
if isChosen("steps") || isMasked { try measureSteps(&report) }
if isMasked { exit(Int32(report.misses)) }
if isChosen("steps"), tape_has_avx2() != 0 {
  print("Without AVX2 and FMA, on which the C library's functions are built too:")
  let tunables = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4"
  let misses = run(["env", tunables, CommandLine.arguments[0], "masked"], isShown: true)
  report.add(misses: misses.map { Int($0) } ?? 1)
}
if isChosen("training") { try measureTraining(&report) }
if isChosen("recording") { measureRecording(&report) }
if isChosen("allocations") { measureAllocations(&report) }
if isChosen("reading") { try measureReading(&report) }
if isChosen("dot") { try measureDOT(&report) }
if isChosen("pictures") { try measurePictures(&report) }
if isChosen("layout") { measureLayouts(&report) }
if isChosen("films") { try measureFilms(&report) }
if isChosen("binary") { measureBinary(&report) }
if isChosen("processes") { measureProcesses(&report) }
if isChosen("lessons") { measureLessons(&report) }
print(report.misses == 0 ? "Every bound is kept." : "Bounds missed: \(report.misses).")
exit(report.misses == 0 ? 0 : 1)
