import Pictures

/// In which order a picture comes about: the same for every training step, since it follows from boxes and arrows alone.
///
/// Each event is told by itself while there are few; in a larger graph what happens in one layer happens at once, and in a very deep
/// one several layers do.
struct BeatOrder: Sendable {
  /// Computed boxes, in the order in which they get their values.
  private(set) var forward: [[Int]] = []
  /// Arrows on which gradients travel, in the order in which they do.
  private(set) var backward: [[Int]] = []
  /// Boxes without arrows into them.
  let leaves: [Int]
  let output: Int?
  /// Of every box the arrows that bring contributions to its gradient.
  private(set) var contributors: [[Int]]

  /// Groups of `backward` after which sums of several contributions are complete.
  private(set) var gatherings: [Int] = []

  /// Of every arrow whether a gradient that is shown flows along it.
  private(set) var carries: [Bool]

  /// Whether there is a gradient to tell of.
  private(set) var seedIsShown = false

  private static let aloneLimit = (boxes: 16, arrows: 24)
  private static let groupLimit = 24

  /// - Parameter shows: whether the gradient of a box is shown.
  init(of diagram: Diagram, showsGradient: [Bool]) {
    let count = diagram.boxes.count
    var arriving = [[Int]](repeating: [], count: count)
    contributors = arriving
    carries = [Bool](repeating: false, count: diagram.arrows.count)
    var layer = [Int](repeating: 0, count: count)
    for (index, arrow) in diagram.arrows.enumerated() { arriving[arrow.to].append(index) }
    for box in 0..<count {
      for arrow in arriving[box] { layer[box] = max(layer[box], layer[diagram.arrows[arrow].from] + 1) }
    }
    let leaves = (0..<count).filter { arriving[$0].isEmpty }
    self.leaves = leaves
    let output = diagram.boxes.lastIndex { $0.role == .output }
    self.output = output

    let computed = (0..<count).filter { !arriving[$0].isEmpty }
    forward =
      computed.count <= Self.aloneLimit.boxes
      ? computed.map { [$0] } : Self.chunks(Self.grouped(computed) { layer[$0] }.reversed())

    guard let output, showsGradient[output] else { return }
    seedIsShown = true
    let active = diagram.arrows.indices.filter { index in
      let arrow = diagram.arrows[index]
      return arrow.isActive && showsGradient[arrow.from] && showsGradient[arrow.to]
    }
    for arrow in active {
      contributors[diagram.arrows[arrow].from].append(arrow)
      carries[arrow] = true
    }
    let inOrder = active.sorted { (-diagram.arrows[$0].to, $0) < (-diagram.arrows[$1].to, $1) }
    if active.count <= Self.aloneLimit.arrows {
      backward = inOrder.map { [$0] }
    } else {
      let byTarget = Self.grouped(inOrder) { diagram.arrows[$0].to }
      backward =
        byTarget.count <= Self.aloneLimit.boxes
        ? byTarget : Self.chunks(Self.grouped(inOrder) { layer[diagram.arrows[$0].to] })
    }
    findGatherings(diagram.arrows)
  }

  private mutating func findGatherings(_ arrows: [Arrow]) {
    var waiting = contributors.map { $0.count }
    for (place, group) in backward.enumerated() {
      var isComplete = false
      for arrow in group {
        let source = arrows[arrow].from
        waiting[source] -= 1
        if waiting[source] == 0, contributors[source].count > 1 { isComplete = true }
      }
      if isComplete { gatherings.append(place) }
    }
  }

  /// Those of equal keys together, by falling keys; in each group the order stays.
  private static func grouped(_ items: [Int], by key: (Int) -> Int) -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for item in items { groups[key(item), default: []].append(item) }
    return groups.keys.sorted(by: >).map { groups[$0] ?? [] }
  }

  /// Neighbours joined until few are left.
  private static func chunks(_ groups: [[Int]]) -> [[Int]] {
    let size = (groups.count + groupLimit - 1) / groupLimit
    guard size > 1 else { return groups }
    return stride(from: 0, to: groups.count, by: size).map { start in
      Array(groups[start..<min(start + size, groups.count)].joined())
    }
  }
}
