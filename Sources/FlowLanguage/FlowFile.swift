import Autodiff

/// A flow file, read: its model, its claims, and what was odd about it.
public struct FlowFile: Sendable {
  public let source: FlowSource
  public let model: Model
  public let claims: [Claim]
  /// What is legal but odd, in the order of the file.
  public let warnings: [Diagnostic]

  /// Reads a file whole: parses, checks and lowers it.
  /// - Parameters:
  ///   - settings: `--set`: leaves that have another value here, `("w1", "0.5")`.
  ///   - output: `--of`: another output, `y` or `y[0]`.
  ///   - tables: where `csv("…")` gets its columns from.
  /// - Throws: all independent errors of the file at once.
  public static func read(
    _ source: FlowSource, settings: [(name: String, value: String)] = [], output: String? = nil,
    tables: any TableSource = NoTables()
  ) throws(FlowErrors) -> FlowFile { fatalError("contract") }

  /// Resolves `--wrt`: names or entries (`w1`, `W[0, 1]`), separated by commas outside brackets.
  public func nodes(named list: String) throws(FlowErrors) -> [Int] { fatalError("contract") }
}

/// A text with the name it is reported under.
public struct FlowSource: Sendable {
  public let name: String
  public let text: String
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// Gives the columns of a CSV file. The file system is its affair, not the language's.
public protocol TableSource: Sendable {
  /// - Parameters:
  ///   - path: as the flow file writes it.
  ///   - columns: names or, from 0, numbers; nil means all.
  /// - Returns: the columns' numbers, all of one length.
  func columns(_ columns: [TableColumn]?, ofTableAt path: String) throws(TableError) -> [[Double]]
}

public enum TableColumn: Sendable, Hashable {
  case named(String)
  case numbered(Int)
}

/// Why a table could not be read: a sentence without the path.
public struct TableError: Error, Sendable {
  public let reason: String
  public init(reason: String) { self.reason = reason }
}

/// No table can be read.
public struct NoTables: TableSource {
  public init() {}
  public func columns(_ columns: [TableColumn]?, ofTableAt path: String) throws(TableError) -> [[Double]] {
    throw TableError(reason: "no files can be read here")
  }
}
