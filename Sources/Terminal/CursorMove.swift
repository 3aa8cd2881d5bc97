/// A way for the cursor from one place to another (ECMA-48); x and y count from 0.
struct CursorMove: Equatable {
  /// At most two functions: a vertical and a horizontal one, or one for both.
  private enum Function: Equatable {
    case none
    /// CUP, to a row and a column.
    case place(x: Int, y: Int)
    /// A letter with a number: CUU `A`, CUD `B`, CUF `C`, CUB `D`, CHA `G`, VPA `d`.
    case letter(UInt8, Int)
    /// A control character, several times: LF, BS, CR.
    case control(UInt8, times: Int)

    var count: Int {
      switch self {
      case .none: 0
      case .place(let x, let y):
        3 + (y == 0 && x == 0 ? 0 : y == 0 ? 0 : digits(y + 1)) + (x == 0 ? 0 : 1 + digits(x + 1))
      case .letter(_, let number): 3 + (number == 1 ? 0 : digits(number))
      case .control(_, let times): times
      }
    }

    func write(to bytes: inout [UInt8]) {
      switch self {
      case .none: break
      case .place(let x, let y):
        bytes += [0x1b, 0x5b]
        if y > 0 { bytes.appendDecimal(y + 1) }
        if x > 0 {
          bytes.append(0x3b)
          bytes.appendDecimal(x + 1)
        }
        bytes.append(0x48)
      case .letter(let letter, let number):
        bytes += [0x1b, 0x5b]
        if number != 1 { bytes.appendDecimal(number) }
        bytes.append(letter)
      case .control(let byte, let times):
        for _ in 0..<times { bytes.append(byte) }
      }
    }
  }

  private let vertical: Function
  private let horizontal: Function

  /// Bytes.
  var count: Int { vertical.count + horizontal.count }

  func write(to bytes: inout [UInt8]) {
    vertical.write(to: &bytes)
    horizontal.write(to: &bytes)
  }

  /// From anywhere.
  static func place(x: Int, y: Int) -> CursorMove { CursorMove(vertical: .place(x: x, y: y), horizontal: .none) }

  static func shortest(fromX: Int, fromY: Int, toX: Int, y: Int) -> CursorMove {
    let relative = CursorMove(vertical: down(y - fromY, to: y), horizontal: across(from: fromX, to: toX))
    let absolute = place(x: toX, y: y)
    return relative.count <= absolute.count ? relative : absolute
  }

  private static func down(_ rows: Int, to y: Int) -> Function {
    guard rows != 0 else { return .none }
    let relative: Function =
      rows < 0
      ? .letter(0x41, -rows) : rows <= 3 ? .control(0x0a, times: rows) : .letter(0x42, rows)
    let absolute = Function.letter(0x64, y + 1)
    return relative.count <= absolute.count ? relative : absolute
  }

  private static func across(from: Int, to x: Int) -> Function {
    guard from != x else { return .none }
    if x == 0 { return .control(0x0d, times: 1) }
    let relative: Function =
      x > from ? .letter(0x43, x - from) : from - x <= 4 ? .control(0x08, times: from - x) : .letter(0x44, from - x)
    let absolute = Function.letter(0x47, x + 1)
    return relative.count <= absolute.count ? relative : absolute
  }
}

private func digits(_ number: Int) -> Int { number < 10 ? 1 : 1 + digits(number / 10) }

extension [UInt8] {
  /// A number that is not negative, in decimal digits.
  mutating func appendDecimal(_ number: Int) {
    if number >= 10 { appendDecimal(number / 10) }
    append(0x30 + UInt8(number % 10))
  }
}
