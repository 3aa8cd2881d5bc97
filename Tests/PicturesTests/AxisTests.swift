import Pictures
import Testing

@Suite struct AxisTests {
  private func texts(_ axis: Axis, _ count: Int) -> [String] {
    axis.ticks(atMost: count).compactMap(\.text?.text)
  }

  @Test("ticks stand 1, 2 or 5 times a power of ten apart") func linear() {
    #expect(texts(Axis("x", from: 0, to: 1), 6) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(texts(Axis("x", from: -1.2, to: 1.1), 6) == ["−1", "−0.5", "0", "0.5", "1"])
    #expect(texts(Axis("x", from: 0, to: 100), 6) == ["0", "20", "40", "60", "80", "100"])
    #expect(texts(Axis("x", from: 2.9e-5, to: 6.1e-5), 4) == ["3e−5", "4e−5", "5e−5", "6e−5"])
    #expect(texts(Axis("x", from: 0, to: 3e9), 4) == ["0", "1e9", "2e9", "3e9"])
  }

  @Test("steps are whole") func whole() {
    #expect(texts(Axis("step", from: 0, to: 4, isWhole: true), 9) == ["0", "1", "2", "3", "4"])
    #expect(texts(Axis("step", from: 0, to: 0, isWhole: true), 9) == ["0", "1"])
  }

  @Test("powers of ten on a logarithmic axis, some left out if they are many") func logarithmic() {
    #expect(texts(Axis("L", from: 0.01, to: 100, scale: .logarithmic), 8) == ["0.01", "0.1", "1", "10", "100"])
    #expect(texts(Axis("L", from: 1e-8, to: 1, scale: .logarithmic), 5) == ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"])
    #expect(texts(Axis("L", from: 1.5, to: 60, scale: .logarithmic), 8) == ["2", "5", "10", "20", "50"])
  }

  @Test("a position is a fraction of the axis, of the logarithm where that is the scale") func positions() {
    #expect(Axis("x", from: -1, to: 3).position(of: 1) == 0.5)
    #expect(abs(Axis("x", from: 1, to: 100, scale: .logarithmic).position(of: 10) - 0.5) < 1e-12)
    #expect(Axis("x", from: 1, to: 100, scale: .logarithmic).position(of: 0) == -.infinity)
  }

  @Test(
    "no axis is without length, or without end",
    arguments: [
      (0.0, 0.0), (5, 5), (-1e308, 1e308), (.nan, 1), (-.infinity, .infinity), (Double.leastNonzeroMagnitude, 1e-300),
      (1e15, 1e15 + 1),
    ])
  func hostile(_ low: Double, _ high: Double) {
    for scale in [Axis.Scale.linear, .logarithmic] {
      let axis = Axis.rounded("x", from: low, to: high, scale: scale)
      #expect(axis.low < axis.high && axis.low.isFinite && axis.high.isFinite)
      #expect(axis.ticks(atMost: 8).filter { $0.text != nil }.count <= 9)
    }
  }
}
