import FlowLanguage
import SwiftCSV

/// CSV files, found relative to the flow file that names them.
struct FolderTables: TableSource {
  let folder: String

  /// - Parameter path: the flow file, or `-` for the current folder.
  init(besideFile path: String) {
    let end = path.lastIndex(of: "/")
    folder = end.map { String(path[...$0]) } ?? ""
  }

  func columns(_ columns: [TableColumn]?, ofTableAt path: String) throws(TableError) -> [[Double]] {
    let table = try read(path.hasPrefix("/") ? path : folder + path)
    guard !table.header.isEmpty else { throw TableError(reason: "it is empty") }
    let chosen = try columns.map { chosen throws(TableError) in
      try chosen.map { column throws(TableError) in try index(of: column, in: table.header) }
    }
    return try (chosen ?? Array(table.header.indices)).map { column throws(TableError) in
      try table.rows.enumerated().map { row, cells throws(TableError) in
        try number(cells, column: column, named: table.header[column], line: row + 2)
      }
    }
  }

  private func read(_ path: String) throws(TableError) -> EnumeratedCSV {
    do {
      guard let text = String(validating: try Input.bytes(of: path), as: UTF8.self) else {
        throw TableError(reason: "it is not text in UTF-8")
      }
      let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
      let table = try EnumeratedCSV(string: body, loadColumns: false)
      return table
    } catch let error as TableError {
      throw error
    } catch let failure as Failure {
      throw TableError(reason: failure.reason ?? "it cannot be read", isMissing: true)
    } catch {
      throw TableError(reason: "it is not a CSV file (\(error))")
    }
  }

  private func index(of column: TableColumn, in header: [String]) throws(TableError) -> Int {
    switch column {
    case .named(let name):
      guard let index = header.firstIndex(where: { $0.trimmed == name }) else {
        let names = header.map { "\"\($0.trimmed)\"" }.joined(separator: ", ")
        throw TableError(reason: "it has no column \"\(name)\"; its columns are \(names)")
      }
      return index
    case .numbered(let index):
      guard header.indices.contains(index) else {
        throw TableError(reason: "it has no column \(index); the last is \(header.count - 1)")
      }
      return index
    }
  }

  private func number(_ cells: [String], column: Int, named name: String, line: Int) throws(TableError) -> Double {
    guard cells.indices.contains(column) else {
      throw TableError(reason: "line \(line) has only \(cells.count) cells")
    }
    guard let number = Double(cells[column].trimmed) else {
      throw TableError(reason: "line \(line), column \"\(name.trimmed)\": \"\(cells[column])\" is not a number")
    }
    return number
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
