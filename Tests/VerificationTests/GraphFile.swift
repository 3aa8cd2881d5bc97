import Autodiff
import FlowLanguage
import Foundation
import Testing

/// A flow file of the repository, found from this file's own place.
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

  /// The examples.
  static let all = files(in: "graphs")
  static let mistakes = files(in: "graphs/mistakes")

  /// Those of a folder of the repository, by name.
  static func files(in path: String) -> [GraphFile] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().map { name in
      GraphFile(name: name, text: (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
    }
  }
}
