import FlowLanguage
import Renderers

/// A lesson with its figures: text and pictures, and what was wrong.
package struct WovenLesson: Sendable {
  let lesson: Lesson
  /// By the number of the block; nil of one that is wrong.
  package let figures: [WovenFigure?]
  package var problems: [LessonProblem]

  init(lesson: Lesson, figures: [WovenFigure?], problems: [LessonProblem]) {
    self.lesson = lesson
    self.figures = figures
    self.problems = problems
  }

  /// In place of a block that is wrong, while a lesson is being written.
  private var errorText: String {
    problems.filter { $0.kind != .warning }.map { $0.listing.map { $0.text }.joined() }.joined()
  }

  /// The Markdown. What is wrong has its errors in its place.
  package var text: [UInt8] { text { figure in figures[figure]?.markup ?? Markup.code(errorText) } }

  /// The page: a Markdown with marks in the place of blocks is made HTML by `html`, which leaves no markup of the lesson's own, and
  /// then the figures are put in.
  ///
  /// - Parameters:
  ///   - isFragment: whether it is for another page: its body alone.
  ///   - assets: the engine of figures that play.
  ///   - pictures: the lesson's own, which are put in.
  package func page<Failure: Error>(
    isFragment: Bool = false, assets: HTMLPage.Assets? = nil, pictures: [LessonPicture] = [],
    _ html: ([UInt8]) throws(Failure) -> [UInt8]
  ) throws(Failure) -> [UInt8] {
    // A mark that the lesson does not have.
    var mark = "EDGEWISEFIGURE"
    while lesson.bytes.firstRange(of: Array(mark.utf8)) != nil { mark += "X" }
    let body = Self.holding(pictures, try html(text { "\(mark)\($0)END" }))
    var pieces: [UInt8] = []
    var rest = body[...]
    while let found = rest.firstRange(of: Array(mark.utf8)) {
      let end = rest[found.upperBound...].firstRange(of: Array("END".utf8))
      guard let end, let number = Int(String(decoding: rest[found.upperBound..<end.lowerBound], as: UTF8.self)),
        figures.indices.contains(number)
      else { break }
      let markup = figures[number]?.markup ?? "<pre>\(Markup.html(errorText))</pre>"
      var before = rest[..<found.lowerBound]
      var after = rest[end.upperBound...]
      // A paragraph of its own is none.
      if before.suffix(3).elementsEqual("<p>".utf8), after.starts(with: "</p>".utf8) {
        before = before.dropLast(3)
        after = after.dropFirst(4)
      }
      pieces += before
      pieces += markup.utf8
      rest = after
    }
    return isFragment ? pieces + rest : LessonPage(title: title, assets: assets).bytes(of: pieces + rest)
  }

  private static func holding(_ pictures: [LessonPicture], _ html: [UInt8]) -> [UInt8] {
    guard !pictures.isEmpty else { return html }
    var out: [UInt8] = []
    var place = 0
    for (range, link) in LessonPicture.links(in: html) {
      guard let path = LessonPicture.path(of: link), let picture = pictures.first(where: { $0.path == path }) else {
        continue
      }
      out += html[place..<range.lowerBound]
      out += picture.dataLink.utf8
      place = range.upperBound
    }
    return out + html[place...]
  }

  /// The first heading.
  private var title: String {
    let text = lesson.source.text
    let line = text.split(separator: "\n").first { $0.hasPrefix("# ") }
    return line.map { String($0.dropFirst(2)) } ?? lesson.name
  }

  private func text(_ markup: (Int) -> String) -> [UInt8] {
    var edits: [(range: Range<Int>, text: String)] = []
    for (index, figure) in lesson.figures.enumerated() {
      edits.append((figure.range, placed(markup(index), of: figure)))
    }
    var taken: [String: Int] = [:]
    for insertion in lesson.insertions {
      guard let figure = lesson.figure(named: insertion.name), let woven = figures[figure.number - 1] else {
        continue
      }
      let place = taken[insertion.name, default: 0]
      taken[insertion.name] = place + 1
      guard woven.numbers.indices.contains(place) else { continue }
      edits.append((insertion.range, Markup.words(woven.numbers[place])))
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var out: [UInt8] = []
    var place = 0
    for edit in edits {
      out += lesson.bytes[place..<edit.range.lowerBound]
      out += edit.text.utf8
      place = edit.range.upperBound
    }
    return out + lesson.bytes[place...]
  }

  /// The lines of a figure, each behind the signs of the quotes and lists around it, and a blank line where text would run into it.
  private func placed(_ markup: String, of figure: LessonFigure) -> String {
    let bytes = lesson.bytes
    let isReturned = bytes[..<figure.range.upperBound].last == 0x0d
    let blank = String(figure.prefix.other.reversed().drop { $0 == " " }.reversed())
    let lines = markup.split(separator: "\n", omittingEmptySubsequences: false)
    var text = lines.enumerated().map { index, line in
      (index == 0 ? "" : line.isEmpty ? blank : figure.prefix.other) + line
    }.joined(separator: "\n")
    let start = figure.range.lowerBound - figure.prefix.first.utf8.count
    if figure.prefix.first == figure.prefix.other, start > 0, hasText(before: start) {
      text = "\n" + figure.prefix.other + text
    }
    if hasText(behind: figure.range.upperBound) { text += "\n" + blank }
    return isReturned ? text + "\r" : text
  }

  private func hasText(before start: Int) -> Bool {
    let end = start - 1
    let line = lesson.bytes[..<end].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return lesson.bytes[line..<end].contains { $0 > 0x20 && $0 != UInt8(ascii: ">") }
  }

  private func hasText(behind end: Int) -> Bool {
    guard end < lesson.bytes.count else { return false }
    let start = end + 1
    let last = lesson.bytes[min(start, lesson.bytes.count)...].firstIndex(of: 0x0a) ?? lesson.bytes.count
    return start < last && lesson.bytes[start..<last].contains { $0 > 0x20 && $0 != UInt8(ascii: ">") }
  }
}
