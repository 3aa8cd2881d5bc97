import FlowLanguage
import Renderers

/// Lessons in, lessons with figures and numbers out.
///
/// All that is not a block of flow or a number stays to the byte.
package struct Weaver: Sendable {
  package let dialect: Dialect
  /// Whether pictures stand in the text, not beside it.
  package let isEmbedded: Bool
  /// Whether graphs are TikZ, for LaTeX.
  package let drawsTikZ: Bool
  /// Whether figures of a page may be alive: their markup is an element that the engine plays.
  package let isAlive: Bool
  /// Of the program that weaves: another one draws all again.
  package let stamp: String

  package init(
    dialect: Dialect, isEmbedded: Bool = false, drawsTikZ: Bool = false, isAlive: Bool = false, stamp: String = ""
  ) {
    self.dialect = dialect
    self.isEmbedded = isEmbedded || dialect == .html
    self.drawsTikZ = drawsTikZ
    self.isAlive = isAlive && dialect == .html
    self.stamp = stamp
  }

  /// - Parameters:
  ///   - prefix: what the names of pictures begin with.
  ///   - known: what was woven before, by key.
  ///   - isCurrent: whether a table, or a picture beside the text, is what it was; by path and hash.
  package func woven(
    _ lesson: Lesson, prefix: String, reading files: LessonFiles, known: [String: WovenFigure] = [:],
    isCurrent: (WovenFigure) -> Bool = { _ in false }
  ) -> WovenLesson {
    let proof = LessonProof(lesson: lesson, files: files)
    var problems = lesson.findings.map { finding in
      LessonProblem(kind: finding.severity == .warning ? .warning : .bad, source: lesson.source, diagnostic: finding)
    }
    var figures: [WovenFigure?] = []
    for figure in lesson.figures {
      do throws(LessonProof.Unproved) {
        let text = try proof.text(of: figure)
        let key = key(of: figure, text, prefix: prefix, in: lesson)
        if let old = known[key], isCurrent(old) {
          figures.append(old)
          continue
        }
        let reads = TableReads(files.tables)
        let recorded = LessonProof(lesson: lesson, files: LessonFiles(tables: reads.source, flow: files.flow))
        let (proved, found) = try recorded.proved(text, figure)
        problems += found
        guard found.allSatisfy({ $0.kind == .warning }) else {
          figures.append(nil)
          continue
        }
        var odd = found
        var woven = try drawn(proved, figure, text, reads, prefix: prefix, in: lesson, finding: &odd)
        problems += odd.dropFirst(found.count)
        // What was warned of is to be warned of again.
        woven.key = odd.isEmpty ? key : ""
        woven.tables = reads.tables
        figures.append(woven)
      } catch {
        problems += error.problems
        figures.append(nil)
      }
    }
    return WovenLesson(lesson: lesson, figures: figures, problems: problems)
  }

  private func key(of figure: LessonFigure, _ text: FlowText, prefix: String, in lesson: Lesson) -> String {
    var hash = ContentHash()
    for part in [
      stamp, dialect.rawValue, isEmbedded ? "in" : "beside", drawsTikZ ? "tikz" : isAlive ? "live" : "svg", prefix,
      text.text,
      "\(figure.options)",
    ] {
      hash.add(part)
    }
    hash.add(String(figure.options.name == nil ? figure.number : 0))
    for setting in text.settings { hash.add(setting.name + "=" + setting.value) }
    for insertion in lesson.insertions where insertion.name == figure.options.name {
      hash.add("\(insertion.claim) \(insertion.printed)")
    }
    if figure.options.showsCode { hash.add(figure.text) }
    return hash.text
  }

  private func drawn(
    _ proved: LessonProof.Proved, _ figure: LessonFigure, _ text: FlowText, _ reads: TableReads, prefix: String,
    in lesson: Lesson, finding odd: inout [LessonProblem]
  ) throws(LessonProof.Unproved) -> WovenFigure {
    let options = figure.options
    var numbers: [String] = []
    for (index, insertion) in lesson.insertions.enumerated() where insertion.name == options.name {
      numbers.append(proved.numbers[index] ?? "")
    }
    var woven = WovenFigure(key: "", markup: "", picture: nil, numbers: numbers, tables: [])
    var parts: [String] = []
    if options.showsCode, figure.lines.contains(where: { !$0.text.isEmpty }) {
      let code = figure.text
      parts.append(dialect == .html ? "<pre><code>\(Markup.html(code))</code></pre>" : Markup.code(code))
    }
    if !options.isHidden {
      let drawing: FigureDrawing
      do throws(FigureDrawing.Failure) {
        drawing = try FigureDrawing(proved.file, options, dialect, drawsTikZ: drawsTikZ, moves: !isAlive)
      } catch {
        throw LessonProof.Unproved(problems: [
          LessonProblem(
            kind: .bad, source: lesson.source, diagnostic: Diagnostic(error: error.message, at: figure.head))
        ])
      }
      switch drawing {
      case .text(let text): parts.append(text)
      case .picture(let bytes, let alternative, let caption, let warning):
        if let warning {
          odd.append(
            LessonProblem(
              kind: .warning, source: lesson.source, diagnostic: Diagnostic(warning: warning, at: figure.head)))
        }
        let name = "\(prefix)-\(options.name ?? String(figure.number)).svg"
        var target = name
        if isEmbedded {
          target = "data:image/svg+xml;base64," + Base64.text(bytes)
        } else {
          woven.picture = WovenFigure.Picture(name: name, hash: ContentHash.text(of: bytes), bytes: bytes)
        }
        if isAlive, options.kind == .play {
          parts.append(live(figure, text, reads, picture: target, alternative: alternative.oneLine, in: lesson))
          break
        }
        parts.append(
          Markup.picture(target, alternative: alternative.oneLine, name: options.name, caption: caption, dialect))
      }
    }
    woven.markup = parts.joined(separator: "\n\n")
    return woven
  }

  /// The figure for the engine, with its picture until that plays.
  private func live(
    _ figure: LessonFigure, _ text: FlowText, _ reads: TableReads, picture: String, alternative: String,
    in lesson: Lesson
  ) -> String {
    let options = figure.options
    let settings = text.settings.map { "set=\($0.name)=\($0.value)" } + options.settings
    let image = "<img class=\"edgewise-still\" src=\"\(picture)\" alt=\"\(Markup.html(alternative))\">\n"
    let element = HTMLFigure(
      source: options.name ?? lesson.name, flow: text.ownText, settings: settings.joined(separator: "\n"),
      drawing: Array(image.utf8), tables: reads.texts, kind: "compact" + (options.name.map { " id=\"\($0)\"" } ?? ""))
    return String(decoding: element.bytes, as: UTF8.self)
  }
}

extension String {
  fileprivate var oneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
