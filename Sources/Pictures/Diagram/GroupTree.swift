/// The groups of a picture, as its boxes name them.
package struct GroupTree: Sendable {
  package struct Group: Sendable {
    package let name: String
    /// Index of the group around it.
    package let parent: Int?
    package let isClosed: Bool
    /// The boxes that lie in it and in no group within.
    package internal(set) var boxes: [Int]
  }

  /// Each behind the one around it, and before what follows that.
  package let groups: [Group]

  private struct Place: Hashable {
    let parent: Int?
    let name: String
  }

  /// A box that lies in groups.
  package struct Member {
    fileprivate let index: Int
    /// Outermost first.
    fileprivate let groups: [String]
    /// Whether the innermost is closed.
    fileprivate let isClosed: Bool

    package init?(_ box: Box, at index: Int) {
      if box.groups.isEmpty { return nil }
      (self.index, groups, isClosed) = (index, box.groups, box.closed != nil)
    }
  }

  package init(of boxes: [Box]) {
    self.init(boxes.indices.compactMap { Member(boxes[$0], at: $0) })
  }

  /// Complexity: O(boxes · depth).
  package init(_ members: [Member]) {
    var groups: [Group] = []
    var places: [Place: Int] = [:]
    for member in members {
      var parent: Int?
      for (depth, name) in member.groups.enumerated() {
        let place = Place(parent: parent, name: name)
        if let known = places[place] {
          parent = known
        } else {
          places[place] = groups.count
          let isClosed = member.isClosed && depth == member.groups.count - 1
          groups.append(Group(name: name, parent: parent, isClosed: isClosed, boxes: []))
          parent = groups.count - 1
        }
      }
      if let parent { groups[parent].boxes.append(member.index) }
    }
    self.groups = Self.inOrder(groups)
  }

  /// A group that is gone on with later may have got groups of its own behind others.
  private static func inOrder(_ groups: [Group]) -> [Group] {
    var children: [Int?: [Int]] = [:]
    for (index, group) in groups.enumerated() { children[group.parent, default: []].append(index) }
    var result: [Group] = []
    var moved: [Int: Int] = [:]
    var waiting = Array((children[nil] ?? []).reversed())
    while let index = waiting.popLast() {
      let group = groups[index]
      moved[index] = result.count
      result.append(
        Group(
          name: group.name, parent: group.parent.flatMap { moved[$0] }, isClosed: group.isClosed, boxes: group.boxes))
      waiting += (children[index] ?? []).reversed()
    }
    return result
  }

  /// All boxes of a group, those of the groups within too.
  package func boxes(in index: Int) -> [Int] {
    var boxes: [Int] = []
    for other in index..<groups.count {
      var outer: Int? = other
      while let place = outer, place > index { outer = groups[place].parent }
      if outer == index { boxes += groups[other].boxes } else if other > index { break }
    }
    return boxes
  }
}
