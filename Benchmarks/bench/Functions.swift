import CTapes
import ElementaryFunctions
import Platform

/// Elementary functions on a thousand numbers: one by one beside the C library's, and eight at a time beside one by one.
func measureFunctions(_ report: inout Report) {
  beside("exp", -2...2, atMost: 1, &report, { Elementary.exp($0) }, { exp($0) })
  beside("log", 0.1...4, atMost: 1, &report, { Elementary.log($0) }, { log($0) })
  beside("tanh", -2...2, atMost: 1, &report, { Elementary.tanh($0) }, { tanh($0) })
  beside("exp2", -9...9, atMost: 2, &report, { Elementary.exp2($0) }, { exp2($0) })
  beside("expm1", -2...2, atMost: 2, &report, { Elementary.expm1($0) }, { expm1($0) })
  beside("log2", 0.1...4, atMost: 2, &report, { Elementary.log2($0) }, { log2($0) })
  beside("log10", 0.1...4, atMost: 2, &report, { Elementary.log10($0) }, { log10($0) })
  beside("log1p", -0.9...4, atMost: 2, &report, { Elementary.log1p($0) }, { log1p($0) })
  beside("sin", -4...4, atMost: 2, &report, { Elementary.sin($0) }, { sin($0) })
  beside("cos", -4...4, atMost: 2, &report, { Elementary.cos($0) }, { cos($0) })
  beside("tan", -4...4, atMost: 2, &report, { Elementary.tan($0) }, { tan($0) })
  beside("asin", -1...1, atMost: 2, &report, { Elementary.asin($0) }, { asin($0) })
  beside("acos", -1...1, atMost: 2, &report, { Elementary.acos($0) }, { acos($0) })
  beside("atan", -4...4, atMost: 2, &report, { Elementary.atan($0) }, { atan($0) })
  beside("sinh", -4...4, atMost: 2, &report, { Elementary.sinh($0) }, { sinh($0) })
  beside("cosh", -4...4, atMost: 2, &report, { Elementary.cosh($0) }, { cosh($0) })
  beside("asinh", -4...4, atMost: 2, &report, { Elementary.asinh($0) }, { asinh($0) })
  beside("acosh", 1...9, atMost: 2, &report, { Elementary.acosh($0) }, { acosh($0) })
  beside("atanh", -1...1, atMost: 2, &report, { Elementary.atanh($0) }, { atanh($0) })
  beside("erf", -3...3, atMost: 2, &report, { Elementary.erf($0) }, { erf($0) })
  beside("erfc", -3...6, atMost: 2, &report, { Elementary.erfc($0) }, { erfc($0) })
  beside("pow", 0...4, atMost: 2, &report, { Elementary.pow($0, 1.7 - $0) }, { pow($0, 1.7 - $0) })
  beside("atan2", -4...4, atMost: 2, &report, { Elementary.atan2($0, 1.7) }, { atan2($0, 1.7) })
  together("exp", -2...2, &report, { Elementary.exp($0) }, { Elementary.exp($0, at: nil, to: &$1, count: $0.count) })
  together("log", 0.1...4, &report, { Elementary.log($0) }, { Elementary.log($0, at: nil, to: &$1, count: $0.count) })
  together(
    "tanh", -2...2, &report, { Elementary.tanh($0) }, { Elementary.tanh($0, at: nil, to: &$1, count: $0.count) })
}

// The functions are part of the loops.

@inline(__always)
private func beside(
  _ name: String, _ range: ClosedRange<Double>, atMost bound: Double, _ report: inout Report,
  _ ours: (Double) -> Double, _ theirs: (Double) -> Double
) {
  let points = points(range)
  var values = points
  let rounds = Rounds(
    41, seconds: 0.002, ours: { for place in points.indices { values[place] = ours(points[place]) } },
    theirs: { for place in points.indices { values[place] = theirs(points[place]) } })
  report.ratio(
    "\(name), a call : the C library's", nanoseconds(rounds.ours, per: points.count),
    nanoseconds(rounds.theirs, per: points.count), rounds.ratio, atMost: bound)
}

@inline(__always)
private func together(
  _ name: String, _ range: ClosedRange<Double>, _ report: inout Report, _ single: (Double) -> Double,
  _ array: ([Double], inout [Double]) -> Void
) {
  let points = points(range)
  var values = points
  let rounds = Rounds(
    41, seconds: 0.002, ours: { array(points, &values) },
    theirs: { for place in points.indices { values[place] = single(points[place]) } })
  report.ratio(
    "\(name), of eight : a call", nanoseconds(rounds.ours, per: points.count),
    nanoseconds(rounds.theirs, per: points.count), rounds.ratio, atMost: tape_has_avx2() != 0 ? 0.45 : nil)
}

private func points(_ range: ClosedRange<Double>) -> [Double] {
  (0..<1024).map { _ in Double.random(in: range) }
}
