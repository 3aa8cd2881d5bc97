import Autodiff
import FlowLanguage
import Foundation
import Testing

/// One of the examples in `graphs/`, found from this file's own place.
struct GraphFile: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  var testDescription: String { name }

  func read() throws -> FlowFile { try FlowFile.read(FlowSource(name: name, text: text)) }

  /// The gradient of the file's output.
  func backwardTrace() throws -> (model: Model, backward: BackwardTrace) {
    let model = try read().model
    guard let output = model.output else { throw Missing.output(name) }
    return (model, model.graph.forwardTrace().linearization().backwardTrace(from: output))
  }

  enum Missing: Error { case output(String) }

  static let all: [GraphFile] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "graphs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map {
        GraphFile(name: name, text: $0)
      }
    }
  }()
}
