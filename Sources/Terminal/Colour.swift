/// A colour, in red, green and blue; a terminal of fewer colours gets the nearest that it has.
package struct Colour: Sendable, Hashable {
  package let red, green, blue: UInt8

  package static let red = Colour(red: 205, green: 0, blue: 0)
  package static let green = Colour(red: 0, green: 205, blue: 0)
  package static let yellow = Colour(red: 205, green: 205, blue: 0)

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The nearest of the 216 colours of the cube and the 24 greys.
  var indexOf256: UInt8 {
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ x: UInt8) -> Int {
      levels.indices.min { abs(levels[$0] - Int(x)) < abs(levels[$1] - Int(x)) } ?? 0
    }
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
      let (dr, dg, db) = (r - Int(red), g - Int(green), b - Int(blue))
      return dr * dr + dg * dg + db * db
    }
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let step = min(max((mean - 3) / 10, 0), 23)
    let grey = 8 + 10 * step
    if distance(grey, grey, grey) < distance(levels[r], levels[g], levels[b]) { return UInt8(232 + step) }
    return UInt8(16 + 36 * r + 6 * g + b)
  }

  /// Among the sixteen: by hue, since their exact colours are the person's own choice. Greys are bright black.
  var indexOf16: UInt8 {
    let (r, g, b) = (Int(red), Int(green), Int(blue))
    let high = max(r, g, b)
    let low = min(r, g, b)
    if high - low < 40 { return high > 200 ? 7 : high < 48 ? 0 : 8 }
    let middle = (high + low) / 2
    let code = (r > middle ? 1 : 0) + (g > middle ? 2 : 0) + (b > middle ? 4 : 0)
    return UInt8(code)
  }
}

/// How many colours a terminal shows.
package enum ColourDepth: String, Sendable, CaseIterable {
  /// No escape codes at all.
  case none
  case sixteen, twoHundredFiftySix, trueColour
}
