import Autodiff
import FlowLanguage

extension FlowFile {
  /// The leaves that `--wrt` names, or their entries; nil without it.
  func leafEntries(named wrt: String?) throws -> [(node: Int, entry: Int?)]? {
    guard let wrt else { return nil }
    let places: [(node: Int, entry: Int?)]
    do {
      places = try entries(named: wrt)
    } catch {
      throw Failure(.badUsage, "--wrt \(wrt): " + (error.diagnostics.first?.explanation ?? "no such node"))
    }
    for (node, _) in places where model.graph.primitive(of: node) != .leaf {
      throw Failure(.badUsage, "--wrt \(wrt): `\(model.id(of: node))` is computed; name parameters or other leaves")
    }
    return places
  }
}
