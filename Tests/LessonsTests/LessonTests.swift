import CommonMark
import FlowLanguage
import Foundation
import Lessons
import Testing

/// A lesson woven, with nothing to read but itself.
struct Woven {
  let text: String
  let problems: [String]
  let lesson: WovenLesson

  init(_ markdown: String, _ dialect: Dialect = .gfm, known: [String: WovenFigure] = [:]) throws {
    let bytes = Array(markdown.utf8)
    let lesson = Lesson(name: "l.md", bytes: bytes, blocks: try CommonMark.blocks(of: bytes))
    let files = LessonFiles(tables: .none) { _ throws(TableError) in throw TableError(reason: "nothing is here") }
    self.lesson = Weaver(dialect: dialect).woven(lesson, prefix: "l", reading: files, known: known) { _ in true }
    problems = self.lesson.problems.map { $0.listing.map { $0.text }.joined() }
    if dialect == .html {
      text = String(decoding: try self.lesson.page { try CommonMark.html(of: $0) }, as: UTF8.self)
    } else {
      text = String(decoding: self.lesson.text, as: UTF8.self)
    }
  }

  static let isThere = (try? CommonMark.blocks(of: [])) != nil
}

@Suite(.enabled(if: Woven.isThere, "cmark-gfm is missing"))
struct LessonTests {
  /// The lesson's delivery-time predictor: ŷ = 8, L = 9, gradient [12, 18]; after a step at rate 0.05 w = [0.4, 1.1], L = 0.81; after
  /// two w = [0.58, 1.37], L = 0.0729.
  static let delivery = """
    ```flow name=delivery hide
    input x1 = 2; input x2 = 3; target y = 5
    param w1 = 1; param w2 = 2
    ŷ = w1·x1 + w2·x2
    e = ŷ - y
    loss L = e²
    train L using gd(lr=0.05), steps=12, until=0.01
    ```

    """

  private func sentence(_ text: String) throws -> (text: String, problems: [String]) {
    let woven = try Woven(Self.delivery + "\n" + text)
    return (woven.text.split(separator: "\n").last.map { String($0) } ?? "", woven.problems)
  }

  @Test(arguments: [
    ("{{ delivery: dL/dw1 }}", "12"), ("{{delivery:L}}", "9"), ("{{ delivery: L after 2 steps }}", "0.0729"),
    ("{{ delivery: w2 after 1 step, 2 }}", "1.1"), ("{{ delivery: L after 3 steps, 2 }}", "0.0066"),
    ("{{ delivery: L = 0.81 after 1 step }}", "0.81"), ("{{ delivery: L after 1 step = 0.810 }}", "0.810"),
    ("{{ delivery: L < 0.2 after 12 steps }}", "0.006561"), ("{{ delivery: dL/dw1 after 1 step = -3.6 }}", "−3.6"),
    ("{{ delivery: \"gd\" converges }}", "converges"), ("{{ delivery: de/dŷ · dŷ/dw1 = x1 }}", "2"),
    ("`{{ delivery: L }}`", "`{{ delivery: L }}`"), ("``a ` {{ delivery: L }}``", "``a ` {{ delivery: L }}``"),
    ("\\{{ delivery: L }}", "\\{{ delivery: L }}"), ("<i a=\"{{ delivery: L }}\">", "<i a=\"{{ delivery: L }}\">"),
    ("{{ page.title }} {{< x >}} {{ a", "{{ page.title }} {{< x >}} {{ a"),
    ("a ` b {{ delivery: L }}", "a ` b 9"), ("a < b {{ delivery: L }}", "a < b 9"),
  ])
  func numbersStandInTheText(_ written: String, _ expected: String) throws {
    let (text, problems) = try sentence(written)
    #expect(text == expected)
    #expect(problems.isEmpty)
  }

  @Test(arguments: [
    ("{{ delivery: L after 2 steps = 0.18 }}", "L = 0.18 after 2 steps is false: L is 0.0729"),
    ("{{ delivery: L = 0.81 after 2 steps }}", "the claim is the value a step earlier"),
    ("{{ delivery: dL/dw1 = -12 }}", "the claim has the opposite sign"),
    ("{{ delivery: \"gd\" diverges }}", "is false"), ("{{ delivery: dL/dw3 }}", "there is no `w3`"),
    ("{{ delivery: L = }}", "error:"),
  ])
  func aFalseNumberEndsTheBuildWithItsPlace(_ written: String, _ words: String) throws {
    let (_, problems) = try sentence("So: " + written)
    #expect(problems.count == 1)
    // The line behind the block and a blank one; the column behind `So: {{ delivery: `.
    #expect(problems.first?.hasPrefix("l.md:10:18: error:") == true)
    #expect(problems.first?.contains(words) == true, "\(problems)")
  }

