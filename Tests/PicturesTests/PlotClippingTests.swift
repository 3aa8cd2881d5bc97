import Pictures
import Testing

@Suite struct PlotClippingTests {
  private let plot = Plot(x: Axis("x", from: 0, to: 10), y: Axis("y", from: 0, to: 10))

  @Test("a step inside is whole, one that leaves ends at the border") func border() {
    let segments = plot.segments(of: [Plot.Point(1, 1), Plot.Point(5, 5), Plot.Point(5, 25)])
    #expect(segments.count == 2)
    #expect(segments[0].to == Plot.Point(0.5, 0.5) && !segments[0].leaves && !segments[0].enters)
    #expect(segments[1].leaves && abs(segments[1].to.y - 1) < 1e-6 && abs(segments[1].to.x - 0.5) < 1e-9)
  }

  @Test("a step through the picture enters and leaves; one beside it is not seen") func through() {
    let across = plot.segments(of: [Plot.Point(-5, 5), Plot.Point(15, 5)])
    #expect(across.count == 1 && across[0].enters && across[0].leaves)
    #expect(plot.segments(of: [Plot.Point(-5, 5), Plot.Point(-1, 9)]).isEmpty)
    #expect(plot.segments(of: [Plot.Point(11, 11), Plot.Point(20, 20)]).isEmpty)
  }

  @Test("a leap to infinity leaves in its direction; a path ends at what is no number") func infinite() {
    let up = plot.segments(of: [Plot.Point(5, 5), Plot.Point(6, .infinity)])
    #expect(up.count == 1 && up[0].leaves && abs(up[0].to.x - 0.5) < 1e-6)
    let far = plot.segments(of: [Plot.Point(5, 5), Plot.Point(1e300, -1e300)])
    #expect(far.count == 1 && abs(far[0].to.x - 1) < 1e-6 && abs(far[0].to.y) < 1e-6)
    #expect(plot.segments(of: [Plot.Point(5, 5), Plot.Point(.nan, 6), Plot.Point(7, 7), Plot.Point(8, 8)]).isEmpty)
  }
}
