import Letters

extension Model {
  /// `ŷ`, or `ŷ.2` for an unnamed node: the second in order of evaluation within the definition of `ŷ`. A node that
  /// no definition holds (possible in graphs built in Swift) is known by its index, `#17`, which no name can be.
  /// Complexity: O(log definitions).
  package func id(of node: Int) -> String {
    guard let definition = definition(holding: node) else { return "#\(node)" }
    return definition.node == node
      ? definition.name : "\(definition.name).\(node - definition.firstNode + 1)"
  }

  /// The named node, or nil. Names are compared as the language does, in their canonical form.
  /// Complexity: O(definitions).
  package func node(named name: String) -> Int? {
    let wanted = name.canonicalName
    return definitions.first { $0.name == wanted || $0.name.canonicalName == wanted }?.node
  }
}
