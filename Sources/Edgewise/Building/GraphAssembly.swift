import Autodiff

/// A recorded graph and its names put together as a model.
///
/// Within a model the unnamed nodes before a named one belong to it. So a leaf that was named between the parts of a formula
/// is moved before them; then the nodes' places in the model are not their numbers in the recording.
struct GraphAssembly {
  let model: Model
  /// By number in the recording; nil if they are the same.
  let places: [Int]?

  init(title: String?, graph: Graph, names: [GraphBuilder.Name], groups: [Group], output: Int32?) {
    let places = Self.places(graph, names)
    let graph = places.map { Self.moved(graph, to: $0) } ?? graph
    func place(_ node: Int32) -> Int { places.map { $0[Int(node)] } ?? Int(node) }
    let sorted = names.sorted { place($0.node) < place($1.node) }
    var next = 0
    var definitions: [Definition] = []
    definitions.reserveCapacity(sorted.count)
    for name in sorted {
      let node = place(name.node)
      definitions.append(
        Definition(
          node: node, firstNode: name.role == .operation ? next : node, name: name.name, role: name.role,
          note: name.note))
      next = node + 1
    }
    var notes: [String] = []
    var output = output.map(place)
    if output == nil, let last = definitions.last(where: { $0.role == .operation }) {
      let shape = graph.shape(of: last.node)
      if shape.count == 1 {
        output = last.node
      } else {
        notes.append("no gradients: \(last.name) has shape \(shape)")
      }
    }
    let groups = places == nil ? groups : groups.map { Self.moved($0, to: place) }
    model = Model(
      title: title, graph: graph, definitions: definitions, groups: groups, output: output, notes: notes)
    self.places = places
  }

  /// Where each node goes; nil if all stay.
  private static func places(_ graph: Graph, _ names: [GraphBuilder.Name]) -> [Int]? {
    var isNamed = [Bool](repeating: false, count: graph.nodeCount)
    for name in names { isNamed[Int(name.node)] = true }
    var places = Array(0..<graph.nodeCount)
    var next = 0
    var pending: [Int] = []
    for node in 0..<graph.nodeCount {
      guard isNamed[node] else {
        pending.append(node)
        continue
      }
      if graph.primitive(of: node) != .leaf {
        for node in pending {
          places[node] = next
          next += 1
        }
        pending.removeAll(keepingCapacity: true)
      }
      places[node] = next
      next += 1
    }
    for node in pending {
      places[node] = next
      next += 1
    }
    return places.indices.allSatisfy { places[$0] == $0 } ? nil : places
  }

  private static func moved(_ group: Group, to place: (Int32) -> Int) -> Group {
    var moved = group
    moved.nodes = []
    for node in group.nodes.flatMap({ $0.map { place(Int32($0)) } }).sorted() { moved.append(node..<(node + 1)) }
    return moved
  }

  private static func moved(_ graph: Graph, to places: [Int]) -> Graph {
    var order = places
    for (node, place) in places.enumerated() { order[place] = node }
    var recorder = GraphRecorder()
    for node in order {
      if graph.primitive(of: node) == .leaf {
        _ = recorder.leaf(graph.leafValue(of: node))
      } else {
        do {
          _ = try recorder.record(graph.operation(of: node), graph.operands(of: node).map { places[$0] })
        } catch {
          preconditionFailure("what was recorded once can be recorded again")
        }
      }
    }
    return recorder.finish()
  }
}
