import Autodiff
import Letters

/// Which groups of a model are drawn closed, and what of them is still seen.
struct ClosedGroups {
  /// By node: the closed group that holds it, as an index into `model.groups`; −1 outside.
  let closedGroup: [Int32]
  /// One flag a node: whether it has a box. Of a closed group, its ports.
  let isVisible: [Bool]
  /// By group: what it is called.
  let names: [Int: String]
  /// By closed group: what it holds.
  let contents: [Int: String]
  /// What was not closed, and why.
  let notes: [String]

  /// - Parameter isVisible: what would be drawn if no group were closed.
  /// - Complexity: O(nodes + edges + groups · depth); in the number of closed groups that are left and entered again, that times O(nodes).
  init(of model: Model, as depiction: Depiction, isVisible: [Bool]) {
    var notes: [String] = []
    var closedBy = ClosedGroups.closedGroups(of: model, as: depiction, &notes)
    var names: [Int: String] = [:]
    if depiction.foldsTurns { names = Self.foldTurns(of: model, as: depiction, &closedBy) }
    let innermost = model.groupOfNode
    let closedGroup = innermost.map { $0 < 0 ? Int32(-1) : closedBy[Int($0)] }
    var visible = isVisible
    var ports: Set<Int32> = []
    for node in closedGroup.indices where closedGroup[node] >= 0 { visible[node] = false }
    func open(_ node: Int) {
      visible[node] = true
      ports.insert(closedGroup[node])
    }
    let graph = model.graph
    for node in 0..<graph.nodeCount {
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        if closedGroup[operand] >= 0, closedGroup[operand] != closedGroup[node] { open(operand) }
      }
    }
    if let output = model.output, closedGroup[output] >= 0 { open(output) }
    // Of what nothing outside uses, the last node is seen.
    for node in (0..<graph.nodeCount).reversed() where closedGroup[node] >= 0 && !ports.contains(closedGroup[node]) {
      open(node)
    }
    self.closedGroup = closedGroup
    self.isVisible = visible
    contents = ClosedGroups.contents(of: model, closedGroup)
    for (index, group) in model.groups.enumerated() where names[index] == nil { names[index] = group.name }
    self.names = names
    self.notes = notes
  }

  // MARK: Which groups

  /// By group: the outermost closed one that it is or lies in, or −1.
  private static func closedGroups(of model: Model, as depiction: Depiction, _ notes: inout [String]) -> [Int32] {
    let groups = model.groups
    var isClosed = [Bool](repeating: depiction.detail == .groups, count: groups.count)
    if let level = depiction.closingLevel {
      for index in groups.indices where model.path(ofGroup: index).count > level { isClosed[index] = true }
    }
    for name in depiction.closed { for index in model.groups(named: name) { isClosed[index] = true } }
    for name in depiction.opened {
      // To be seen, it must not lie in a closed one.
      for index in model.groups(named: name) { for outer in model.path(ofGroup: index) { isClosed[outer] = false } }
    }
    var closedBy = [Int32](repeating: -1, count: groups.count)
    for (index, group) in groups.enumerated() {
      if let parent = group.parent, closedBy[parent] >= 0 {
        closedBy[index] = closedBy[parent]
      } else if isClosed[index] {
        if let way = reentry(into: index, of: model) {
          notes.append("`\(group.name)` stays open: the way through `\(way)` leaves it and comes back")
        } else {
          closedBy[index] = Int32(index)
        }
      }
    }
    return closedBy
  }

  /// Puts the turns between the first and the last of a run into one group, that of the second; what it is called.
  private static func foldTurns(of model: Model, as depiction: Depiction, _ closedBy: inout [Int32]) -> [Int: String]
  {
    struct Loop: Hashable {
      let parent: Int?
      let variable: String
    }
    let groups = model.groups
    let opened = Set(depiction.opened.flatMap { model.groups(named: $0) })
    var runs: [[Int]] = []
    var runOfLoop: [Loop: Int] = [:]
    for (index, group) in groups.enumerated() {
      guard case .iteration(let variable) = group.kind, group.nodes.count == 1 else { continue }
      // Nothing in a closed group is seen.
      if let parent = group.parent, closedBy[parent] >= 0 { continue }
      let loop = Loop(parent: group.parent, variable: variable)
      if let run = runOfLoop[loop], let last = runs[run].last,
        groups[last].nodes[0].upperBound == group.nodes[0].lowerBound
      {
        runs[run].append(index)
      } else {
        runOfLoop[loop] = runs.count
        runs.append([index])
      }
    }
    var names: [Int: String] = [:]
    var foldedInto: [Int: Int32] = [:]
    for run in runs where run.count > 3 && !run.contains(where: { opened.contains($0) }) {
      for turn in run[1..<(run.count - 1)] { foldedInto[turn] = Int32(run[1]) }
      names[run[1]] = "⋯ \(run.count - 2) more"
    }
    for (index, group) in groups.enumerated() {
      if let turn = foldedInto[index] {
        closedBy[index] = turn
      } else if let parent = group.parent, closedBy[parent] >= 0 {
        closedBy[index] = closedBy[parent]
      }
    }
    return names
  }

  /// A node outside through which a path leaves the group and enters it again: closed, the figure would have a cycle. Only a group in
  /// several stretches can have one.
  private static func reentry(into index: Int, of model: Model) -> String? {
    let group = model.groups[index]
    guard group.nodes.count > 1, let first = group.nodes.first, let last = group.nodes.last else { return nil }
    let start = first.lowerBound
    var isInside = [Bool](repeating: false, count: last.upperBound - start)
    for range in group.nodes { for node in range { isInside[node - start] = true } }
    // Outside nodes that depend on the group, by the outside node at which the path left it.
    var leftAt = [Int](repeating: -1, count: isInside.count)
    for node in start..<last.upperBound {
      for slot in 0..<model.graph.operandCount(of: node) {
        let operand = model.graph.operand(of: node, slot: slot)
        guard operand >= start else { continue }
        if isInside[node - start] {
          if leftAt[operand - start] >= 0 { return model.id(of: leftAt[operand - start]) }
        } else if isInside[operand - start] {
          leftAt[node - start] = node
        } else if leftAt[operand - start] >= 0, leftAt[node - start] < 0 {
          leftAt[node - start] = leftAt[operand - start]
        }
      }
    }
    return nil
  }

  // MARK: Words

  /// `12 nodes, 3 parameters` by closed group; literals are no nodes.
  private static func contents(of model: Model, _ closedGroup: [Int32]) -> [Int: String] {
    var nodes: [Int: Int] = [:]
    var parameters: [Int: Int] = [:]
    for node in closedGroup.indices where closedGroup[node] >= 0 && model.graph.operandCount(of: node) > 0 {
      nodes[Int(closedGroup[node]), default: 0] += 1
    }
    for definition in model.definitions where closedGroup[definition.node] >= 0 {
      let group = Int(closedGroup[definition.node])
      if model.graph.operandCount(of: definition.node) == 0 { nodes[group, default: 0] += 1 }
      if definition.role == .parameter { parameters[group, default: 0] += 1 }
    }
    var contents: [Int: String] = [:]
    for (group, count) in nodes {
      let parameters = parameters[group, default: 0]
      contents[group] =
        counted(count, "node") + (parameters > 0 ? ", " + counted(parameters, "parameter") : "")
    }
    return contents
  }
}
