import FlowLanguage

extension Figure {
  /// The figure of a flow file. Its `csv("…")` reads tables below the file's folder.
  ///
  /// - Parameter allowsOutside: Whether tables may lie elsewhere.
  public init(contentsOf path: String, allowingTablesOutside allowsOutside: Bool = false) throws(FlowFileError) {
    let source: FlowSource
    do {
      source = try FlowSource(contentsOf: path)
    } catch {
      throw FlowFileError(description: error.description)
    }
    do {
      let file = try FlowFile.read(source, tables: .beside(path, allowingOutside: allowsOutside))
      self.init(of: file.model)
    } catch {
      throw FlowFileError(description: error.listing())
    }
  }
}
