/// Gives the columns of a CSV file. The file system is its affair, not the language's.
package protocol TableSource: Sendable {
  /// - Parameters:
  ///   - columns: names or, from 0, numbers; nil means all.
  ///   - path: as the flow file writes it.
  /// - Returns: the columns' numbers, all of one length.
  func columns(_ columns: [TableColumn]?, ofTableAt path: String) throws(TableError) -> [[Double]]
}

package enum TableColumn: Sendable, Hashable {
  case named(String)
  case numbered(Int)
}

/// Why a table could not be read: a sentence without the path.
package struct TableError: Error, Sendable {
  package let reason: String
  /// There is no such file, or none that may be read.
  package let isMissing: Bool
  package init(reason: String, isMissing: Bool = false) {
    self.reason = reason
    self.isMissing = isMissing
  }
}

/// No table can be read.
package struct NoTables: TableSource {
  package init() {}
  package func columns(_ columns: [TableColumn]?, ofTableAt path: String) throws(TableError) -> [[Double]] {
    throw TableError(reason: "no files can be read here")
  }
}
