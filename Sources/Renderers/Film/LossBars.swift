import ElementaryFunctions
import Terminal

/// The losses of a film as bars. The scale is that of the whole film, so that bars stay as they are once they are drawn.
struct LossBars: Sendable {
  let values: [Double]
  let isLogarithmic: Bool
  private let low, high: Double
  /// What stands at the scale's ends.
  let lowText, highText: String

  init(_ values: [Double], text: (Double) -> String) {
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

  /// 0…1; nil for what is not a number.
  private func fraction(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    guard high > low else { return 1 }
    return ((isLogarithmic ? Elementary.log(value) : value) - low) / (high - low)
  }

  /// How many columns a bar takes in a width, and a blank after it where there is room.
  func columns(in width: Int) -> (bar: Int, gap: Int) {
    let room = width / max(values.count, 1)
    return room >= 3 ? (min(room - 1, 5), 1) : room == 2 ? (1, 1) : (1, 0)
  }

  /// Draws the first `count` bars with their feet on the area's last row.
  func draw(
    _ count: Int, x: Int, y: Int, width: Int, height: Int, isASCII: Bool, style: Style, latest: Style,
    into frame: inout Frame
  ) {
    let (bar, gap) = columns(in: width)
    let slots = min(values.count, width / (bar + gap))
    guard slots > 0 else { return }
    let levels: [Unicode.Scalar] = isASCII ? [".", ":", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    for slot in 0..<slots {
      let first = slot * values.count / slots
      guard first < count else { break }
      let last = min((slot + 1) * values.count / slots, count) - 1
      let isLatest = last == count - 1
      let column = x + slot * (bar + gap)
      let fraction = fraction(values[last])
      let eighths = max(Int(((fraction ?? 1) * Double(height * levels.count)).rounded()), 1)
      for row in 0..<height {
        let level = min(eighths - row * levels.count, levels.count)
        guard level > 0 else { break }
        let glyph = fraction == nil ? Glyph(isASCII ? "!" : "×") : Glyph(levels[level - 1])
        for offset in 0..<bar {
          frame[column + offset, y + height - 1 - row] = Cell(glyph: glyph, style: isLatest ? latest : style)
        }
      }
    }
  }
}
