import Autodiff
import FlowLanguage
import Testing

/// `csv("…")`: what a table may look like, and what is said of one that does not.
@Suite struct TableTests {
  /// One table, `d.csv`.
  private func tables(_ bytes: [UInt8]) -> TableSource {
    TableSource { path throws(TableError) in
      guard path == "d.csv" else { throw TableError(reason: "no such file", isMissing: true) }
      return bytes
    }
  }

  private func leaf(_ csv: String, columns: String? = nil) throws -> Tensor {
    let call = columns.map { "csv(\"d.csv\", columns=\($0))" } ?? "csv(\"d.csv\")"
    let file = try read("input a = \(call)\ny = sum(a)", tables: tables(Array(csv.utf8)))
    #expect(file.warnings.isEmpty)
    return file.model.graph.leafValue(of: 0)
  }

  private func complaint(_ csv: [UInt8], columns: String = "none") -> String {
    let call = columns == "none" ? "csv(\"d.csv\")" : "csv(\"d.csv\", columns=\(columns))"
    let listing = listing("input a = \(call)\ny = sum(a)", tables: tables(csv))
    let line = listing.split(separator: "\n").first ?? ""
    let start = "t.flow:1:15: error: `d.csv` cannot be read: "
    #expect(line.hasPrefix(start), "\(listing)")
    return String(line.dropFirst(start.count))
  }

  @Test func columnsAreVectorsAndMatrices() throws {
    let csv = "a,b,c\n1,x,7\n2,y,8\n3,z,9\n"
    #expect(try leaf(csv, columns: "[\"a\"]") == Tensor(shape: [3], scalars: [1, 2, 3]))
    #expect(try leaf(csv, columns: "2") == Tensor(shape: [3], scalars: [7, 8, 9]))
    #expect(try leaf(csv, columns: "[\"c\", 0]") == Tensor(shape: [3, 2], scalars: [7, 1, 8, 2, 9, 3]))
    #expect(try leaf("a,c\n1,7\n2,8") == Tensor(shape: [2, 2], scalars: [1, 7, 2, 8]))
  }

  /// Every way of RFC 4180 to write the same four numbers, and the blanks and line ends that programs leave.
  @Test(arguments: [
    "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "a,b\r1,2\r3,4\r", "\u{FEFF}a,b\n1,2\n3,4\n",
    "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n", "a , b\n 1 ,\t2\n3, 4\n", "\n\na,b\n\n1,2\n  \n3,4\n\n\n",
    "a,b\n1.0,+2\n.3e1,0_4.\n",
  ])
  func sameNumbers(csv: String) throws {
    #expect(try leaf(csv) == Tensor(shape: [2, 2], scalars: [1, 2, 3, 4]))
    #expect(try leaf(csv, columns: "\"b\"") == Tensor(shape: [2], scalars: [2, 4]))
  }

  @Test func numbersAreThoseOfTheLanguage() throws {
    let csv = "a\n-1.5\n\u{2212}2\n1e-3\n1_000\n0.1\n4.9e-324\n1.7976931348623157e308\n9007199254740993\n"
    #expect(
      try leaf(csv)
        == Tensor(
          shape: [8],
          scalars: [
            -1.5, -2, 0.001, 1000, 0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_992,
          ]
        ))
    for text in [
      "inf", "nan", "NaN", "0x10", "1e400", "1,5".replacing(",", with: ";"), "1 2", "--1", "1e", "½", "#1", "two",
    ] {
      #expect(complaint(Array("a,b\n0,3\n1,\(text)\n".utf8)) == "line 3, column \"b\": \"\(text)\" is not a number")
    }
    #expect(complaint(Array("a,b\n1,\n".utf8)) == "line 2, column \"b\": the cell is empty")
  }

  /// A name may hold all that a quote can: commas, quotes, the end of a line.
  @Test func quotedNames() throws {
    #expect(try leaf("\"a, \"\"b\"\"\",c\n1,2\n", columns: "[\"a, \\\"b\\\"\"]") == Tensor(shape: [1], scalars: [1]))
    #expect(try leaf("\"a\nb\",c\n1,2\n", columns: "[\"a\\nb\"]") == Tensor(shape: [1], scalars: [1]))
    // The line that is named counts those within quotes.
    #expect(complaint(Array("\"a\nb\",c\n1,2\n1,x\n".utf8)) == "line 4, column \"c\": \"x\" is not a number")
  }

  @Test(arguments: [
    ("", "it is empty"), ("\n \n", "it is empty"), ("a,b\n", "it has no rows below its header"),
    ("a,a\n1,2\n", "two of its columns are called \"a\""), ("a, a\n1,2\n", "two of its columns are called \"a\""),
    ("a,b\n1,2\n\n3\n", "line 4 has 1 cells, the header 2"), ("a,b\n1,2,3\n", "line 2 has 3 cells, the header 2"),
    ("a\n1\n\"2\n", "line 3, cell 1: its quote is never closed"),
    ("a,\"b\n1,2\n", "line 1, cell 2: its quote is never closed"),
    ("a,b\n1,\"2\"x\n", "line 2, cell 2: something stands behind its closing quote"),
    ("a,b\n1,2\"\n", "line 2, cell 2: a quote stands in the middle of it"),
  ])
  func whatIsNotATable(csv: String, reason: String) {
    #expect(complaint(Array(csv.utf8)) == reason)
  }

  @Test func whatIsNotText() {
    #expect(complaint([0x61, 0x0A, 0xFF, 0x0A]) == "it is not text in UTF-8")
    #expect(complaint(Array("a\n0\0\n".utf8)).hasPrefix("line 2, column \"a\""))
  }

  @Test func columnsThatAreNotThere() {
    let csv = Array("a, b \n1,2\n".utf8)
    #expect(complaint(csv, columns: "[\"c\"]") == "it has no column \"c\"; its columns are \"a\", \"b\"")
    #expect(complaint(csv, columns: "[2]") == "it has no column 2; the last is 1")
  }

  /// The first line would be lost without a word.
  @Test func aHeaderOfNumbersIsAWarning() throws {
    func warnings(_ csv: String) throws -> [String] {
      try read("input a = csv(\"d.csv\")\ny = sum(a)", tables: tables(Array(csv.utf8))).warnings.map { $0.message }
    }
    #expect(try warnings("1,2\n3,4\n") == ["the first line of `d.csv` is its header, but holds numbers"])
    #expect(try warnings("1,b\n3,4\n").isEmpty)
  }
}
