import Pictures
import Testing

@testable import Renderers

/// What must hold wherever things are put.
@Suite struct SVGLayoutTests {
  static let cases: [(String, Direction, [FitStep])] = Zoo.all.flatMap { figure in
    Direction.allCases.flatMap { direction in
      [[], [.products, .gaps, .quiet, .leaves], [.gaps, .rows(3)]].map { (figure.name, direction, $0) }
    }
  }

  private func laidOut(
    _ name: String, _ direction: Direction, _ steps: [FitStep] = []
  ) throws -> (Diagram, SVGTypesetting, SVGLayout) {
    let diagram = try #require(Zoo.all.first { $0.name == name }?.diagram)
    let set = SVGTypesetting(diagram, direction: direction, steps: steps)
    return (diagram, set, try SVGLayout(of: diagram, set: set))
  }

  private func overlaps(_ a: SVGLayout.Frame, _ b: SVGLayout.Frame, apart: Double = 0) -> Bool {
    a.x < b.maxX + apart && b.x < a.maxX + apart && a.y < b.maxY + apart && b.y < a.maxY + apart
  }

  @Test(arguments: cases)
  func nothingOverlaps(name: String, direction: Direction, steps: [FitStep]) throws {
    let (diagram, set, layout) = try laidOut(name, direction, steps)
    #expect(layout.boxes.count == diagram.boxes.count)
    let frames = layout.boxes + layout.references.map(\.frame) + layout.wires.compactMap(\.label)
    for (index, a) in frames.enumerated() {
      #expect(
        a.x >= -0.01 && a.y >= -0.01 && a.maxX <= layout.size.width + 0.01 && a.maxY <= layout.size.height + 0.01)
      for b in frames[..<index] where overlaps(a, b) { Issue.record("\(a) overlaps \(b)") }
    }
    for (index, box) in layout.boxes.enumerated() {
      #expect(box.width >= set.boxes[index].width && box.height >= set.boxes[index].height)
    }
    for (wire, label) in zip(layout.wires, set.labels) {
      #expect((wire.label == nil) == (label == nil))
      if let room = wire.label, let label { #expect(room.width >= label.width && room.height >= label.height) }
    }
  }

  @Test(arguments: cases)
  func wiresGoForwardsAndThroughNothing(name: String, direction: Direction, steps: [FitStep]) throws {
    let (diagram, _, layout) = try laidOut(name, direction, steps)
    let isHorizontal = direction == .leftToRight
    for (index, wire) in layout.wires.enumerated() {
      let points = Self.samples(of: wire)
      for (a, b) in zip(points, points.dropFirst()) {
        if isHorizontal ? b.x < a.x - 0.01 : b.y < a.y - 0.01 { Issue.record("wire \(index) runs backwards") }
      }
      let target = layout.boxes[diagram.arrows[index].to]
      let tip = try #require(points.last)
      #expect(abs(isHorizontal ? tip.x - target.x : tip.y - target.y) < 0.01)
      for point in points.dropFirst().dropLast() {
        for frame in layout.boxes + layout.references.map(\.frame) {
          let isInside =
            point.x > frame.x + 0.1 && point.x < frame.maxX - 0.1 && point.y > frame.y + 0.1
            && point.y < frame.maxY - 0.1
          if isInside { Issue.record("wire \(index) runs through a box") }
        }
        for (other, label) in layout.wires.map(\.label).enumerated() where other != index {
          guard let label else { continue }
          let isInside = point.x > label.x && point.x < label.maxX && point.y > label.y && point.y < label.maxY
          if isInside { Issue.record("wire \(index) runs through the label of wire \(other)") }
        }
      }
      // Its own label lies on both sides of it.
      if let label = wire.label {
        let middle = isHorizontal ? label.midY : label.midX
        let along = points.filter {
          isHorizontal ? $0.x >= label.x && $0.x <= label.maxX : $0.y >= label.y && $0.y <= label.maxY
        }
        #expect(!along.isEmpty)
        #expect(along.allSatisfy { abs((isHorizontal ? $0.y : $0.x) - middle) < 0.31 })
      }
    }
  }

  @Test(arguments: cases)
  func everyWireEntersAtAPointOfItsOwn(name: String, direction: Direction, steps: [FitStep]) throws {
    let (diagram, _, layout) = try laidOut(name, direction, steps)
    let isHorizontal = direction == .leftToRight
    for box in diagram.boxes.indices {
      let tips = layout.wires.indices.filter { diagram.arrows[$0].to == box }
        .compactMap { layout.wires[$0].path.segments.last?.end }.map { isHorizontal ? $0.y : $0.x }.sorted()
      for (a, b) in zip(tips, tips.dropFirst()) { #expect(b - a > 3) }
      let frame = layout.boxes[box]
      for tip in tips {
        #expect(tip > (isHorizontal ? frame.y : frame.x) + 5 && tip < (isHorizontal ? frame.maxY : frame.maxX) - 5)
      }
    }
  }

  /// The wire in small pieces, Bézier curves by de Casteljau's formula.
  static func samples(of wire: SVGLayout.Wire) -> [SVGLayout.Point] {
    var points = [wire.path.start]
    for segment in wire.path.segments {
      guard let from = points.last else { break }
      // A piece every five points at least: a label is no shorter.
      let steps = 16 + Int(abs(segment.end.x - from.x) + abs(segment.end.y - from.y)) / 5
      for step in 1...steps {
        let t = Double(step) / Double(steps)
        switch segment {
        case .line(let end): points.append(.init(from.x + t * (end.x - from.x), from.y + t * (end.y - from.y)))
        case .curve(let p, let q, let end):
          let (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t)
          points.append(
            .init(
              a * from.x + b * p.x + c * q.x + d * end.x, a * from.y + b * p.y + c * q.y + d * end.y))
        }
      }
    }
    return points
  }

  @Test func theSpineIsStraightAndInOrder() throws {
    let (diagram, _, layout) = try laidOut("delivery", .leftToRight)
    let y = Dictionary(uniqueKeysWithValues: zip(diagram.boxes.map(\.id), layout.boxes))
    let ŷ = try #require(y["ŷ"])
    #expect(abs(ŷ.midY - (y["e"]?.midY ?? 0)) < 0.6 && abs(ŷ.midY - (y["L"]?.midY ?? 0)) < 0.6)
    // The operands of w1·x1 + w2·x2 from top to bottom, leaves on the left, the loss on the right.
    let order = ["w1", "x1", "w2", "x2"].compactMap { y[$0]?.y }
    #expect(order == order.sorted() && order.count == 4)
    #expect(["w1", "x1", "w2", "x2"].allSatisfy { (y[$0]?.maxX ?? .infinity) < ŷ.x })
    // The target stands beside what uses it.
    let target = try #require(y["y"])
    #expect(target.maxX == ŷ.maxX && target.y > ŷ.maxY)
    #expect(layout.size.width / layout.size.height > 1.4 && layout.size.width / layout.size.height < 3.5)
  }
}
