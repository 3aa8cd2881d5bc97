import Letters

/// Nodes that a lesson holds together and that can be drawn as one: a `group`, a call of a function, one turn of a loop.
package struct Group: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `group "encoder" { … }`
    case block
    /// A call, by the function's name.
    case call(String)
    /// One turn of a loop, by its variable's name.
    case iteration(String)
  }

  package let kind: Kind
  /// `encoder`, `dense(x, W)`, `i = 3`: unlike any other within the same parent.
  package let name: String
  /// Index into `Model.groups` of the group around this one; smaller than its own.
  package let parent: Int?
  /// The nodes, in ascending order without overlap: one range but where a lesson goes on with a group that it has left before.
  package var nodes: [Range<Int>]

  package init(kind: Kind = .block, name: String, parent: Int? = nil, nodes: [Range<Int>]) {
    self.kind = kind
    self.name = name
    self.parent = parent
    self.nodes = nodes
  }

  /// Adds nodes behind those that it has.
  package mutating func append(_ range: Range<Int>) {
    if let last = nodes.last, last.upperBound == range.lowerBound {
      nodes[nodes.count - 1] = last.lowerBound..<range.upperBound
    } else {
      nodes.append(range)
    }
  }

  /// How many nodes there are.
  package var count: Int { nodes.reduce(0) { $0 + $1.count } }
}

extension Model {
  /// The innermost group of every node, as an index into `groups`; −1 for none.
  /// Complexity: O(nodes of all groups).
  package var groupOfNode: [Int32] {
    var innermost = [Int32](repeating: -1, count: graph.nodeCount)
    // Groups stand behind those around them.
    for (index, group) in groups.enumerated() {
      for range in group.nodes { for node in range { innermost[node] = Int32(index) } }
    }
    return innermost
  }

  /// The group with all around it, outermost first, as indices into `groups`.
  package func path(ofGroup index: Int) -> [Int] {
    var path = [index]
    while let parent = groups[path[path.count - 1]].parent { path.append(parent) }
    return path.reversed()
  }

  /// The groups that a name means: a group's own name, a function's for all its calls, a loop variable's for all its turns, or
  /// names from the outermost group inwards, joined by `/`.
  package func groups(named name: String) -> [Int] {
    let canonical = name.canonicalName
    return groups.indices.filter { index in
      let group = groups[index]
      if group.name == name { return true }
      switch group.kind {
      case .call(let name), .iteration(let name):
        if name.canonicalName == canonical || group.name.canonicalName == canonical { return true }
      case .block: break
      }
      guard group.parent != nil, name.utf8.contains(UInt8(ascii: "/")) else { return false }
      return path(ofGroup: index).map { groups[$0].name }.joined(separator: "/") == name
    }
  }
}

extension [Group] {
  /// Without those that hold nothing.
  package var filled: [Group] {
    var moved = [Int](repeating: -1, count: count)
    var result: [Group] = []
    for (index, group) in enumerated() where !group.nodes.isEmpty {
      moved[index] = result.count
      result.append(
        Group(kind: group.kind, name: group.name, parent: group.parent.map { moved[$0] }, nodes: group.nodes))
    }
    return result
  }
}
