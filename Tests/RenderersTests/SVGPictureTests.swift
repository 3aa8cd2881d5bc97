import Foundation
import Pictures
import Renderers
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The documents as a whole.
@Suite struct SVGPictureTests {
  static let names = Zoo.all.map(\.name)

  private func text(_ name: String, _ theme: Theme = .auto, _ direction: Direction = .leftToRight) throws -> String {
    let diagram = try #require(Zoo.all.first { $0.name == name }?.diagram)
    var picture = SVGPicture(theme: theme, direction: direction)
    picture.idPrefix = ""
    return String(decoding: try picture.bytes(of: diagram), as: UTF8.self)
  }

  @Test(arguments: names)
  func sameBytesEveryTime(name: String) throws {
    let first = try text(name)
    for _ in 0..<3 { #expect(try text(name) == first) }
  }

  /// All the text that a reader sees, with the tags gone.
  final class Reader: NSObject, XMLParserDelegate {
    var texts: [String] = []
    var ids: [String] = []
    var elements: Set<String> = []
    private var depth = 0

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.insert(name)
      if let id = attributes["id"] { ids.append(id) }
      if name == "text" {
        depth += 1
        texts.append("")
      }
    }
    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if name == "text" { depth -= 1 }
    }
    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if depth > 0 { texts[texts.count - 1] += text }
    }
  }

  private func read(_ text: String) throws -> Reader {
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
    return reader
  }

  @Test(arguments: names)
  func wellFormedAndComplete(name: String) throws {
    for theme in Theme.Name.allCases {
      for direction in Direction.allCases {
        let reader = try read(try text(name, .named(theme), direction))
        #expect(Set(reader.ids).count == reader.ids.count)
        #expect(
          reader.elements.isSubset(of: ["svg", "title", "desc", "style", "g", "rect", "path", "text", "tspan"]))
        let diagram = try #require(Zoo.all.first { $0.name == name }?.diagram)
        for box in diagram.boxes { #expect(reader.ids.contains(box.elementIdentifier)) }
        for arrow in diagram.arrows where name != "hostile" {
          #expect(reader.ids.contains(diagram.elementIdentifier(of: arrow)))
          if let label = arrow.text.derivative {
            #expect(reader.texts.contains(label.text))
          }
          if let label = arrow.text.contribution { #expect(reader.texts.contains { $0.hasSuffix(" " + label) }) }
        }
      }
    }
  }

  @Test func theLessonsNumbersAreThere() throws {
    let texts = try read(try text("delivery")).texts
    for line in [
      "forward: values →", "← backward: gradients", "ŷ=w1·x1 + w2·x2", "x1=2", "w1=1", "∂L/∂w1 = 12", "∂L/∂w2 = 18",
      "∂L/∂e = 6", "2e = 6", "x1 = 2", "← 6 · 2 = 12", "hundreds of km", "L=e²", "9", "−1",
    ] {
      #expect(texts.contains(line), "\(line)")
    }
  }

  @Test func hostileTextIsDrawnLiterally() throws {
    let text = try text("hostile")
    let reader = try read(text)
    #expect(!text.contains("<script") && !text.contains("<b>"))
    #expect(reader.texts.contains { $0.contains("<>&\"{}|\\␊␛[31m🙂") })
    #expect(
      reader.texts.contains {
        $0.hasPrefix("<script>alert(1)</script> & \"quotes\" {}|\\ ␛[31m red \u{fffd}evil␊漢字 🙂")
      })
    #expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202e || $0.value == 0xffff })
  }

  @Test func themes() throws {
    let (auto, light) = (try text("delivery"), try text("delivery", .light))
    let (dark, print) = (try text("delivery", .dark), try text("delivery", .print))
    // Auto turns dark with its reader's system; what was asked to be light, dark or for paper stays.
    #expect(auto.contains("prefers-color-scheme:dark") && auto.contains(".background{fill:#ffffff}"))
    for fixed in [light, dark, print] { #expect(!fixed.contains("prefers-color-scheme")) }
    #expect(!dark.contains("#ffffff"))
    // No font, script or file from elsewhere.
    for text in [auto, light, dark, print] {
      #expect(text.components(of: "http") == 1 && !text.contains("@import") && !text.contains("url("))
      #expect(text.contains("<desc id=\"figure-text\">A computation graph"))
    }
  }
}
