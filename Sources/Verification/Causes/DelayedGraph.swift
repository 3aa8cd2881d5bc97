import Autodiff

/// A graph whose values are those of old parameters, and whose derivatives come through new ones: what a backward pass
/// computes that changes the parameters as it goes.
///
/// Each parameter has two leaves. An operation on it becomes old + (new − detach(new)), which has the old value, and the
/// derivative at the new parameter by what else it uses.
struct DelayedGraph {
  let graph: Graph
  let loss: Int
  /// Parameters of the original in the order in which a sweep from the loss is done with them; those of one group do not
  /// meet each other's values.
  private(set) var groups: [[Int]] = []
  /// Whether there are two leaves for each.
  let isDelayed: Bool
  private var old: [Int: Int] = [:]
  private var new: [Int: Int] = [:]

  /// The leaf with the old value, if there is one, and that with the new.
  func leaves(of parameter: Int) -> [Int] { [old[parameter], new[parameter]].compactMap { $0 } }

  /// The graph itself, without delay.
  init(_ graph: Graph, loss: Int, _ parameters: [Int]) {
    (self.graph, self.loss, isDelayed) = (graph, loss, false)
    for parameter in parameters { new[parameter] = parameter }
  }

  init(of graph: Graph, _ needed: [Bool], _ parameters: [Int], loss: Int) {
    let isParameter = Set(parameters)
    var recorder = GraphRecorder()
    var (old, new): ([Int: Int], [Int: Int]) = ([:], [:])
    // The parameters that a node is a rearrangement of, and the nodes that do something with any.
    var moved: [Int: Int] = [:]
    var uses: [Int: [Int]] = [:]
    for node in 0...loss where needed[node] {
      let operands = graph.operands(of: node)
      let operation = graph.operation(of: node)
      if operation.primitive == .leaf {
        let leaf = recorder.leaf(graph.leafValue(of: node))
        if isParameter.contains(node) {
          old[node] = leaf
          new[node] = recorder.leaf(graph.leafValue(of: node))
          moved[node] = node
        } else {
          old[node] = leaf
        }
        continue
      }
      let before = recorder.repeated(operation, operands.compactMap { old[$0] })
      let parameters = operands.compactMap { moved[$0] }
      if parameters.isEmpty {
        old[node] = before
        continue
      }
      let after = recorder.repeated(operation, operands.compactMap { new[$0] ?? old[$0] })
      if case .move = operation.primitive, operands.count == 1 {
        (old[node], new[node], moved[node]) = (before, after, parameters[0])
        continue
      }
      uses[node] = parameters
      let change = recorder.repeated(
        Operation(.pair(.subtract)), [after, recorder.repeated(Operation(.detach), [after])])
      old[node] = recorder.repeated(
        Operation(.pair(.add)), [recorder.repeated(Operation(.detach), [before]), change])
    }
    self.loss = old[loss] ?? 0
    self.old = old.filter { isParameter.contains($0.key) }
    self.new = new.filter { isParameter.contains($0.key) }
    self.graph = recorder.finish()
    isDelayed = true
    groups = Self.groups(graph, needed, uses, loss: loss)
  }

  /// A parameter is done with behind the farthest of the nodes that use it, counted by such nodes.
  private static func groups(_ graph: Graph, _ needed: [Bool], _ uses: [Int: [Int]], loss: Int) -> [[Int]] {
    var distance = [Int](repeating: 0, count: loss + 1)
    var farthest: [Int: Int] = [:]
    for node in (0...loss).reversed() where needed[node] {
      if let parameters = uses[node] {
        distance[node] += 1
        for parameter in parameters { farthest[parameter] = max(farthest[parameter] ?? 0, distance[node]) }
      }
      for operand in graph.operands(of: node) { distance[operand] = max(distance[operand], distance[node]) }
    }
    let order = farthest.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    var groups: [[Int]] = []
    var last = -1
    for (parameter, distance) in order {
      if distance == last { groups[groups.count - 1].append(parameter) } else { groups.append([parameter]) }
      last = distance
    }
    return groups
  }
}
