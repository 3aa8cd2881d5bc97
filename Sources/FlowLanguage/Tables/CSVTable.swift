/// A CSV file, read strictly by RFC 4180: a header, commas, quotes where a cell needs them, rows as long as the
/// header, the language's numbers. What could be meant in two ways is an error with its line. Blank lines are
/// skipped.
struct CSVTable {
  enum Column {
    case named(String)
    /// From 0.
    case numbered(Int)
  }

  /// The columns' names, without the blanks around them.
  private(set) var header: [String] = []
  /// The header's cells are numbers, every one: perhaps the file has none.
  private(set) var hasNumbersAsHeader = false
  private var lexer: Lexer
  /// Row by row below the header: where a cell's text stands, without its quotes.
  private var cells: [Range<Int>] = []
  /// By row: its line, from 1.
  private var lines: [Int] = []

  /// O(bytes).
  init(_ bytes: [UInt8]) throws(TableError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw TableError(reason: "it is not text in UTF-8") }
    lexer = Lexer(bytes: bytes)
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while position < bytes.count {
      let first = line
      let row = try Self.row(bytes, &position, &line)
      if row.count == 1, Self.trimmed(row[0], bytes).isEmpty, !Self.isQuoted(row[0], bytes) { continue }
      if header.isEmpty {
        try readHeader(row)
        continue
      }
      guard row.count == header.count else {
        throw TableError(reason: "line \(first) has \(row.count) cells, the header \(header.count)")
      }
      cells += row
      lines.append(first)
    }
    guard !header.isEmpty else { throw TableError(reason: "it is empty") }
    guard !lines.isEmpty else { throw TableError(reason: "it has no rows below its header") }
  }

  private mutating func readHeader(_ row: [Range<Int>]) throws(TableError) {
    hasNumbersAsHeader = true
    for cell in row {
      let name = text(Self.trimmed(cell, lexer.bytes), isQuoted: Self.isQuoted(cell, lexer.bytes))
      guard !header.contains(name) else { throw TableError(reason: "two of its columns are called \"\(name)\"") }
      if number(cell) == nil { hasNumbersAsHeader = false }
      header.append(name)
    }
  }

  /// The cells up to the end of the line, or of the last line that a quote leads over.
  private static func row(
    _ bytes: [UInt8], _ position: inout Int, _ line: inout Int
  ) throws(TableError) -> [Range<Int>] {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    var row: [Range<Int>] = []
    while true {
      func failure(_ reason: String) -> TableError {
        TableError(reason: "line \(line), cell \(row.count + 1): \(reason)")
      }
      var start = position
      var end: Int
      if position < bytes.count, bytes[position] == quote {
        let opened = failure("its quote is never closed")
        start += 1
        position += 1
        while position < bytes.count,
          bytes[position] != quote || position + 1 < bytes.count && bytes[position + 1] == quote
        {
          if isLineEnd(bytes, position) { line += 1 }
          position += bytes[position] == quote ? 2 : 1
        }
        guard position < bytes.count else { throw opened }
        end = position
        position += 1
        guard position == bytes.count || bytes[position] == comma || isBreak(bytes[position]) else {
          throw failure("something stands behind its closing quote")
        }
      } else {
        while position < bytes.count, bytes[position] != comma, !isBreak(bytes[position]) {
          guard bytes[position] != quote else { throw failure("a quote stands in the middle of it") }
          position += 1
        }
        end = position
      }
      row.append(start..<end)
      guard position < bytes.count else { return row }
      position += 1
      if bytes[position - 1] == comma { continue }
      if !isLineEnd(bytes, position - 1) { position += 1 }
      line += 1
      return row
    }
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// A line ends in LF, CR LF or CR; this is its last byte.
  private static func isLineEnd(_ bytes: [UInt8], _ position: Int) -> Bool {
    bytes[position] == 0x0A || bytes[position] == 0x0D && (position + 1 == bytes.count || bytes[position + 1] != 0x0A)
  }

  private static func isQuoted(_ cell: Range<Int>, _ bytes: [UInt8]) -> Bool {
    cell.lowerBound > 0 && bytes[cell.lowerBound - 1] == UInt8(ascii: "\"")
  }

  private static func trimmed(_ cell: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var (start, end) = (cell.lowerBound, cell.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  private func text(_ cell: Range<Int>, isQuoted: Bool) -> String {
    var isSecond = false
    // A quotation mark is written twice.
    let bytes = lexer.bytes[cell].filter { byte in
      isSecond = isQuoted && byte == UInt8(ascii: "\"") && !isSecond
      return !isSecond
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Columns

  /// The numbers of the columns asked for, or of all.
  mutating func columns(_ columns: [Column]?) throws(TableError) -> [[Double]] {
    var result: [[Double]] = []
    for column in columns ?? header.indices.map({ .numbered($0) }) {
      let index = try index(of: column)
      var numbers: [Double] = []
      numbers.reserveCapacity(lines.count)
      for row in lines.indices {
        let cell = cells[row * header.count + index]
        guard let number = number(cell) else {
          let written = String(decoding: lexer.bytes[Self.trimmed(cell, lexer.bytes)], as: UTF8.self)
          let reason = written.isEmpty ? "the cell is empty" : "\"\(written)\" is not a number"
          throw TableError(reason: "line \(lines[row]), column \"\(header[index])\": \(reason)")
        }
        numbers.append(number)
      }
      result.append(numbers)
    }
    return result
  }

  private func index(of column: Column) throws(TableError) -> Int {
    switch column {
    case .named(let name):
      if let index = header.firstIndex(of: name) { return index }
      let names = header.map { "\"\($0)\"" }.joined(separator: ", ")
      throw TableError(reason: "it has no column \"\(name)\"; its columns are \(names)")
    case .numbered(let index):
      if header.indices.contains(index) { return index }
      throw TableError(reason: "it has no column \(index); the last is \(header.count - 1)")
    }
  }

  /// A number as a flow file writes it, perhaps with a sign; nil if the cell holds anything else, or one too large.
  private mutating func number(_ cell: Range<Int>) -> Double? {
    let cell = Self.trimmed(cell, lexer.bytes)
    lexer.position = cell.lowerBound
    var token = lexer.next()
    let isNegative = token.kind == .minus
    if isNegative || token.kind == .plus { token = lexer.next() }
    guard token.kind == .number, lexer.bytes[token.start] < 0x80, token.end == cell.upperBound,
      let number = lexer.number(token)
    else { return nil }
    return isNegative ? -number : number
  }
}
