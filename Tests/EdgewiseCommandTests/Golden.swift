import Foundation

/// A picture kept beside the tests, and what to do where today's differs.
struct Golden {
  /// `EDGEWISE_RECORD`: which golden files are written anew. Whatever was recorded fails the run, so that no one takes a
  /// recording for a test; build servers say `never`.
  enum Recording: String {
    case never, missing, failed, all

    static let chosen = Recording(rawValue: ProcessInfo.processInfo.environment["EDGEWISE_RECORD"] ?? "") ?? .missing
  }

  static let folder = Invocation.package.appendingPathComponent("Tests/Golden")

  /// `delivery-time.dot`.
  let name: String
  var url: URL { Self.folder.appendingPathComponent(name) }

  /// What is wrong with `drawn`; nil if it is as before.
  func complaint(about drawn: String, recording: Recording = .chosen) throws -> String? {
    guard let kept = try? String(contentsOf: url, encoding: .utf8) else {
      return recording == .never ? "\(name) has never been recorded" : try record(drawn)
    }
    if recording == .all { return kept == drawn ? nil : try record(drawn) }
    let isSame = name.hasSuffix(".json") ? Self.agree(kept, drawn) : kept == drawn
    if isSame { return nil }
    return recording == .failed ? try record(drawn) : Self.difference(from: kept, to: drawn, name: name)
  }

  /// JSON with ten steps from the beginning and ten from the end of a long training run: ten thousand are megabytes, and each follows
  /// from the one before.
  static func elided(_ json: String) -> String {
    var lines: [Substring] = []
    var steps: [Substring] = []
    for line in json.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("      {\"step\": ") {
        steps.append(line)
        continue
      }
      lines += steps.count <= 40 ? steps : steps.prefix(10) + ["      …"] + steps.suffix(10)
      steps = []
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private func record(_ drawn: String) throws -> String {
    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
    try drawn.write(to: url, atomically: true, encoding: .utf8)
    return "recorded \(name): look at it, and run the tests again"
  }

  /// The same text but for numbers outside of quotes, which may differ by 1e-12: the last digits of `tanh` belong to the C
  /// library.
  static func agree(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    let (first, second) = (pieces(a), pieces(b))
    guard first.count == second.count else { return false }
    return zip(first, second).allSatisfy { one, other in
      if one == other { return true }
      guard let x = Double(one), let y = Double(other) else { return false }
      return abs(x - y) <= 1e-12 * max(1, abs(x))
    }
  }

  /// Numbers and what stands between them.
  private static func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    var isNumber = false
    for place in text.indices {
      let letter = text[place]
      let belongs = !isQuoted && (letter.isNumber || (letter == "-" || isNumber && "+.e".contains(letter)))
      if belongs != isNumber {
        pieces.append(text[start..<place])
        start = place
        isNumber = belongs
      }
      if isEscaped {
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else if letter == "\"" {
        isQuoted.toggle()
      }
    }
    pieces.append(text[start...])
    return pieces
  }

  /// As `diff -u` shows it, three lines of what stayed around each change.
  static func difference(from old: String, to new: String, name: String) -> String {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    let change = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    // Every line of both, in order, and which of them is shown.
    var lines: [String] = []
    var numbers: [(old: Int, new: Int)] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      numbers.append((i + 1, j + 1))
      if removed.contains(i) {
        lines.append("-\(before[i])")
        i += 1
      } else if inserted.contains(j) {
        lines.append("+\(after[j])")
        j += 1
      } else {
        lines.append(" \(before[i])")
        i += 1
        j += 1
      }
    }
    let changed = lines.indices.filter { !lines[$0].hasPrefix(" ") }
    var text = "--- Tests/Golden/\(name)\n+++ drawn now\n"
    var shown = 0
    for place in changed {
      let start = max(place - 3, shown)
      if start > shown || shown == 0 { text += "@@ -\(numbers[start].old) +\(numbers[start].new) @@\n" }
      let end = min(place + 4, lines.count)
      for line in lines[min(start, end)..<end] { text += line + "\n" }
      shown = max(shown, end)
    }
    return text
  }
}
