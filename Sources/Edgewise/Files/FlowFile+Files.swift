import Autodiff
import FlowLanguage

extension FlowFile {
  /// Reads a flow file from the disk. Its `csv("…")` reads tables below the file's folder.
  /// - Parameters:
  ///   - path: the file.
  ///   - settings: leaves that have another value than the file gives them.
  ///   - output: another output than the file's, `y` or `y[0]`.
  ///   - allowsOutside: whether tables may lie outside the file's folder.
  /// - Throws: all independent errors of the file at once, or why it cannot be read.
  public static func read(
    _ path: String, settings: [String: Tensor] = [:], output: String? = nil,
    allowingTablesOutside allowsOutside: Bool = false
  ) throws(FlowErrors) -> FlowFile {
    let source: FlowSource
    do {
      source = try FlowSource(contentsOf: path)
    } catch {
      throw FlowErrors(unreadable: error.path, reason: error.reason, isMissing: error.isMissing)
    }
    return try read(source, settings, output, .beside(path, allowingOutside: allowsOutside))
  }

  /// Reads the text of a flow file. Its `csv("…")` reads tables below a folder, if one is given.
  ///
  /// ```swift
  /// let file = try FlowFile.read(text: "param w = 3; loss L = w²")
  /// file.figure.gradient(of: "w")  // 6
  /// ```
  /// - Parameters:
  ///   - text: what the file would hold.
  ///   - name: what messages call it.
  ///   - folder: where tables are; without it none can be read.
  ///   - settings: leaves that have another value than the text gives them.
  ///   - output: another output than the text's.
  public static func read(
    text: String, name: String = "text", folder: String? = nil, settings: [String: Tensor] = [:],
    output: String? = nil
  ) throws(FlowErrors) -> FlowFile {
    let tables = folder.map { TableSource.beside($0 + "/") } ?? .none
    return try read(FlowSource(name: name, text: text), settings, output, tables)
  }

  private static func read(
    _ source: FlowSource, _ settings: [String: Tensor], _ output: String?, _ tables: TableSource
  ) throws(FlowErrors) -> FlowFile {
    let settings = settings.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value.description) }
    return try read(source, settings: settings, output: output, tables: tables)
  }

  /// The file's figure: its graph with every value, local derivative and gradient.
  public var figure: Figure { Figure(of: self) }

  /// The text in its standard form, as `edgewise fmt` writes it.
  public static func formatted(_ text: String) throws(FlowErrors) -> String {
    try FlowLanguage.formatted(FlowSource(name: "text", text: text))
  }
}
