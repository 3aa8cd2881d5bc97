import Pictures
import Testing

@testable import Graphviz

@Suite struct LimitTests {
  @Test func aSharedLeafIsDrawnOncePerUseWhenItIsUsedFarAway() throws {
    let text = String(decoding: try SVGPicture().bytes(of: Zoo.shared(40)), as: UTF8.self)
    #expect(text.components(of: "class=\"reference parameter\"") > 30)
    let few = String(decoding: try SVGPicture().bytes(of: Zoo.shared(4)), as: UTF8.self)
    #expect(few.components(of: "class=\"reference") == 0)
  }

  /// Every one of these took Graphviz minutes, or would have.
  @Test func whatWouldTakeTooLongIsRefusedAtOnce() {
    var wide = Sketch()
    let leaves = (0..<1500).map { wide.leaf("x\($0)", .parameter, 1) }
    for unit in 0..<2 { wide.define("h\(unit)", nil, 1, from: leaves.map { ($0, nil, 1) }) }

    var skips = Sketch()
    var ids = [skips.leaf("x", .parameter, 1)]
    for i in 1...400 {
      ids.append(skips.define("h\(i)", nil, 1, from: [(ids[i - 1], nil, 1), (ids[i / 2], nil, 1)]))
    }

    let many = Diagram(
      boxes: (0..<20_000).map {
        Box(id: "x\($0)", role: .input, operation: "leaf", value: .number(0), gradient: nil, text: BoxText(name: "x"))
      })
    let clock = ContinuousClock()
    for diagram in [wide.diagram(), skips.diagram(), many] {
      let time = clock.measure {
        #expect(throws: GraphvizError.tooLarge(boxes: diagram.boxes.count, wires: diagram.arrows.count)) {
          try SVGPicture().bytes(of: diagram)
        }
      }
      #expect(time < .seconds(5))
    }
    #expect(GraphvizError.tooLarge(boxes: 2, wires: 1).description.contains("--of NODE"))
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
    #expect(throws: GraphvizError.self) { try SVGPicture().bytes(of: diagram) }
  }
}

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
