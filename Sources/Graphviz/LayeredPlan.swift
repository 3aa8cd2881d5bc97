import Pictures
import Renderers

/// The picture in layers, before anything has a place: boxes stand on even ranks, the labels of the wires that leave
/// them on the odd ranks between, and a wire that goes further holds a lane on every rank it crosses.
///
/// So every wire is a path of steps from one rank to the next, and libgvc decides what it does best: the order within a
/// rank and the place across the flow. Sizes along the flow are ours (`Routing`), so that a gap is as wide as its
/// curves need. Label and lane are room that nothing else can take: no wire runs through a box or a label.
struct LayeredPlan {
  enum Item: Equatable {
    case box(Int)
    /// A small stand-in for a leaf that is used far away.
    case reference(box: Int)
    case label(arrow: Int)
    case lane(arrow: Int)
  }

  private(set) var items: [Item] = []
  /// Rank, size along the flow and across it, by item.
  private(set) var ranks: [Int] = []
  private(set) var along: [Double] = []
  private(set) var across: [Double] = []
  /// By arrow: the items from its source to its target.
  private(set) var paths: [[Int]] = []
  let boxCount: Int
  let boxPadding: Double
  let layers: Layers
  private let isHorizontal: Bool
  /// How many wires leave and enter each item.
  private(set) var leaving: [Int] = []
  private(set) var entering: [Int] = []

  /// Room between neighbours of a rank, beside `nodesep`.
  static let nodeSeparation = 4.0
  /// Beyond this many lanes, leaves that are used far away are drawn once for each use.
  static let mostLanes = 300
  /// Beyond this many items of all kinds no plan is made.
  static let mostItems = 6_000
  /// How long libgvc may take, in seconds as `expectedSeconds` estimates them.
  static let patience = 3.5

  /// O(boxes + arrows + lanes).
  init(_ diagram: Diagram, set: SVGTypesetting) throws(GraphvizError) {
    let arrows = diagram.arrows
    boxCount = diagram.boxes.count
    guard boxCount + arrows.count <= Self.mostItems else {
      throw .tooLarge(boxes: boxCount, wires: arrows.count)
    }
    for arrow in arrows where !(0 <= arrow.from && arrow.from < arrow.to && arrow.to < boxCount) {
      throw .failed("its boxes are not in topological order")
    }

    let layers = Layers(boxCount: boxCount, arrows: arrows)
    func lanes(_ arrow: Arrow) -> Int { 2 * (layers[arrow.to] - layers[arrow.from] - 1) }
    var total = arrows.reduce(0) { $0 + lanes($1) }
    var isReferred = [Bool](repeating: false, count: arrows.count)
    if total > Self.mostLanes {
      for (index, arrow) in arrows.enumerated() where layers.isLeaf[arrow.from] && lanes(arrow) > 2 {
        isReferred[index] = true
        total -= lanes(arrow)
      }
    }
    guard boxCount + arrows.count + total <= Self.mostItems else {
      throw .tooLarge(boxes: boxCount, wires: arrows.count)
    }

    isHorizontal = set.direction == .leftToRight
    boxPadding = isHorizontal ? 10.0 : 16.0
    self.layers = layers
    for box in 0..<boxCount { _ = add(.box(box), rank: 2 * layers[box], set.boxes[box], padding: boxPadding) }
    for (index, arrow) in arrows.enumerated() {
      var path = [arrow.from]
      var rank = 2 * layers[arrow.from]
      if isReferred[index] {
        rank = 2 * layers[arrow.to] - 2
        path = [add(.reference(box: arrow.from), rank: rank, set.reference(to: arrow.from), padding: 8)]
      }
      rank += 1
      let label = set.labels[index]
      path.append(add(.label(arrow: index), rank: rank, label ?? .init(0, 0), padding: label == nil ? 10 : 4))
      rank += 1
      while rank < 2 * layers[arrow.to] {
        path.append(add(.lane(arrow: index), rank: rank, .init(0, 0), padding: 12))
        rank += 1
      }
      path.append(arrow.to)
      paths.append(path)
    }

    leaving = [Int](repeating: 0, count: items.count)
    entering = leaving
    for path in paths {
      leaving[path[0]] += 1
      entering[path[path.count - 1]] += 1
    }
    guard expectedSeconds <= Self.patience else { throw .tooLarge(boxes: boxCount, wires: arrows.count) }
    // A box is at least so tall that its wires enter at points of their own.
    for box in 0..<boxCount {
      across[box] = max(across[box], boxPadding + 20 + Double(max(0, entering[box] - 1)) * 9)
    }
    shareWidths()
  }

  private mutating func add(_ item: Item, rank: Int, _ size: SVGLayout.Size, padding: Double) -> Int {
    items.append(item)
    ranks.append(rank)
    along.append(isHorizontal ? size.width : size.height)
    across.append((isHorizontal ? size.height : size.width) + padding)
    return items.count - 1
  }

  /// The leaves of one rank are equally long along the flow, and so are the computed boxes, unless one is much longer.
  private mutating func shareWidths() {
    var longest: [Int: Double] = [:]
    func column(_ box: Int) -> Int { ranks[box] + (layers.isLeaf[box] ? 1 : 0) }
    for box in 0..<boxCount { longest[column(box)] = max(longest[column(box)] ?? 0, along[box]) }
    for box in 0..<boxCount {
      if let length = longest[column(box)], length <= 2 * along[box] || length <= 180 { along[box] = length }
    }
  }

  /// The graph for libgvc: sizes and weights, no text. A rank runs from left to right in it, whatever the direction.
  ///
  /// - Parameter isOrdered: Whether wires enter a box in the order of its operands, which is how a lesson writes them,
  ///   rather than so that few wires cross.
  func dot(isOrdered: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(200 + items.count * 60)
    func write(_ text: String) { out.append(contentsOf: text.utf8) }
    write("digraph G{graph[nodesep=\"0.0556\" ranksep=\"0.1\" splines=false nslimit1=2")
    if isOrdered { write(" ordering=in") }
    write(expectedSeconds > 1 ? " nslimit=\"0.1\" mclimit=\"0.5\"]" : " nslimit=2]")
    write("node[label=\"\" shape=box fixedsize=true height=\"0.1\"]\n")
    for item in items.indices {
      let thousandths = Int((across[item] / 72 * 1000).rounded(.up))
      let rest = String(thousandths % 1000)
      write("\(item)[width=\"\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)\"]\n")
    }
    for path in paths {
      for step in 1..<path.count {
        write("\(path[step - 1])->\(path[step])[weight=\(weight(of: step, in: path))]\n")
      }
    }
    write("}\n")
    return out
  }

  /// How much a step wants to be straight: a long wire most, the way from computation to computation next, then the
  /// way from a leaf through its label.
  private func weight(of step: Int, in path: [Int]) -> Int {
    let source = path[0]
    let isLeaf = source >= boxCount || layers.isLeaf[source]
    if step == 1 { return leaving[source] == 1 ? 8 : 2 }
    if step < path.count - 1 { return 8 }
    if entering[path[step]] == 1 { return 6 }
    return isLeaf ? 1 : 5
  }
}