  @Test func aNameThatThereIsNotStaysWithAWarning() throws {
    let (text, problems) = try sentence("{{ nowhere: L }}")
    #expect(text == "{{ nowhere: L }}")
    #expect(problems.count == 1 && problems[0].hasPrefix("l.md:10:1: warning: there is no block `nowhere`"))
  }

  @Test func aBlockBuildsOnAnother() throws {
    // w1 = 0.5: ŷ = 7, L = 4, dL/dw1 = 2·2·2 = 8. What the base claims is not claimed here.
    let text =
      Self.delivery.replacing("loss L", with: "expect e = 3\nloss L") + """
        ```flow name=other from=delivery
        w1 = 0.5
        expect L = 4
        twice = 2·L
        ```
        {{ other: dL/dw1 }} {{ other: twice = 8 }}
        """
    let woven = try Woven(text)
    #expect(woven.problems.filter { !$0.contains("warning") }.isEmpty, "\(woven.problems)")
    #expect(woven.text.hasSuffix("8 8"))
  }

  @Test(arguments: [
    ("```flow nonsense", "there is no option `nonsense`", 1, 9), ("```flow at=x", "wants a number of steps", 1, 9),
    ("```flow fit=9x9", "wants a frame", 1, 9), ("```flow explain fit=800x450", "has no effect on `explain`", 1, 17),
    ("```flow name=a/b", "a name is made of", 1, 9), ("```flow from=../../x.flow", "nothing is here", 1, 1),
    ("```flow from=later", "there is no block of this name above", 1, 1),
    ("```flow kind=surface", "is for `flow plot`", 1, 9),
    ("```flow train", "it trains nothing", 1, 1), ("```flow at=3", "it trains nothing", 1, 1),
  ])
  func whatIsWrongWithABlockIsSaidAtItsFence(_ fence: String, _ words: String, _ line: Int, _ column: Int) throws {
    let woven = try Woven(fence + "\nparam w = 3; loss L = w²\n```\n")
    #expect(woven.problems.count == 1)
    #expect(woven.problems.first?.hasPrefix("l.md:\(line):\(column): error:") == true, "\(woven.problems)")
    #expect(woven.problems.first?.contains(words) == true, "\(woven.problems)")
  }

