import Autodiff
import Letters

/// A recorded graph and its names put together as a model.
///
/// Within a model the unnamed nodes before a named one belong to it. So a leaf that was named between the parts of a formula
/// is moved before them; then the nodes' places in the model are not their numbers in the recording.
struct GraphAssembly {
  let model: Model
  /// By number in the recording; nil if they are the same.
  let places: [Int]?

  init(
    title: String?, graph: Graph, names: [GraphBuilder.Name], groups: [Group], output: Int32?
  ) throws(BuilderError) {
    let known = try Self.known(names)
    let places = Self.places(graph, names)
    let graph = places.map { Self.moved(graph, to: $0) } ?? graph
    func place(_ node: Int32) -> Int { places.map { $0[Int(node)] } ?? Int(node) }
    let order = names.indices.sorted { place(names[$0].node) < place(names[$1].node) }
    // By depth of calls, behind the last name there: an unnamed node belongs to the next name that is no deeper than its call.
    var ends: [Int] = []
    var definitions: [Definition] = []
    definitions.reserveCapacity(names.count)
    for index in order {
      let name = names[index]
      let node = place(name.node)
      while ends.count <= name.depth { ends.append(0) }
      let first = max(ends[...name.depth].max() ?? 0, name.depth == 0 ? 0 : place(name.start))
      definitions.append(
        Definition(
          node: node, firstNode: name.role == .operation ? first : node, name: known[index], role: name.role,
          note: name.note))
      ends[name.depth] = node + 1
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

  /// The names by which the figure knows the nodes: `z` in the third turn of a loop is `z[3]`, in the call that makes `h` it is `h.z`.
  private static func known(_ names: [GraphBuilder.Name]) throws(BuilderError) -> [String] {
    var taken: Set<String> = []
    var known = [String](repeating: "", count: names.count)
    // What a call makes has its name before what is in the call.
    for depth in 0...(names.map { $0.depth }.max() ?? 0) {
      for (index, name) in names.enumerated() where name.depth == depth {
        var written = (name.owner.map { known[$0] + "." } ?? "") + name.name
        while !taken.insert((written + name.suffix).canonicalName).inserted {
          guard name.isLocal else { throw .repeatedName(written) }
          written += "'"
        }
        known[index] = written + name.suffix
      }
    }
    return known
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
    return graph.rebuilt(order)
  }
}
