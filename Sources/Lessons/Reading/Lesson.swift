import FlowLanguage

/// A text in Markdown, its blocks of flow and the numbers in its text.
package struct Lesson: Sendable {
  /// As messages call it.
  package let name: String
  package let bytes: [UInt8]
  /// Which line of its source the first line is.
  package let firstLine: Int
  package private(set) var figures: [LessonFigure] = []
  private(set) var insertions: [Insertion] = []
  /// What is wrong with its blocks and names, and what is odd.
  private(set) var findings: [Diagnostic] = []

  /// - Parameter blocks: what Markdown makes of the bytes.
  package init(name: String, bytes: [UInt8], blocks: [MarkdownBlock], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    // Where each line begins, and where the last one ends.
    var starts = [0]
    for (place, byte) in bytes.enumerated() where byte == 0x0a { starts.append(place + 1) }
    starts.append(bytes.count + 1)
    let bodyStart = Self.endOfFrontMatter(bytes, starts)
    for block in blocks where block.lines.lowerBound >= 1 && block.lines.upperBound < starts.count {
      let start = starts[block.lines.lowerBound - 1]
      let end = min(starts[block.lines.upperBound] - 1, bytes.count)
      guard start >= bodyStart, start <= end else { continue }
      switch block.kind {
      case .html: break
      case .code(let info, let literal):
        if let info { add(info, literal, block, start: start, end: end, starts) }
      case .text:
        var scanner = InsertionScanner(bytes, in: start..<end)
        while let insertion = scanner.next() { insertions.append(insertion) }
      }
    }
    insertions.sort { $0.range.lowerBound < $1.range.lowerBound }
    checkNames()
  }

  package var source: FlowSource {
    FlowSource(name: name, text: String(decoding: bytes, as: UTF8.self), firstLine: firstLine)
  }

  /// The block of a name, above a place in the lesson.
  func figure(named name: String, before number: Int = .max) -> LessonFigure? {
    figures.last { $0.options.name == name && $0.number < number }
  }

  /// YAML at the beginning, which is not Markdown.
  private static func endOfFrontMatter(_ bytes: [UInt8], _ starts: [Int]) -> Int {
    func isRule(_ line: Int) -> Bool {
      let text = bytes[starts[line]..<min(starts[line + 1] - 1, bytes.count)].filter { $0 != 0x0d && $0 != 0x20 }
      return text.elementsEqual("---".utf8)
    }
    guard starts.count > 2, isRule(0), let last = (1..<starts.count - 1).first(where: { isRule($0) }) else {
      return 0
    }
    return min(starts[last + 1], bytes.count)
  }

  private mutating func add(
    _ info: String, _ literal: String, _ block: MarkdownBlock, start: Int, end: Int, _ starts: [Int]
  ) {
    let options: FigureOptions
    do throws(FigureOptions.Problem) {
      guard let read = try FigureOptions(info: info) else { return }
      options = read
    } catch {
      let head = Array(bytes[start..<min(starts[block.lines.lowerBound] - 1, bytes.count)])
      let word = Array(error.word.utf8)
      let place = head.indices.first { head[$0...].starts(with: word) }
      let range = place.map { start + $0..<start + $0 + word.count } ?? start..<start + head.count
      findings.append(Diagnostic(error: error.message, at: range))
      return
    }
    let fence = min(start + max(block.column - 1, 0), end)
    let first = String(decoding: bytes[start..<fence], as: UTF8.self)
    let other = String(first.map { $0 == ">" || $0 == "\t" ? $0 : " " })
    var lines: [(text: String, offset: Int)] = []
    let texts = literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for (index, text) in texts.enumerated() where block.lines.lowerBound + index < starts.count - 1 {
      let line = block.lines.lowerBound + index
      let last = min(starts[line + 1] - 1, bytes.count)
      let plain = text.last == "\r" ? text.dropLast() : text[...]
      let isReturned = last > starts[line] && bytes[last - 1] == 0x0d
      lines.append((String(plain), max(starts[line], last - (isReturned ? 1 : 0) - plain.utf8.count)))
    }
    if let name = options.name, figures.contains(where: { $0.options.name == name }) {
      findings.append(Diagnostic(error: "there is a block `\(name)` above", at: fence..<lineEnd(behind: fence)))
    }
    figures.append(
      LessonFigure(
        options: options, range: fence..<end, prefix: (first, other), lines: lines, number: figures.count + 1,
        head: fence..<lineEnd(behind: fence)))
  }

  private func lineEnd(behind start: Int) -> Int { bytes[start...].firstIndex(of: 0x0a) ?? bytes.count }

  /// Text with the name of no block is left as it is.
  private mutating func checkNames() {
    let unknown = insertions.filter { figure(named: $0.name) == nil }
    for insertion in unknown {
      findings.append(
        Diagnostic(
          warning: "there is no block `\(insertion.name)`, so this stays as it is",
          hint: "a block has a name by `flow name=\(insertion.name)`; `\\{{` says that this is no number",
          at: insertion.range))
    }
    insertions.removeAll { insertion in unknown.contains { $0.range == insertion.range } }
  }
}
