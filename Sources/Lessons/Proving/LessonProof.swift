import Autodiff
import Depiction
import FlowLanguage
import Letters
import Verification

/// The blocks of a lesson as flow files, their claims proved, and the numbers for the text.
struct LessonProof {
  let lesson: Lesson
  let files: LessonFiles

  /// A block that could be read.
  struct Proved {
    let file: FlowFile
    /// By the index of the insertion: what stands in its place.
    var numbers: [Int: String] = [:]
  }

  /// The text of a block, and what its claims are about.
  func text(of figure: LessonFigure) throws(Unproved) -> FlowText {
    var text = try base(of: figure)
    if figure.options.base != nil {
      text.dropClaims()
      if figure.lines.contains(where: { FlowText.word(of: $0.text) == "title" }) { text.dropTitle() }
      // A base that cannot be read has been reported where it stands.
      let known = try? FlowFile.read(FlowSource(name: lesson.name, text: text.text), tables: files.tables)
      let leaves = Set(
        (known?.model.definitions ?? []).filter { $0.role != .operation }.map { $0.name.canonicalName })
      for line in figure.lines {
        let setting = FlowText.setting(in: line.text)
        if let setting, leaves.contains(setting.name.canonicalName) {
          text.settings.append(setting)
          text.append("", .lesson(line.offset))
        } else {
          text.append(line.text, .lesson(line.offset))
        }
      }
    } else {
      text.append(figure)
    }
    if let name = figure.options.name {
      for (index, insertion) in lesson.insertions.enumerated() where insertion.name == name {
        text.append("expect " + insertion.claim, .insertion(index))
      }
    }
    return text
  }

  struct Unproved: Error {
    var problems: [LessonProblem]
  }

  private func base(of figure: LessonFigure) throws(Unproved) -> FlowText {
    guard let name = figure.options.base else { return FlowText() }
    if let base = lesson.figure(named: name, before: figure.number) {
      var text = try text(of: base)
      // Its text's claims are about it, not about what is built on it.
      text.dropClaims()
      return text
    }
    func unproved(_ reason: String, _ kind: LessonProblem.Kind) -> Unproved {
      return Unproved(problems: [
        LessonProblem(
          kind: kind, source: lesson.source,
          diagnostic: Diagnostic(error: "`from=\(name)`: \(reason)", at: figure.head))
      ])
    }
    guard name.hasSuffix(".flow") else {
      throw unproved("there is no block of this name above, and it is no .flow file", .bad)
    }
    do throws(TableError) {
      var text = FlowText()
      text.append(try files.flow(name))
      return text
    } catch {
      throw unproved(error.reason, error.isMissing ? .missing : .bad)
    }
  }

  /// Reads and proves a block.
  func proved(_ text: FlowText, _ figure: LessonFigure) throws(Unproved) -> (Proved, [LessonProblem]) {
    let file: FlowFile
    do throws(FlowErrors) {
      file = try FlowFile.read(
        FlowSource(name: lesson.name, text: text.text), settings: text.settings, output: figure.options.output,
        tables: files.tables)
    } catch {
      throw Unproved(problems: error.diagnostics.map { problem($0, in: error.source, text, figure) })
    }
    var problems = file.warnings.map { problem($0, in: file.source, text, figure) }
    // What the base was warned of is said there.
    problems.removeAll { figure.options.base != nil && $0.diagnostic.range.lowerBound < figure.range.lowerBound }
    var proved = Proved(file: file)
    for verdict in file.verdicts() {
      let line = text.lines[min(verdict.claim.line - 1, text.lines.count - 1)]
      if !verdict.holds {
        let report = Report(model: file.model, verdicts: [verdict], numerical: nil, warnings: [])
        let words = report.lines.first?.text.drop { $0 != ":" }.dropFirst(2) ?? ""
        let (source, range) = place(of: line)
        problems.append(
          LessonProblem(kind: .refuted, source: source, diagnostic: Diagnostic(error: String(words), at: range)))
      } else if case .insertion(let index) = line.origin {
        proved.numbers[index] = number(lesson.insertions[index], verdict)
      }
    }
    return (proved, problems)
  }

  private func number(_ insertion: Insertion, _ verdict: Verdict) -> String {
    switch insertion.printed {
    case .spelled(let digits): String(digits.map { $0 == "-" ? "−" : $0 })
    case .value(let precision):
      verdict.actual.map { NumberFormat(precision: precision).line($0, limit: 36) } ?? ""
    }
  }

  // MARK: Places

  /// The whole line, without the blanks before it.
  private func place(of line: (text: String, origin: FlowText.Origin)) -> (FlowSource, Range<Int>) {
    let blanks = line.text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let count = line.text.utf8.count
    switch line.origin {
    case .lesson(let offset): return (lesson.source, offset + blanks..<offset + count)
    case .file(let source, let offset): return (source, offset + blanks..<offset + count)
    case .insertion(let index): return (lesson.source, lesson.insertions[index].expressionRange)
    }
  }

  private func problem(
    _ diagnostic: Diagnostic, in source: FlowSource, _ text: FlowText, _ figure: LessonFigure
  ) -> LessonProblem {
    let kind: LessonProblem.Kind =
      diagnostic.severity == .warning ? .warning : diagnostic.isMissingFile ? .missing : .bad
    guard source.name == lesson.name, !text.lines.isEmpty else {
      // A leaf's new value, or an output, which the block itself gives.
      return LessonProblem(
        kind: kind, source: lesson.source, diagnostic: diagnostic.moved(to: figure.head))
    }
    let (index, column) = text.place(of: diagnostic.range.lowerBound)
    let line = text.lines[index]
    let count = max(min(diagnostic.range.count, line.text.utf8.count - column), 0)
    switch line.origin {
    case .lesson(let offset):
      return LessonProblem(
        kind: kind, source: lesson.source, diagnostic: diagnostic.moved(to: offset + column..<offset + column + count)
      )
    case .file(let source, let offset):
      return LessonProblem(
        kind: kind, source: source, diagnostic: diagnostic.moved(to: offset + column..<offset + column + count))
    case .insertion(let index):
      return LessonProblem(
        kind: kind, source: lesson.source, diagnostic: diagnostic.moved(to: lesson.insertions[index].expressionRange))
    }
  }
}
