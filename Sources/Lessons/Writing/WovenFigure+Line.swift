extension WovenFigure {
  /// Its line in the list of what was woven.
  package var line: String {
    var fields = [key, markup, picture?.name ?? "", picture?.hash ?? "", String(numbers.count)] + numbers
    for table in tables { fields += [table.path, table.hash] }
    return fields.map { Self.escaped($0) }.joined(separator: "\t")
  }

  /// Nil if the line is none of these.
  package init?(line: Substring) {
    var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { Self.plain($0) }
    guard fields.count >= 5, let count = Int(fields[4]), count >= 0, fields.count >= 5 + count,
      (fields.count - 5 - count) % 2 == 0
    else { return nil }
    key = fields[0]
    markup = fields[1]
    picture = fields[2].isEmpty ? nil : Picture(name: fields[2], hash: fields[3], bytes: nil)
    numbers = Array(fields[5..<5 + count])
    fields.removeFirst(5 + count)
    tables = stride(from: 0, to: fields.count, by: 2).map { Table(path: fields[$0], hash: fields[$0 + 1]) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func plain(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(scalar == "n" ? "\n" : scalar == "t" ? "\t" : scalar == "r" ? "\r" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
