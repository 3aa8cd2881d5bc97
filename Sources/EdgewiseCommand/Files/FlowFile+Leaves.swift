import Autodiff
import FlowLanguage

extension FlowFile {
  /// The nodes that `--wrt` names; nil without it.
  func nodes(asked wrt: String?) throws -> [Int]? { try asked(wrt, nodes(named:)) }

  /// The same, each with the entry that is named.
  func entries(asked wrt: String?) throws -> [(node: Int, entry: Int?)]? { try asked(wrt, entries(named:)) }

  private func asked<Places>(_ wrt: String?, _ places: (String) throws(FlowErrors) -> Places) throws -> Places? {
    guard let wrt else { return nil }
    do {
      return try places(wrt)
    } catch {
      throw Failure(.badUsage, "--wrt \(wrt): " + (error.diagnostics.first?.description ?? "there is no such node"))
    }
  }

  /// The leaves that `--wrt` names, or their entries.
  func leafEntries(asked wrt: String?) throws -> [(node: Int, entry: Int?)]? {
    let places = try entries(asked: wrt)
    for (node, _) in places ?? [] where model.graph.primitive(of: node) != .leaf {
      throw Failure(
        .badUsage, "--wrt \(wrt ?? ""): `\(model.id(of: node))` is computed; name parameters or other leaves")
    }
    return places
  }
}
