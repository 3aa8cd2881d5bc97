import FlowLanguage

extension FlowSource {
  /// A flow file's text under the name it is reported by: its path, unless another is given.
  package init(contentsOf path: String, as name: String? = nil, firstLine: Int = 1) throws(FileError) {
    let name = name ?? (path == "-" ? "standard input" : path)
    guard let text = String(validating: try FileBytes.read(path), as: UTF8.self) else {
      throw FileError(path: name, reason: "it is not text in UTF-8", isMissing: false)
    }
    self.init(name: name, text: text, firstLine: firstLine)
  }
}