  @Test(arguments: [
    ("> 1. a\n>\n>    ```flow\n>    param w = 3\n>    loss L = x²\n>    ```\n", 5, 15),
    ("- ~~~ flow\n  param w = 3\n  loss L = x²\n  ~~~", 3, 12),
    ("```{.flow at=0}\r\nparam w = 3\r\nloss L = x²\r\n```\r\n", 3, 10),
    ("```{#a .flow}\nparam w = 3\nloss L = x²", 3, 10),
  ])
  func errorsOfABlockAreAtTheirLineAndColumn(_ text: String, _ line: Int, _ column: Int) throws {
    let woven = try Woven(text)
    #expect(
      woven.problems.first?.hasPrefix("l.md:\(line):\(column): error: there is no `x`") == true, "\(woven.problems)")
  }

  @Test func aFigureStandsInItsQuoteAndList() throws {
    let woven = try Woven(
      "> text\n> ```flow\n> param w = 3; loss L = w²\n> ```\n> more\n\n1. ```flow name=b\n   param w = 3; loss L = w²\n   ```\n"
    )
    let lines = woven.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "> text")
    #expect(lines[2].hasPrefix("> ![") && lines[2].hasSuffix("](l-1.svg)"))
    #expect(lines[3] == ">" && lines[4] == "> more")
    #expect(lines[6].hasPrefix("1. ![") && lines[6].hasSuffix("](l-b.svg)"))
  }

  @Test func aPictureThatDoesNotFitIsWarnedOf() throws {
    let block = "```flow detail=operations direction=LR fit=100x100\nparam w = 3; loss L = exp(tanh(w² + 2w))\n```\n"
    let woven = try Woven(block)
    #expect(woven.problems.count == 1)
    #expect(woven.problems.first?.hasPrefix("l.md:1:1: warning: text is smaller than 11 px in 100×100") == true)
    #expect(try Woven(block.replacing("fit=100x100", with: "fit=none")).problems.isEmpty)
  }

  @Test func whatHasNotChangedIsNotDrawnAgain() throws {
    let text = Self.delivery.replacing(" hide", with: "") + "{{ delivery: L }}"
    let first = try Woven(text)
    let figure = try #require(first.lesson.figures.first ?? nil)
    #expect(figure.picture?.bytes != nil)
    let line = figure.line
    let kept = try #require(WovenFigure(line: line[...]))
    let again = try Woven(text, known: [kept.key: kept])
    #expect((again.lesson.figures[0])?.picture?.bytes == nil)
    #expect(again.text == first.text)
    for changed in [
      text.replacing("x1 = 2", with: "x1 = 3"), text.replacing("name=delivery", with: "name=delivery at=1"),
      text.replacing("L }}", with: "e }}"),
    ] {
      #expect((try Woven(changed, known: [kept.key: kept]).lesson.figures[0])?.picture?.bytes != nil)
    }
    let other = try Woven(text, .pandoc, known: [kept.key: kept])
    #expect((other.lesson.figures[0])?.picture?.bytes != nil)
  }

  @Test func aPageHoldsNothingButOurFigures() throws {
    let hostile = """
      # <script>alert(1)</script> & title

      <script>alert(2)</script>

      [a](javascript:alert(3)) <img src=x onerror=alert(4)> ![b](javascript:alert(5)) EDGEWISEFIGURE0END

      <style>body{background:url(javascript:alert(6))}</style>

      ```flow name=a
      title "<script>alert(7)</script>\\" onload=\\"x"
      param w = 3 "</style><script>alert(8)</script>"
      loss L = w²
      ```

      {{ a: L }} <svg onload=alert(9)>
      """
    let page = try Woven(hostile, .html).text
    for piece in ["<script", "javascript:", "onerror", "onload=alert", "<svg"] {
      #expect(!page.contains(piece), "\(piece)")
    }
    #expect(page.contains("EDGEWISEFIGURE0END"))
    #expect(page.contains("<figure id=\"a\"><img src=\"data:image/svg+xml;base64,"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<p>9 "))
  }

  /// Every Markdown that lies about on this machine, at most 400.
  private static let others: [URL] = {
    let folders = [
      "/usr/share/doc", "/usr/lib/node_modules", "/usr/share/nodejs",
      ProcessInfo.processInfo.environment["EDGEWISE_PYTHON"].map {
        URL(fileURLWithPath: $0).deletingLastPathComponent().deletingLastPathComponent().path
      } ?? "/usr/lib/python3",
    ]
    var found: [URL] = []
    for folder in folders {
      let all = FileManager.default.enumerator(at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil)
      while found.count < 400, let url = all?.nextObject() as? URL {
        if ["md", "markdown", "rst"].contains(url.pathExtension) { found.append(url) }
      }
    }
    return found
  }()

  @Test func whatIsNotOursStaysToTheByte() throws {
    for url in Self.others {
      let bytes = [UInt8](try Data(contentsOf: url))
      guard String(validating: bytes, as: UTF8.self) != nil else { continue }
      let lesson = Lesson(name: "l.md", bytes: bytes, blocks: try CommonMark.blocks(of: bytes))
      let files = LessonFiles(tables: .none) { _ throws(TableError) in throw TableError(reason: "nothing is here") }
      #expect(Weaver(dialect: .gfm).woven(lesson, prefix: "l", reading: files).text == bytes, "\(url.path)")
    }
    // And with a block before and a number behind, all between stays too.
    for text in ["\u{feff}a\r\n\r\n\tb\r\n", "a\0b\u{7f}", "[x]: y\n\n***\n| a |\n|--|\n", "$$\\frac{{a}}{{b}}$$"] {
      let woven = try Woven(Self.delivery + text + "\n\n{{ delivery: L }}").text
      #expect(woven.hasSuffix(text + "\n\n9"))
    }
  }
}
