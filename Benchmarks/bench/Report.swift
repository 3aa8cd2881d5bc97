import Platform

/// The table: a line a measurement, as soon as it is known.
struct Report {
  private(set) var misses = 0
  private static let widths = [44, 14, 14, 10, 10]

  init(isContinued: Bool = false) {
    if !isContinued { line(["measurement", "ours", "theirs", "ratio", "bound"], "") }
  }

  /// Adds what another process has printed.
  mutating func add(misses more: Int) { misses += more }

  mutating func ratio(_ name: String, _ ours: String, _ theirs: String, _ ratio: Double, atMost bound: Double?) {
    let holds = bound.map { ratio <= $0 } ?? true
    misses += holds ? 0 : 1
    line(
      [name, ours, theirs, fixed(ratio, 3), bound.map { "≤ " + fixed($0, 2) } ?? ""],
      bound == nil ? "" : holds ? "PASS" : "FAIL")
  }

  mutating func figure(_ name: String, _ ours: String, _ bound: String, _ holds: Bool) {
    misses += holds ? 0 : 1
    line([name, ours, "", "", bound], holds ? "PASS" : "FAIL")
  }

  func skip(_ name: String, _ why: String) { line([name, "–", "–", "", ""], why) }

  private func line(_ cells: [String], _ verdict: String) {
    var text = ""
    for (cell, width) in zip(cells, Self.widths) {
      text += cell + String(repeating: " ", count: max(width - cell.count, 1))
    }
    print(text + verdict)
    fflush(nil)
  }
}

/// `12.346`: a number with so many digits behind the point.
func fixed(_ number: Double, _ digits: Int) -> String {
  guard number.isFinite else { return "\(number)" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((number.magnitude * scale).rounded())
  let (before, after) = whole.quotientAndRemainder(dividingBy: Int(scale))
  let sign = number < 0 ? "-" : ""
  guard digits > 0 else { return "\(sign)\(before)" }
  let fraction = String(after)
  return "\(sign)\(before)." + String(repeating: "0", count: digits - fraction.count) + fraction
}

func nanoseconds(_ seconds: Double, per count: Int) -> String { fixed(seconds * 1e9 / Double(count), 2) + " ns" }
func milliseconds(_ seconds: Double) -> String { fixed(seconds * 1e3, 2) + " ms" }
