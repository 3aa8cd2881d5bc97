import Autodiff
import FlowLanguage
import Testing

/// Reads a text that must be free of errors.
func read(_ text: String, tables: TableSource = .none) throws -> FlowFile {
  do {
    return try FlowFile.read(FlowSource(name: "t.flow", text: text), tables: tables)
  } catch {
    Issue.record("\(error.listing())")
    throw error
  }
}

/// The value of a text's output.
func value(_ text: String) throws -> Tensor {
  let model = try read(text).model
  return model.graph.forwardTrace().value(of: try #require(model.output))
}

/// What is said of a text with errors.
func listing(_ text: String, tables: TableSource = .none) -> String {
  do {
    _ = try FlowFile.read(FlowSource(name: "t.flow", text: text), tables: tables)
    return ""
  } catch {
    return error.listing()
  }
}

/// Everything of a file that formatting must not change.
func fingerprint(_ text: String, tables: TableSource = .none) -> [String] {
  guard let file = try? FlowFile.read(FlowSource(name: "t.flow", text: text), tables: tables) else {
    return ["error"]
  }
  let graph = file.model.graph
  return file.model.definitions.map { "\($0)" } + file.claims.map { "\($0.text) \($0.kind)" }
    + (0..<graph.nodeCount).map { "\(graph.operation(of: $0)) \(graph.operands(of: $0))" }
    + [file.model.title ?? "-", "\(String(describing: file.model.output))"]
}
