import Autodiff
import FlowLanguage
import Foundation
import Pictures
import Testing

@testable import Depiction

/// Groups closed and open, and tensors opened: the chain rule holds at every level.
@Suite struct LevelTests {
  static let layers = """
    title "two layers"
    input x = [1, 2]
    def dense(v, W, b) {
      z = W@v + b
      return tanh(z)
    }
    h[0] = x
    for i in 1..2 {
      group "layer" {
        param W = xavier([2, 2], seed=i)
        param b = [0.1, -0.2]
        h[i] = dense(h[i-1], W, b)
      }
    }
    group "loss" {
      s = sum(h[2]^2)
      loss L = s + h[1][0]
    }
    """

  private static func model(_ text: String) throws -> Model {
    try FlowFile.read(FlowSource(name: "t.flow", text: text)).model
  }

  /// What flows back along the arrows from a box adds up to its gradient, and 1 at the output.
  private func contributionsAddUp(_ diagram: Diagram, _ comment: String) {
    guard diagram.boxes.contains(where: { $0.gradient != nil }) else { return }
    var sums = diagram.boxes.map {
      [Double](repeating: $0.id == diagram.output ? 1 : 0, count: $0.value.numbers.count)
    }
    var sizes = sums
    for arrow in diagram.arrows {
      for (entry, number) in (arrow.contribution?.numbers ?? []).enumerated() {
        sums[arrow.from][entry] += number
        sizes[arrow.from][entry] += abs(number)
      }
    }
    for (index, box) in diagram.boxes.enumerated() {
      for (entry, gradient) in (box.gradient?.numbers ?? []).enumerated() where gradient.isFinite {
        let error = abs(sums[index][entry] - gradient)
        #expect(error <= 1e-9 * max(abs(gradient), sizes[index][entry], 1e-300), "\(comment): \(box.id)[\(entry)]")
      }
    }
  }

  @Test func aClosedGroupIsItsPorts() throws {
    let diagram = Depiction(detail: .groups).diagram(of: try Self.model(LevelTests.layers))
    // The first turn is used by the second and by the loss, each as a whole.
    #expect(diagram.boxes.map(\.id) == ["x", "h[0]", "h[1]", "h[2]", "L"])
    #expect(diagram.boxes.map(\.closed) == [nil, nil, "i = 1", "i = 2", "loss"])
    #expect(diagram.boxes.map(\.groups) == [[], [], ["i = 1"], ["i = 2"], ["loss"]])
    #expect(diagram.boxes[2].operation == "region")
    // W@v, + b, tanh; W and b
    #expect(diagram.boxes[2].text.formula?.text == "▣ \"i = 1\" (5 nodes, 2 parameters)")
    #expect(diagram.arrows.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [2, 3], [3, 4], [2, 4]])
    #expect(diagram.arrows[1].formula?.text == "W[1]ᵀ · (∂L/∂h[1] ⊙ (1 − h[1]²))")
    contributionsAddUp(diagram, "groups")
  }

  @Test func groupsOpenAndClose() throws {
    let model = try Self.model(LevelTests.layers)
    let opened = Depiction(detail: .groups, opened: ["i"]).diagram(of: model)
    #expect(opened.boxes.map(\.closed) == [nil, nil, "layer", "layer", "loss"])
    let deep = Depiction(detail: .groups, opened: ["i = 1/layer"]).diagram(of: model)
    #expect(deep.boxes.map(\.id) == ["x", "h[0]", "W[1]", "b[1]", "h[1]", "h[2]", "L"])
    #expect(deep.boxes[4].closed == "dense(h[i - 1], W, b)")
    let one = Depiction(closed: ["loss"]).diagram(of: model)
    #expect(one.boxes.last?.closed == "loss")
    #expect(one.boxes.contains { $0.id == "h[2].z" })
    let operations = Depiction(detail: .operations, closed: ["dense"]).diagram(of: model)
    #expect(operations.boxes.filter { $0.closed != nil }.map(\.id) == ["h[1]", "h[2]"])
    #expect(operations.boxes.contains { $0.id == "s.1" })
    for diagram in [opened, deep, one, operations] { contributionsAddUp(diagram, diagram.detail) }
  }

  @Test func aGroupThatIsLeftAndEnteredAgainStaysOpen() throws {
    let model = try Self.model(
      "group \"g\" { param a = 2; b = a*3 }\nu = b + 1\ngroup \"g\" { c = u*b }\ngroup \"k\" { loss d = c*2 }")
    let diagram = Depiction(detail: .groups).diagram(of: model)
    #expect(diagram.boxes.map(\.closed) == [nil, nil, nil, nil, "k"])
    #expect(diagram.notes == ["`g` stays open: the way through `u` leaves it and comes back"])
    // In stretches, but not entered again: the port of each is seen.
    let apart = try Self.model("group \"g\" { param a = 2 }\nparam v = 5\ngroup \"g\" { c = a*3 }\nloss d = c*v")
    let closed = Depiction(detail: .groups).diagram(of: apart)
    #expect(closed.boxes.map(\.id) == ["v", "c", "d"])
    #expect(closed.boxes[1].text.formula?.text == "▣ \"g\" (2 nodes, 1 parameter)")
  }

  @Test func scalarsOpenTensors() throws {
    let diagram = Depiction(detail: .scalars).diagram(of: try Self.model(LevelTests.layers))
    #expect(diagram.boxes.allSatisfy { $0.value.shape.isEmpty })
    #expect(diagram.box("W[1][0, 1]")?.groups == ["i = 1", "layer"])
    #expect(diagram.box("h[2][1]")?.groups == ["i = 2", "layer", "dense(h[i - 1], W, b)"])
    contributionsAddUp(diagram, "scalars")
    let closed = Depiction(detail: .scalars, closed: ["i = 2"]).diagram(of: try Self.model(LevelTests.layers))
    #expect(closed.boxes.filter { $0.closed != nil }.map(\.id) == ["h[2][0]", "h[2][1]"])
    contributionsAddUp(closed, "scalars, closed")
  }

  @Test func theGraphsAreThere() { #expect(LevelTests.graphs.count >= 40) }

  @Test(arguments: LevelTests.graphs) func everyGraphAtEveryLevel(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let source = FlowSource(name: path, text: text)
    guard let model = try? FlowFile.read(source, tables: .none).model else { return }
    // Larger ones are drawn in the command's tests; that the numbers agree is tried on all.
    guard model.graph.entryCount < 3_000 else { return }
    for detail in Detail.allCases where detail != .scalars || model.graph.entryCount < 300 {
      contributionsAddUp(Depiction(detail: detail).diagram(of: model), "\(path), \(detail)")
    }
  }

  static let graphs: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../graphs").standardized
      .path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().map { folder + "/" + $0 }
  }()
}
