import Autodiff
import FlowLanguage
import Testing
import Training

let delivery = """
  title "Delivery time: one training example"

  input  x1 = 2     "distance, hundreds of km"
  input  x2 = 3     "weight, kg"
  target y  = 5     "hours"
  param  w1 = 1.0
  param  w2 = 2.0

  ŷ = w1·x1 + w2·x2
  e = ŷ - y
  loss L = e²

  train L using gd(lr=0.05), steps=12, until=0.01

  expect ŷ = 8
  expect dL/dw1 = 12
  expect L = 0.81 after 1 step

  """

@Suite struct DeliveryTests {
  @Test func readsTheSampleOfTheSpecification() throws {
    let file = try FlowFile.read(FlowSource(name: "delivery.flow", text: delivery))
    let model = file.model
    #expect(model.title == "Delivery time: one training example")
    #expect(model.definitions.map(\.name) == ["x1", "x2", "y", "w1", "w2", "ŷ", "e", "L"])
    #expect(model.definitions[0].note == "distance, hundreds of km")
    #expect(model.definitions[2].role == .target)
    #expect(model.definitions.map(\.expression) == [nil, nil, nil, nil, nil, "w1·x1 + w2·x2", "ŷ - y", "e²"])
    // ŷ is three nodes, so it ends at 7; e and L follow.
    #expect(model.definitions.map(\.node) == [0, 1, 2, 3, 4, 7, 8, 9])
    #expect(model.definitions.map(\.firstNode) == [0, 1, 2, 3, 4, 5, 8, 9])
    #expect(model.output == 9)
    let trace = model.graph.forwardTrace()
    #expect([7, 8, 9].map { trace.scalar(of: $0) } == [8, 3, 9])
    #expect(file.claims.map(\.text) == ["ŷ = 8", "dL/dw1 = 12", "L = 0.81 after 1 step"])
    #expect(file.claims.map(\.line) == [15, 16, 17])
    #expect(file.warnings.isEmpty)
    let run = try #require(file.runs.first)
    #expect(file.runs.count == 1 && run.name == "gd")
    #expect(run.rule == .gradientDescent && run.learningRate == 0.05 && run.schedule == .constant)
    #expect(run.steps == 12 && run.until == 0.01 && run.clipNorm == nil && run.weightDecay == 0)
    #expect(run.loss == 9 && run.parameters == [3, 4] && run.start.isEmpty)
  }

  @Test func formatsTheSampleAsItStands() throws {
    #expect(try formatted(FlowSource(name: "delivery.flow", text: delivery)) == delivery)
  }
}
