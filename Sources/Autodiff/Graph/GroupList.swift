/// The groups of a figure as they open and close while their nodes are recorded.
package struct GroupList: Sendable {
  private struct Place: Hashable, Sendable {
    let parent: Int?
    let name: String
  }

  package private(set) var groups: [Group] = []
  /// The groups that are open, outermost first, each with its first node.
  private var open: [(group: Int, start: Int)] = []
  /// The group of each place, and how many calls are written as it is.
  private var places: [Place: (group: Int, calls: Int)] = [:]

  package init() {}

  /// Opens a group at the next node. A block goes on with the group of its name; a call is one of its own.
  package mutating func open(_ kind: Group.Kind, _ name: String, at node: Int) {
    let parent = open.last?.group
    var place = Place(parent: parent, name: name)
    var known = places[place]
    let calls = kind == .block ? 0 : (known?.calls ?? 0) + 1
    if calls > 0, let group = known?.group {
      places[place] = (group, calls)
      if calls > 1 {
        place = Place(parent: parent, name: "\(name) (\(calls))")
        known = places[place]
      }
    }
    if let known {
      open.append((known.group, node))
    } else {
      open.append((groups.count, node))
      places[place] = (groups.count, min(calls, 1))
      groups.append(Group(kind: kind, name: place.name, parent: parent, nodes: []))
    }
  }

  /// Closes the group that was opened last, before the next node.
  package mutating func close(at node: Int) {
    guard let (group, start) = open.popLast(), node > start else { return }
    groups[group].append(start..<node)
  }

  /// Those that hold something, the outer before the inner.
  package var filled: [Group] { groups.filled }
}
