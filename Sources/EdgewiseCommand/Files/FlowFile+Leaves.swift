import Autodiff
import FlowLanguage

extension FlowFile {
  /// The nodes that `--wrt` names; nil without it.
  func nodes(of wrt: String?) throws -> [Int]? { try wrt.map { try resolved($0, nodes(named:)) } }

  /// The leaves that `--wrt` names, or their entries; nil without it.
  func leafEntries(named wrt: String?) throws -> [(node: Int, entry: Int?)]? {
    guard let wrt else { return nil }
    let places = try resolved(wrt, entries(named:))
    for (node, _) in places where model.graph.primitive(of: node) != .leaf {
      throw Failure(.badUsage, "--wrt \(wrt): `\(model.id(of: node))` is computed; name parameters or other leaves")
    }
    return places
  }

  private func resolved<Places>(_ wrt: String, _ resolve: (String) throws(FlowErrors) -> Places) throws -> Places {
    do {
      return try resolve(wrt)
    } catch {
      throw Failure(.badUsage, "--wrt \(wrt): " + (error.diagnostics.first?.explanation ?? "there is no such node"))
    }
  }
}

extension Diagnostic {
  /// The message with its hint, in one line.
  var explanation: String { hint.map { "\(message) (\($0))" } ?? message }
}
