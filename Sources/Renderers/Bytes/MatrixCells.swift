/// The numbers of a matrix that was written in lines.
enum MatrixCells {
  /// From lines such as `[1  −2.5]`, their numbers parted by blanks; any other lines are a column of text.
  static func rows(of lines: [String]) -> [[String]] {
    lines.map { line in
      guard line.hasPrefix("["), line.hasSuffix("]") else { return [line] }
      let words = line.dropFirst().dropLast().split(separator: " ")
      return words.isEmpty ? [line] : words.map { String($0) }
    }
  }
}
