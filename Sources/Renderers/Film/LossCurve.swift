import ElementaryFunctions
import Pictures
import Terminal

/// The losses of a film as a curve of dots. The scale is that of the whole film, so that the curve stays as it is once it is drawn.
package struct LossCurve: Sendable {
  let values: [Double]
  package let isLogarithmic: Bool
  private let low, high: Double
  /// What stands at the scale's ends.
  let lowText, highText: String

  package init(_ values: [Double], text: (Double) -> String) {
    self.values = values
    let finite = values.filter { $0.isFinite }
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    // Losses that span decades.
    isLogarithmic = least > 0 && most / least >= 50
    low = isLogarithmic ? Elementary.log(least) : min(least, 0)
    high = isLogarithmic ? Elementary.log(most) : max(most, low)
    lowText = text(isLogarithmic ? least : min(least, 0))
    highText = text(most)
  }

  /// Within 1×1, from the first of all losses to the last and from the scale's lower end up; nil for what is not finite.
  package func point(_ place: Int) -> Plot.Point? {
    let value = values[place]
    guard value.isFinite else { return nil }
    let y = high > low ? ((isLogarithmic ? Elementary.log(value) : value) - low) / (high - low) : 1
    return Plot.Point(values.count > 1 ? Double(place) / Double(values.count - 1) : 0, y)
  }

  /// Draws the first `count` losses; where it has left what is finite stands a cross, or `!`.
  func draw(
    _ count: Int, x: Int, y: Int, width: Int, height: Int, isASCII: Bool, style: Style, latest: Style,
    into frame: inout Frame
  ) {
    guard width > 0, height > 0, count > 0 else { return }
    var canvas = PlotTextCanvas(columns: width, rows: height, isFine: !isASCII)
    // Of a long run as many as there are dots.
    let step = max(count / (4 * width), 1)
    var last: Plot.Point?
    for place in Array(stride(from: 0, to: count, by: step)) + [count - 1] {
      guard let next = point(place) else { continue }
      canvas.line(from: last ?? next, to: next)
      last = next
    }
    canvas.draw(into: &frame, x: x, y: y, style: style, letter: Glyph("*"))
    if !values[count - 1].isFinite {
      let column = x + Int(Double(width - 1) * Double(count - 1) / Double(max(values.count - 1, 1)))
      frame[column, y] = Cell(glyph: Glyph(isASCII ? "!" : "×"), style: latest)
    }
  }
}
