import Pictures
import Testing

@testable import Renderers

@Suite struct SVGLimitTests {
  @Test func aSharedLeafIsDrawnOncePerUseWhenItIsUsedFarAway() throws {
    let text = String(decoding: try SVGPicture().bytes(of: Zoo.shared(40)), as: UTF8.self)
    #expect(text.components(of: "class=\"reference parameter ") > 30)
    let few = String(decoding: try SVGPicture().bytes(of: Zoo.shared(4)), as: UTF8.self)
    #expect(few.components(of: "class=\"reference") == 0)
  }

  /// Every one of these took Graphviz minutes, or would have.
  @Test func largePicturesAreDrawn() throws {
    var wide = Sketch()
    let leaves = (0..<1500).map { wide.leaf("x\($0)", .parameter, 1) }
    for unit in 0..<2 { wide.define("h\(unit)", nil, 1, from: leaves.map { ($0, nil, 1) }) }

    var skips = Sketch()
    var ids = [skips.leaf("x", .parameter, 1)]
    for i in 1...400 {
      ids.append(skips.define("h\(i)", nil, 1, from: [(ids[i - 1], nil, 1), (ids[i / 2], nil, 1)]))
    }
    for sketch in [wide, skips] {
      let diagram = sketch.diagram()
      let text = String(decoding: try SVGPicture().bytes(of: diagram), as: UTF8.self)
      #expect(text.components(of: "aria-label=\"") == diagram.arrows.count)
    }
  }

  @Test func whatIsTooLargeIsRefusedAtOnce() {
    let diagram = Diagram(
      boxes: (0..<100_000).map {
        Box(id: "x\($0)", role: .input, operation: "leaf", value: .number(0), gradient: nil, text: BoxText(name: "x"))
      })
    let time = ContinuousClock().measure {
      #expect(throws: SVGPictureError.tooLarge(boxes: 100_000, wires: 0)) { try SVGPicture().bytes(of: diagram) }
    }
    #expect(time < .seconds(1))
    #expect(SVGPictureError.tooLarge(boxes: 2, wires: 1).description.contains("--of NODE"))
  }

  @Test func emptyAndDisconnectedDiagramsAreDrawn() throws {
    #expect(try SVGPicture().bytes(of: Diagram()).count > 300)
    var alone = Sketch()
    for k in 0..<4 { alone.leaf("x\(k)", .parameter, 1) }
    #expect(try SVGPicture().bytes(of: alone.diagram()).count > 300)
  }

  @Test func boxesInTheWrongOrderAreAnErrorNotATrap() {
    var diagram = Zoo.doubling
    diagram.arrows[0].to = 7
    #expect(throws: SVGPictureError.disordered) { try SVGPicture().bytes(of: diagram) }
  }
}

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
