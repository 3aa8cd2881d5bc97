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

  /// Complexity: O(boxes · depth).
  package init(of boxes: [Box]) {
    var groups: [Group] = []
    var places: [Place: Int] = [:]
    for index in boxes.indices where !boxes[index].groups.isEmpty {
      let box = boxes[index]
      var parent: Int?
      for (depth, name) in box.groups.enumerated() {
        let place = Place(parent: parent, name: name)
        if let known = places[place] {
          parent = known
        } else {
          places[place] = groups.count
          groups.append(
            Group(name: name, parent: parent, isClosed: box.closed != nil && depth == box.groups.count - 1, boxes: [])
          )
          parent = groups.count - 1
        }
      }
      if let parent { groups[parent].boxes.append(index) }
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
