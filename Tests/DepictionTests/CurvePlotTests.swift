import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Testing
import Training

/// Curves over one number, of a leaf or of a computed node.
@Suite struct CurvePlotTests {
  private func series(_ text: String, over name: String, _ range: ClosedRange<Double> = -4...4) throws -> [Series] {
    let model = try model(text)
    let node = try #require(model.node(named: name))
    let sheet = Depiction().curveSheet(of: model, over: LeafEntry(leaf: node, entry: 0), range: range)
    return sheet.panels.flatMap { $0.plot?.series ?? [] }
  }

  private func pieces(_ series: [Series], _ index: Int) -> [[Plot.Point]] {
    series.filter { $0.index == index && $0.spot == nil }.map { $0.points }
  }

  /// relu' is 0 up to 0 and 1 behind (PyTorch's choice at 0 is 0).
  @Test func aJumpIsAGapWithAnOpenAndAFilledEnd() throws {
    let all = try series("input x = 2\nparam w = 1\nz = w·x\noutput a = relu(z)\n", over: "z")
    let slope = pieces(all, 1)
    try #require(slope.count == 2)
    #expect(slope[0].allSatisfy { $0.y == 0 && $0.x <= 0 } && slope[1].allSatisfy { $0.y == 1 && $0.x >= 0 })
    #expect(all.first { $0.spot == .closed }?.points == [Plot.Point(0, 0)])
    #expect(all.first { $0.spot == .open }?.points == [Plot.Point(0, 1)])
    // relu itself bends and does not jump.
    #expect(pieces(all, 0).count == 1)
  }

  /// Over z the slope of tanh is 1 − tanh²(z), at most 1, though x = 2 makes that over w twice as large.
  @Test func overAComputedNode() throws {
    let text = "input x = 2\nparam w = 0.5\nparam b = -0.3\nz = w·x + b\noutput a = tanh(z)\n"
    let overZ = try series(text, over: "z")
    #expect(pieces(overZ, 1).joined().map { $0.y }.max().map { ($0 - 1).magnitude < 1e-3 } == true)
    #expect(
      pieces(try series(text, over: "w"), 1).joined().map { $0.y }.max().map { ($0 - 2).magnitude < 1e-2 } == true)
    let here = try #require(overZ.first { $0.spot == .here }?.points.first)
    #expect((here.x - 0.7).magnitude < 1e-12 && (here.y - 0.6043677771172).magnitude < 1e-12)
  }

  @Test func aPoleAndAnEdgeOfTheDomainArePiecesWithoutEnds() throws {
    let pole = try series("param x = 2\noutput f = 1/x\n", over: "x")
    #expect(pieces(pole, 0).count == 2 && pole.allSatisfy { $0.spot == nil || $0.spot == .here })
    let edge = try series("param x = 2\noutput f = log(x)\n", over: "x")
    #expect(pieces(edge, 0).count == 1 && pieces(edge, 0)[0].allSatisfy { $0.x > 0 })
    #expect(pieces(edge, 0)[0].count > 100)
  }

  @Test func whatIsSteepIsNotTorn() throws {
    let steep = try series("param x = 0\noutput f = tanh(200·x)\n", over: "x")
    #expect(pieces(steep, 0).count == 1 && steep.allSatisfy { $0.spot == nil || $0.spot == .here })
  }

  /// "too hot" overshoots further with every step; three of its points are to be seen all the same.
  @Test func aRunThatDivergesKeepsThreePointsInTheFrame() throws {
    let text = """
      param w = 1
      loss L = 13·w²
      train "hot" L using gd(lr=0.2), steps=8
      train "modest" L using gd(lr=0.01), steps=8
      """
    let file = try FlowFile.read(FlowSource(name: "test", text: text))
    let descents = file.runs.map { Descent(of: $0, in: file.model.graph) }
    let plot = try #require(Depiction().lossSheet(of: file.model, descents).panels[0].plot)
    let hot = try #require(plot.series.first { $0.name == "hot" })
    // |1 − 2·0.2·13| = 4.2, so L grows 17.64 times a step.
    #expect((hot.points[1].y / hot.points[0].y - 17.64).magnitude < 1e-9)
    #expect(hot.points.prefix(3).allSatisfy { plot.shows($0) })
  }
}
