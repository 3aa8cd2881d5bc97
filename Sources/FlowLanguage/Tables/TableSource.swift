/// Where the bytes of a `csv("…")` come from: a folder, a page, a test. The file system is its affair, not the
/// language's.
package struct TableSource: Sendable {
  /// The file's bytes; the path is as the flow file writes it.
  package let bytes: @Sendable (_ path: String) throws(TableError) -> [UInt8]

  package init(_ bytes: @escaping @Sendable (_ path: String) throws(TableError) -> [UInt8]) { self.bytes = bytes }

  /// No table can be read.
  package static let none = TableSource { _ throws(TableError) in
    throw TableError(reason: "no files can be read here")
  }
}

/// Why a table could not be read: a sentence without the path.
package struct TableError: Error, Sendable, Equatable {
  package let reason: String
  /// There is no such file, or none that may be read.
  package let isMissing: Bool
  package init(reason: String, isMissing: Bool = false) {
    self.reason = reason
    self.isMissing = isMissing
  }
}
