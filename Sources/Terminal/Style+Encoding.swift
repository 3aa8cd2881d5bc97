extension Style {
  /// The escape code that turns `previous` into this, appended: what changes, or all anew, whichever is shorter
  /// (SGR, ECMA-48 8.3.117).
  package func write(after previous: Style, depth: ColourDepth, to bytes: inout [UInt8]) {
    guard self != previous, depth != .none else { return }
    let start = bytes.count
    bytes += [0x1b, 0x5b]
    let first = bytes.count
    // Bold and dim have one end, so what stays of them begins again.
    let losesWeight = previous.isBold && !isBold || previous.isDim && !isDim
    if losesWeight { bytes.add(22, after: first) }
    if isBold && (losesWeight || !previous.isBold) { bytes.add(1, after: first) }
    if isDim && (losesWeight || !previous.isDim) { bytes.add(2, after: first) }
    if foreground != previous.foreground { bytes.add(foreground, base: 30, depth: depth, after: first) }
    if background != previous.background { bytes.add(background, base: 40, depth: depth, after: first) }
    let change = bytes.count
    guard self != .plain else {
      if change - first > 1 {
        bytes.removeLast(change - first)
        bytes.append(0x30)
      }
      bytes.append(0x6d)
      return
    }
    bytes.append(0x30)
    if isBold { bytes.add(1, after: change) }
    if isDim { bytes.add(2, after: change) }
    if let foreground { bytes.add(foreground, base: 30, depth: depth, after: change) }
    if let background { bytes.add(background, base: 40, depth: depth, after: change) }
    if bytes.count - change < change - first {
      bytes.removeSubrange(first..<change)
    } else {
      bytes.removeLast(bytes.count - change)
    }
    // Two colours that are one in this depth need no code.
    if bytes.count == first { bytes.removeLast(first - start) } else { bytes.append(0x6d) }
  }
}

extension [UInt8] {
  /// One more parameter of a control sequence whose parameters begin at `first`.
  fileprivate mutating func add(_ number: Int, after first: Int) {
    if count > first { append(0x3b) }
    appendDecimal(number)
  }

  /// - Parameter base: 30 for the foreground, 40 for the background.
  fileprivate mutating func add(_ colour: Colour?, base: Int, depth: ColourDepth, after first: Int) {
    guard let colour else { return add(base + 9, after: first) }
    switch depth {
    case .none: break
    case .sixteen:
      let index = Int(colour.indexOf16)
      add(index < 8 ? base + index : base + 52 + index, after: first)
    case .twoHundredFiftySix:
      add(base + 8, after: first)
      add(5, after: first)
      add(Int(colour.indexOf256), after: first)
    case .trueColour:
      add(base + 8, after: first)
      add(2, after: first)
      add(Int(colour.red), after: first)
      add(Int(colour.green), after: first)
      add(Int(colour.blue), after: first)
    }
  }
}
