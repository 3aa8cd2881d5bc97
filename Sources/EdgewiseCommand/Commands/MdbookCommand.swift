import ArgumentParser
import CommonMark
import Differences
import Lessons

struct MdbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mdbook",
    abstract: "A preprocessor for mdBook: every chapter is woven.",
    discussion: """
      In book.toml:
        [preprocessor.edgewise]
        command = "edgewise mdbook"

      mdBook writes its context and the book to standard input and reads the book from standard output. A false number \
      ends the build.

      EXAMPLES:
        edgewise mdbook supports html; echo $?
      """)

  @Argument(
    help: ArgumentHelp("'supports' and a renderer: exits with 0 for html, else with 1.", valueName: "question"))
  var question: [String] = []

  func validate() throws {
    guard question.isEmpty || question.count == 2 && question[0] == "supports" else {
      throw ValidationError("mdbook takes nothing, or 'supports' and the name of a renderer.")
    }
  }

  func run() throws {
    if let renderer = question.last {
      if renderer != "html" { throw Failure(.refuted) }
      return
    }
    let input: JSONValue
    do {
      input = try JSONReader.value(of: try Input.bytes(of: "-"))
    } catch let error as UnreadablePicture {
      throw Failure(.badFile, "standard input: \(error.reason)")
    }
    guard case .list(let pair) = input, pair.count == 2 else {
      throw Failure(.badFile, "standard input is not mdBook's: a context and a book")
    }
    let root = pair[0]["root"]?.text ?? "."
    let source = pair[0]["config"]?["book"]?["src"]?.text ?? "src"
    var chapters = ChapterWeaver(folder: "\(root)/\(source)", source: source)
    var book = pair[1]
    // `items` since 0.5, `sections` before.
    for key in ["items", "sections"] {
      if let items = book[key] { book[key] = try chapters.woven(items) }
    }
    if let failure = chapters.firstFailure { throw failure }
    try Console.write(data: book.json + [0x0a])
  }
}

/// Weaves the chapters of a book, and those within.
private struct ChapterWeaver {
  let folder: String
  /// As messages name it.
  let source: String
  private(set) var firstFailure: Failure?

  init(folder: String, source: String) {
    self.folder = folder
    self.source = source
  }

  mutating func woven(_ items: JSONValue) throws -> JSONValue {
    var result: [JSONValue] = []
    for var item in items.list {
      if var chapter = item["Chapter"] {
        if let content = chapter["content"]?.text {
          chapter["content"] = .text(try woven(content, chapter["source_path"]?.text ?? chapter["path"]?.text))
        }
        if let inner = chapter["sub_items"] { chapter["sub_items"] = try woven(inner) }
        item["Chapter"] = chapter
      }
      result.append(item)
    }
    return .list(result)
  }

  private mutating func woven(_ content: String, _ path: String?) throws -> String {
    let name = path.map { "\(source)/\($0)" } ?? "a chapter"
    do {
      let lesson = try LessonReader.lesson(Array(content.utf8), name: name)
      let files = LessonReader.files(beside: "\(folder)/\(path ?? "")", allowsOutside: false)
      let woven = Weaver(dialect: .mdbook, isEmbedded: true).woven(lesson, prefix: "figure", reading: files)
      for problem in woven.problems {
        Console.complain(problem.listing, .auto)
        if problem.kind != .warning { firstFailure = firstFailure ?? Failure(problem.status) }
      }
      return String(decoding: woven.text, as: UTF8.self)
    } catch let error as CommonMark.Unavailable {
      throw Failure(.unavailable, error.description)
    }
  }
}
