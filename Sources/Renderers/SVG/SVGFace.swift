import Letters

/// The three faces in which pictures are set, and how wide they are.
///
/// No font is ever asked: a picture must be the same bytes on every machine, and its reader may not have ours. The
/// tables hold the advance widths that Helvetica and Times Italic share with their clones, in thousandths of an em; the
/// `margin` makes room for what stands in for them elsewhere (DejaVu is the widest of the usual ones).
enum SVGFace: Sendable, Equatable {
  case sans, bold, italic

  /// By how much a substitute may be wider than the table says, in hundredths: letters and digits, then operators.
  var margin: (letters: Int, operators: Int) {
    switch self {
    case .sans: (117, 146)
    case .bold: (129, 146)
    case .italic: (130, 146)
    }
  }

  /// The room that `scalar` needs, in em/100,000: its width with the margin.
  func room(for scalar: Unicode.Scalar) -> Int {
    let code = Int(scalar.value)
    let table = self == .italic ? Self.timesItalic : Self.helvetica
    switch code {
    case 0x3c, 0x3d, 0x3e, 0x2b, 0x7e: return table[code - 0x20] * margin.operators
    case 0x20...0x7e: return table[code - 0x20] * margin.letters
    case 0xb1, 0xd7, 0xf7, 0x2200...0x22ff: return (code == 0x2202 ? 540 : 600) * margin.operators
    case 0xb7, 0x22c5: return 340 * margin.letters
    case 0xa0...0xff: return (code == 0xa0 ? 290 : code < 0xc0 ? 560 : code < 0xe0 ? 720 : 560) * margin.letters
    case 0x100...0x17f: return (code & 1 == 0 ? 740 : 640) * margin.letters
    case 0x391...0x3a9: return 740 * margin.letters
    case 0x3b1...0x3c9: return 600 * margin.letters
    case 0x2010...0x2027: return (code == 0x2026 || code == 0x2014 ? 1000 : 560) * margin.letters
    case 0x2032...0x2034: return 250 * (code - 0x2031) * margin.letters
    case 0x2190...0x21ff: return 1000 * margin.letters
    default:
      if case .shown(_, let columns) = Display(scalar.value) { return (columns == 2 ? 1080 : 900) * 115 }
      return 0
    }
  }

  static let helvetica: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
    833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
  ]

  static let timesItalic: [Int] = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833,
    667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500,
    444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400,
    275, 400, 541,
  ]
}
