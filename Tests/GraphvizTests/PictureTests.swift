import Diagrams
import Graphviz
import Testing

@Suite struct PictureTests {
  @Test(arguments: Zoo.all.map(\.name))
  func sameBytesEveryTime(name: String) throws {
    let diagram = try #require(Zoo.all.first { $0.name == name }?.diagram)
    let first = try SVGPicture().bytes(of: diagram)
    #expect(String(decoding: first, as: UTF8.self).hasSuffix("</svg>\n"))
    for _ in 0..<3 { #expect(try SVGPicture().bytes(of: diagram) == first) }
  }
}
