import Foundation
import Pictures
import Testing

/// What is drawn can be read on its ground: the contrast of WCAG 2.1, 4.5 : 1 for text (1.4.3) and 3 : 1 for lines that matter (1.4.11).
@Suite struct ContrastTests {
  private static let themes: [Theme] = Theme.Name.allCases.map { .named($0) }

  private func luminance(_ colour: Theme.Colour) -> Double {
    func linear(_ part: UInt8) -> Double {
      let part = Double(part) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
  }

  private func contrast(_ a: Theme.Colour, _ b: Theme.Colour) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Published values: black on white 21, #777777 on white 4.48, #ff0000 on white 4.00 (webaim.org, contrast checker).
  @Test func theFormula() {
    let white = Theme.Colour(0xffffff)
    #expect(abs(contrast(.init(0), white) - 21) < 1e-9)
    #expect(abs(contrast(.init(0x777777), white) - 4.48) < 0.005)
    #expect(abs(contrast(.init(0xff0000), white) - 4) < 0.005)
  }

  @Test(arguments: themes)
  func text(theme: Theme) {
    let grounds = [theme.background] + Box.Role.allCases.map { theme.surface(of: $0).fill }
    for ground in grounds {
      for ink in [theme.text, theme.muted, theme.value, theme.gradient] {
        #expect(contrast(ink, ground) >= 4.5, "\(ink) on \(ground)")
      }
    }
  }

  @Test(arguments: themes)
  func lines(theme: Theme) {
    for line in [theme.wire, theme.quietWire, theme.stream] + theme.series {
      #expect(contrast(line, theme.background) >= 3, "\(line) on \(theme.background)")
    }
    for role in Box.Role.allCases {
      let surface = theme.surface(of: role)
      for ground in [theme.background, surface.fill] {
        #expect(contrast(surface.stroke, ground) >= 3, "\(surface.stroke) on \(ground)")
      }
      #expect(contrast(theme.quietWire, surface.fill) >= 3, "the hairline on \(surface.fill)")
    }
  }

  /// What comes forward and what goes back are apart for those who see no green (Machado, Oliveira and Fernandes 2009, deuteranopia,
  /// severity 1), too.
  @Test(arguments: themes)
  func forwardAndBackwardAreApart(theme: Theme) {
    func seen(_ colour: Theme.Colour) -> [Double] {
      let rgb = [colour.red, colour.green, colour.blue].map { Double($0) }
      let rows = [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
      ]
      return rows.map { row in zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let distance = zip(seen(theme.value), seen(theme.gradient)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(distance.squareRoot() > 60)
  }
}
