import Autodiff
import FlowLanguage

extension FlowFile {
  /// How the output's surface bends at a point.
  /// - Parameters:
  ///   - numbers: entries of leaves, nil meaning all of the leaf's; the parameters, unless given.
  ///   - state: leaf values other than the file's.
  package func curvature(
    by numbers: [(node: Int, entry: Int?)]? = nil, at state: [Int: Tensor] = [:]
  ) throws(Hessian.Failure) -> Curvature {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state)
    let numbers = numbers ?? model.definitions.filter { $0.role == .parameter }.map { ($0.node, nil) }
    var entries: [(leaf: Int, entry: Int)] = []
    for (node, entry) in numbers {
      let count = model.graph.shape(of: node).count
      // A large leaf need not be listed to be too large.
      let all = entry.map { $0..<$0 + 1 } ?? 0..<min(count, Hessian.limit + 1)
      entries += all.map { (node, $0) }
    }
    return Curvature(try model.hessian(by: entries))
  }
}

extension Curvature {
  /// What `edgewise check --curvature` prints, without indentation by a file.
  /// - Parameters:
  ///   - output: the output's name.
  ///   - place: `at the file's values`, `after 12 steps of "plain"`.
  package func lines(of output: String, _ place: String, ascii: Bool = false) -> [String] {
    Wording.curvature(self, of: output, place, ascii: ascii)
  }
}

extension Hessian.Failure {
  /// Why there is no curvature, in words.
  package func sentence(of output: String?) -> String { Wording.noCurvature(self, of: output) }
}
