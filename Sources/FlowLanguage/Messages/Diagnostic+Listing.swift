import Letters

extension FlowErrors {
  /// The errors as a person reads them: file, line and column, the line (cut around the caret if long) with a caret
  /// run, the hint; at most 20, then how many more.
  public func listing() -> String { Listing.text(of: listingParts) }

  /// The same in parts, for who colours them.
  package var listingParts: [Listing.Part] {
    Listing(source: source).parts(of: diagnostics, noun: "error")
  }
}

extension FlowFile {
  /// The same for warnings.
  public func warningListing() -> String { Listing.text(of: warningListingParts) }

  package var warningListingParts: [Listing.Part] {
    Listing(source: source).parts(of: warnings, noun: "warning")
  }
}

/// Diagnostics set as text.
package struct Listing {
  /// A piece of text, and what it is.
  package struct Part: Sendable, Hashable {
    package enum Role: Sendable, Hashable {
      case plain
      /// `lesson.flow:3:5:`, `hint:`.
      case heading
      /// `error:` and the carets below the line.
      case severity(Diagnostic.Severity)
    }
    package let text: String
    package let role: Role
  }

  static let shown = 20
  /// A source line is cut to about this many columns.
  static let columns = 76

  private let name: String
  private let bytes: [UInt8]
  private let firstLine: Int
  private var parts: [Part] = []

  init(source: FlowSource) {
    name = source.name.harmless
    firstLine = source.firstLine
    bytes = Array(source.text.utf8)
  }

  static func text(of parts: [Part]) -> String { parts.map { $0.text }.joined() }

  consuming func parts(of diagnostics: [Diagnostic], noun: String) -> [Part] {
    var place = (offset: 0, line: firstLine, lineStart: 0)
    for diagnostic in diagnostics.prefix(Listing.shown) {
      let start = min(diagnostic.range.lowerBound, bytes.count)
      if start < place.offset { place = (0, firstLine, 0) }
      while place.offset < start {
        if bytes[place.offset] == 0x0A { place = (place.offset, place.line + 1, place.offset + 1) }
        place.offset += 1
      }
      append(diagnostic, line: place.line, lineStart: place.lineStart, start: start)
    }
    let more = diagnostics.count - Listing.shown
    if more > 0 {
      let least = diagnostics.count >= Findings.limit ? "at least " : ""
      append("and \(least)\(counted(more, "more " + noun))\n")
    }
    return parts
  }

  private mutating func append(_ text: String, _ role: Part.Role = .plain) {
    parts.append(Part(text: text, role: role))
  }

  private mutating func append(_ diagnostic: Diagnostic, line: Int, lineStart: Int, start: Int) {
    var lineEnd = start
    // A line may be a megabyte long; what is far behind the caret is not shown.
    while lineEnd < bytes.count, bytes[lineEnd] != 0x0A, lineEnd - start < 1000 { lineEnd += 1 }
    while lineEnd < bytes.count, bytes[lineEnd] & 0xC0 == 0x80 { lineEnd += 1 }
    if lineEnd > lineStart, lineEnd < bytes.count, bytes[lineEnd - 1] == 0x0D, bytes[lineEnd] == 0x0A { lineEnd -= 1 }
    let end = min(max(diagnostic.range.upperBound, start), max(lineEnd, start))

    var textStart = lineStart
    if textStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { textStart = min(3, start) }
    let before = characters(textStart..<start)
    let marked = characters(start..<end)
    let after = characters(end..<max(end, lineEnd))
    append("\(name):\(line):\(before.count + 1):", .heading)
    append(" ")
    append(diagnostic.severity == .error ? "error:" : "warning:", .severity(diagnostic.severity))
    append(" " + Listing.shortened(diagnostic.message).harmless + "\n")
    if !before.isEmpty || !marked.isEmpty || !after.isEmpty {
      appendExcerpt(before, marked, after, .severity(diagnostic.severity))
    }
    if let hint = diagnostic.hint {
      append("  ")
      append("hint:", .heading)
      append(" " + Listing.shortened(hint).harmless + "\n")
    }
  }

  /// The line with the carets below it.
  private mutating func appendExcerpt(
    _ before: [Character], _ marked: [Character], _ after: [Character], _ role: Part.Role
  ) {
    let markedWidth = width(marked[...])
    var left = before[...]
    var middle = marked[...]
    var right = after[...]
    var leftCut = false
    var rightCut = false
    if width(left) + markedWidth + width(right) > Listing.columns {
      let room = max(Listing.columns - min(markedWidth, Listing.columns / 2), 0)
      middle = middle.prefix(fitting(middle, Listing.columns / 2))
      rightCut = middle.count < marked.count
      let behind = rightCut ? 0 : min(width(right), room / 2)
      left = left.suffix(fitting(left.reversed(), room - behind))
      leftCut = left.count < before.count
      right = rightCut ? [] : right.prefix(fitting(right, Listing.columns - width(left) - width(middle)))
      rightCut = rightCut || right.count < after.count
    }
    let source = (leftCut ? "…" : "") + shown(left) + shown(middle) + shown(right) + (rightCut ? "…" : "")
    append(("  " + source).withoutBlanksBehind + "\n")
    append(String(repeating: " ", count: 2 + (leftCut ? 1 : 0) + width(left)))
    append(String(repeating: "^", count: max(1, width(middle))), role)
    append("\n")
  }

  private func characters(_ range: Range<Int>) -> [Character] {
    Array(String(decoding: bytes[range], as: UTF8.self))
  }

  private func width(_ characters: ArraySlice<Character>) -> Int { characters.reduce(0) { $0 + $1.columns } }

  /// How many of the characters, from the first on, fit into so many columns.
  private func fitting(_ characters: some Sequence<Character>, _ limit: Int) -> Int {
    var sum = 0
    var count = 0
    for character in characters {
      sum += character.columns
      if sum > limit { break }
      count += 1
    }
    return count
  }

  /// A tab as a blank, so that the caret stands below.
  private func shown(_ characters: ArraySlice<Character>) -> String {
    String(characters.map { $0 == "\t" ? " " : $0 }).harmless
  }

  /// What is quoted from the file, cut to what fits into a message: a name may be a megabyte long.
  static func shortened(_ text: String) -> String {
    let limit = 2 * columns
    guard text.utf8.count > limit else { return text }
    return text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
      index % 2 == 1 && part.count > limit ? part.prefix(limit - 1) + "…" : part
    }.joined(separator: "`")
  }
}
