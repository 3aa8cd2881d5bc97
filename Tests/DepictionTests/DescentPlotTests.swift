import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Testing
import Training

@Suite struct DescentPlotTests {
  private func descents(_ text: String) throws -> (Model, [Descent]) {
    let file = try FlowFile.read(FlowSource(name: "test.flow", text: text))
    return (file.model, file.runs.map { Descent(of: $0, in: file.model.graph) })
  }

  @Test("the lesson's four steps: the losses it names, and the path over w1 and w2") func lesson() throws {
    let (model, descents) = try descents(deliveryTime + "\ntrain L using gd(lr=0.05), steps=4\n")
    let sheet = Depiction().surfaceSheet(of: model, descents, hasBars: true)
    let panel = try #require(sheet.panels.first)
    #expect(panel.bars[0].bars.map(\.text) == ["9", "0.81", "0.0729", "0.006561", "0.0005905"])
    let plot = try #require(panel.plot)
    let series = plot.series[0]
    #expect(abs(series.points[1].x - 0.4) < 1e-12 && abs(series.points[1].y - 1.1) < 1e-12)
    // An arrow of plain descent is the step itself.
    let arrow = try #require(series.arrows.first)
    #expect(abs(arrow.to.x - 0.4) < 1e-12 && abs(arrow.to.y - 1.1) < 1e-12)
    #expect(plot.x.label == .name("w1") && plot.y.label == .name("w2") && plot.isSquare)
    #expect(series.points.allSatisfy { plot.shows($0) })
  }

  @Test("a loss over more than two powers of ten is logarithmic, another is not") func scale() throws {
    let (model, steep) = try descents(deliveryTime + "\ntrain L using gd(lr=0.05), steps=4\n")
    #expect(Depiction().lossSheet(of: model, steep).panels[0].plot?.y.scale == .logarithmic)
    let (other, flat) = try descents(deliveryTime + "\ntrain L using gd(lr=0.001), steps=4\n")
    #expect(Depiction().lossSheet(of: other, flat).panels[0].plot?.y.scale == .linear)
  }

  @Test("a run that explodes leaves the picture to the others") func exploding() throws {
    let text =
      deliveryTime + "\ntrain \"hot\" L using gd(lr=3.0), steps=9\ntrain \"mild\" L using gd(lr=0.01), steps=9\n"
    let (model, descents) = try descents(text)
    let plot = try #require(Depiction().lossSheet(of: model, descents).panels[0].plot)
    // Each step makes it (1 − 2·3·13)² = 5929 times as large: three points are seen, 9, 53,361 and 3.16e8, and no more.
    #expect(plot.series[0].points.prefix(3).allSatisfy { plot.shows($0) } && !plot.shows(plot.series[0].points[3]))
    #expect(plot.y.scale == .logarithmic)
    #expect(plot.segments(of: plot.series[0].points).contains { $0.leaves })
    #expect(plot.series[1].points.allSatisfy { plot.shows($0) })
    let surface = Depiction().surfaceSheet(of: model, descents, isSplit: true)
    #expect(surface.panels.map(\.verdict) == [.failure, .open])
    #expect(surface.panels[0].plot?.x == surface.panels[1].plot?.x)
    #expect(try #require(surface.panels[0].plot).series[0].points.count < 9)
  }

  @Test("one number is drawn as a curve, with the path on it") func oneKnob() throws {
    let (model, descents) = try descents(
      "input x = 2\ntarget y = 5\nparam w = 3\nloss L = (w*x - y)²\ntrain L using gd(lr=0.1), steps=3\n")
    let plot = try #require(Depiction().surfaceSheet(of: model, descents).panels[0].plot)
    let ground = try #require(plot.series.first { $0.isGround })
    for point in ground.points { #expect(abs(point.y - (2 * point.x - 5) * (2 * point.x - 5)) < 1e-9) }
    #expect(plot.series.last?.points.map(\.y).first == 1)
  }

  @Test("the picture holds the bottom of the valley: least squares of the five deliveries") func bottom() throws {
    let (model, descents) = try descents(fiveDeliveries + "\ntrain L using gd(lr=0.05), steps=12\n")
    let plot = try #require(Depiction().surfaceSheet(of: model, descents).panels[0].plot)
    #expect(plot.shows(Plot.Point(1.82767, 0.43703)))
  }
}
