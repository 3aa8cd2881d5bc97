extension FlowErrors {
  /// The errors as a person reads them: file, line and column, the line (cut around the caret if long) with a caret
  /// run, the hint; at most 20, then how many more.
  /// - Parameter coloured: with ANSI colour codes, for a terminal.
  package func listing(coloured: Bool = false) -> String {
    Listing(source: source, coloured: coloured).text(of: diagnostics, noun: ("error", "errors"))
  }
}

extension FlowFile {
  /// The same for warnings.
  package func warningListing(coloured: Bool = false) -> String {
    Listing(source: source, coloured: coloured).text(of: warnings, noun: ("warning", "warnings"))
  }
}

/// Diagnostics set as text.
package struct Listing {
  static let shown = 20
  /// A source line is cut to about this many columns.
  static let columns = 76

  let name: String
  let bytes: [UInt8]
  let coloured: Bool
  let firstLine: Int

  init(source: FlowSource, coloured: Bool) {
    firstLine = source.firstLine
    name = Listing.visible(source.name)
    bytes = Array(source.text.utf8)
    self.coloured = coloured
  }

  func text(of diagnostics: [Diagnostic], noun: (one: String, many: String)) -> String {
    var result = ""
    var place = (offset: 0, line: firstLine, lineStart: 0)
    for diagnostic in diagnostics.prefix(Listing.shown) {
      let start = min(diagnostic.range.lowerBound, bytes.count)
      if start < place.offset { place = (0, firstLine, 0) }
      while place.offset < start {
        if bytes[place.offset] == 0x0A { place = (place.offset, place.line + 1, place.offset + 1) }
        place.offset += 1
      }
      result += self.text(of: diagnostic, line: place.line, lineStart: place.lineStart, start: start)
    }
    let more = diagnostics.count - Listing.shown
    if more > 0 {
      let many = diagnostics.count >= Findings.limit ? "at least \(more)" : "\(more)"
      result += "and \(many) more \(more == 1 ? noun.one : noun.many)\n"
    }
    return result
  }

  private func text(of diagnostic: Diagnostic, line: Int, lineStart: Int, start: Int) -> String {
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
    let severity = diagnostic.severity == .error ? "error" : "warning"
    let tint = diagnostic.severity == .error ? "31" : "33"
    var result = styled("\(name):\(line):\(before.count + 1):", "1") + " "
    result +=
      styled(severity + ":", "1;" + tint) + " " + Listing.visible(Listing.shortened(diagnostic.message)) + "\n"
    if !before.isEmpty || !marked.isEmpty || !after.isEmpty {
      result += excerpt(before, marked, after, tint: tint)
    }
    if let hint = diagnostic.hint {
      result += "  " + styled("hint:", "1") + " " + Listing.visible(Listing.shortened(hint)) + "\n"
    }
    return result
  }

  /// The line with the carets below it.
  private func excerpt(_ before: [Character], _ marked: [Character], _ after: [Character], tint: String) -> String {
    let markedWidth = width(marked)
    var left = before[...]
    var middle = marked[...]
    var right = after[...]
    var leftCut = false
    var rightCut = false
    if width(before) + markedWidth + width(after) > Listing.columns {
      let room = max(Listing.columns - min(markedWidth, Listing.columns / 2), 0)
      middle = fitting(middle, Listing.columns / 2)
      rightCut = middle.count < marked.count
      let behind = rightCut ? 0 : min(width(after), room / 2)
      left = left.suffix(fittingBackwards(left, room - behind))
      leftCut = left.count < before.count
      right = rightCut ? [] : fitting(right, Listing.columns - width(Array(left)) - width(Array(middle)))
      rightCut = rightCut || right.count < after.count
    }
    let source = "  " + (leftCut ? "…" : "") + shown(left) + shown(middle) + shown(right) + (rightCut ? "…" : "")
    let indent = 2 + (leftCut ? 1 : 0) + width(Array(left))
    let carets = String(repeating: "^", count: max(1, width(Array(middle))))
    return Listing.trimmedEnd(source) + "\n" + String(repeating: " ", count: indent) + styled(carets, "1;" + tint)
      + "\n"
  }

  private func styled(_ text: String, _ code: String) -> String {
    coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func characters(_ range: Range<Int>) -> [Character] {
    Array(String(decoding: bytes[range], as: UTF8.self))
  }

  private func width(_ characters: [Character]) -> Int { characters.reduce(0) { $0 + Letters.width($1) } }

  private func fitting(_ characters: ArraySlice<Character>, _ limit: Int) -> ArraySlice<Character> {
    var sum = 0
    return characters.prefix {
      sum += Letters.width($0)
      return sum <= limit
    }
  }

  private func fittingBackwards(_ characters: ArraySlice<Character>, _ limit: Int) -> Int {
    var sum = 0
    var count = 0
    for character in characters.reversed() {
      sum += Letters.width(character)
      if sum > limit { break }
      count += 1
    }
    return count
  }

  private func shown(_ characters: ArraySlice<Character>) -> String { Listing.visible(String(characters)) }

  private static func trimmedEnd(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// What is quoted from the file, cut where nobody would read on: a name may be a megabyte.
  static func shortened(_ text: String) -> String {
    let limit = 2 * columns
    guard text.utf8.count > limit else { return text }
    return text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
      index % 2 == 1 && part.count > limit ? part.prefix(limit - 1) + "…" : part
    }.joined(separator: "`")
  }

  /// Control characters as their pictures and bidirectional controls as U+FFFD, so that a file's text can neither
  /// move the cursor nor reorder the line; a tab as a blank, so that the caret stands below.
  package static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0x00...0x1F: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF:
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
