import Pictures
import Renderers

/// From places across the flow to a layout: where along the flow each rank stands, where wires leave and enter, and how
/// they curve in the gaps between ranks.
struct Routing {
  private let plan: LayeredPlan
  private let direction: Direction
  /// Centres across the flow, from 0.
  private var centre: [Double]
  private let acrossSize: Double

  /// Where each arrow leaves its source and enters its target, across the flow.
  private var exits: [Double] = []
  private var entries: [Double] = []
  /// Start and length of each rank, along the flow.
  private var starts: [Double] = []
  private var lengths: [Double] = []

  /// - Parameter centres: Of the plan's items, across the flow.
  init(_ plan: LayeredPlan, centres across: [Double], direction: Direction) {
    self.plan = plan
    self.direction = direction
    var low = Double.infinity
    var high = -Double.infinity
    for item in plan.items.indices {
      let half = Self.visible(item, plan) / 2
      low = min(low, across[item] - half)
      high = max(high, across[item] + half)
    }
    centre = across.map { $0 - low }
    acrossSize = high - low
    findEnds()
    findRanks()
  }

  /// How wide an item is drawn across the flow, without the room around it.
  private static func visible(_ item: Int, _ plan: LayeredPlan) -> Double {
    switch plan.items[item] {
    case .box: plan.across[item] - plan.boxPadding
    case .reference: plan.across[item] - 8
    case .label: max(0, plan.across[item] - 4)
    case .lane: 2
    }
  }

  // MARK: Ends

  private mutating func findEnds() {
    exits = plan.paths.map { centre[$0[0]] }
    entries = plan.paths.map { centre[$0[$0.count - 1]] }
    var leaving: [Int: [Int]] = [:]
    var entering: [Int: [Int]] = [:]
    for (arrow, path) in plan.paths.enumerated() {
      leaving[path[0], default: []].append(arrow)
      entering[path[path.count - 1], default: []].append(arrow)
    }
    for (item, arrows) in leaving {
      let wanted = arrows.map { (arrow: $0, at: centre[plan.paths[$0][1]]) }.sorted {
        ($0.at, $0.arrow) < ($1.at, $1.arrow)
      }
      let half = max(0, Self.visible(item, plan) / 2 - 9)
      // Straight ahead where all can go so; else from one point, as one value that goes to many places.
      let isStraight =
        wanted.allSatisfy { abs($0.at - centre[item]) <= half }
        && zip(wanted, wanted.dropFirst()).allSatisfy { $1.at - $0.at >= 8 }
      if isStraight { for (arrow, at) in wanted { exits[arrow] = at } }
    }
    for (item, arrows) in entering {
      let wanted = arrows.map { arrow -> (arrow: Int, at: Double) in
        let path = plan.paths[arrow]
        return (arrow, centre[path[path.count - 2]])
      }.sorted { ($0.at, $0.arrow) < ($1.at, $1.arrow) }
      let half = max(0, Self.visible(item, plan) / 2 - 9)
      let points = Self.spread(wanted.map(\.at), around: centre[item], within: half, apart: 12)
      for (index, (arrow, _)) in wanted.enumerated() { entries[arrow] = points[index] }
    }
  }

  /// Points within `half` of `middle`, in the given order, at least `apart` from each other if there is room, and
  /// otherwise as near to what is `wanted` as can be. What can be reached straight ahead counts most.
  ///
  /// Weighted least squares under an order: neighbours that would be too close form a block around their mean. O(n).
  static func spread(_ wanted: [Double], around middle: Double, within half: Double, apart: Double) -> [Double] {
    let count = wanted.count
    let (low, high) = (middle - half, middle + half)
    guard count > 1 else { return wanted.map { min(max($0, low), high) } }
    let step = min(apart, 2 * half / Double(count - 1))
    // With step·i taken off, "at least step apart" is "not falling", and the last point ends step·(n − 1) earlier.
    let last = high - Double(count - 1) * step
    var blocks: [(sum: Double, weight: Double, count: Int)] = []
    for (index, point) in wanted.enumerated() {
      let isReachable = low <= point && point <= high
      let weight = isReachable ? 20.0 : 1.0
      let target = min(max(min(max(point, low), high) - Double(index) * step, low), last)
      var block = (sum: weight * target, weight: weight, count: 1)
      while let before = blocks.last, before.sum / before.weight >= block.sum / block.weight {
        block = (before.sum + block.sum, before.weight + block.weight, before.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var points: [Double] = []
    for block in blocks {
      for _ in 0..<block.count { points.append(block.sum / block.weight + Double(points.count) * step) }
    }
    return points
  }

  // MARK: Ranks

  private mutating func findRanks() {
    let count = (plan.ranks.max() ?? 0) + 1
    lengths = [Double](repeating: 0, count: count)
    for item in plan.items.indices { lengths[plan.ranks[item]] = max(lengths[plan.ranks[item]], plan.along[item]) }
    var bend = [Double](repeating: 0, count: count)
    for (arrow, path) in plan.paths.enumerated() {
      for step in 1..<path.count {
        let rank = plan.ranks[path[step - 1]]
        bend[rank] = max(bend[rank], abs(across(arrow, step) - across(arrow, step - 1)))
      }
    }
    var at = 0.0
    for rank in 0..<count {
      starts.append(at)
      at += lengths[rank]
      guard rank < count - 1 else { break }
      let isIntoBoxes = rank & 1 == 1
      let straight = isIntoBoxes ? 16.0 : 8.0
      let (slope, most) = direction == .leftToRight ? (0.32, 96.0) : (0.2, 64.0)
      at += bend[rank] < 1 ? straight : min(straight + 12 + slope * bend[rank], most)
    }
  }

  /// Where `arrow` is across the flow at a step of its path.
  private func across(_ arrow: Int, _ step: Int) -> Double {
    let path = plan.paths[arrow]
    if step == 0 { return exits[arrow] }
    if step == path.count - 1 { return entries[arrow] }
    return centre[path[step]]
  }

  // MARK: Layout

  func layout() -> SVGLayout {
    let total = (starts.last ?? 0) + (lengths.last ?? 0)
    let size = direction == .leftToRight ? SVGLayout.Size(total, acrossSize) : SVGLayout.Size(acrossSize, total)
    var references: [SVGLayout.Reference] = []
    for (item, kind) in plan.items.enumerated() {
      if case .reference(let box) = kind { references.append(.init(box: box, frame: frame(item))) }
    }
    return SVGLayout(
      direction: direction, size: size, boxes: (0..<plan.boxCount).map(frame), wires: plan.paths.indices.map(wire),
      references: references)
  }

  /// Boxes stand in the middle of their rank, stand-ins at its end, labels at its start: near the source.
  private func frame(_ item: Int) -> SVGLayout.Frame {
    let rank = plan.ranks[item]
    let free = lengths[rank] - plan.along[item]
    let start: Double
    switch plan.items[item] {
    case .box: start = starts[rank] + free / 2
    case .reference: start = starts[rank] + free
    case .label, .lane: start = starts[rank]
    }
    let wide = Self.visible(item, plan)
    return direction == .leftToRight
      ? .init(x: start, y: centre[item] - wide / 2, width: plan.along[item], height: wide)
      : .init(x: centre[item] - wide / 2, y: start, width: wide, height: plan.along[item])
  }

  private func point(_ along: Double, _ across: Double) -> SVGLayout.Point {
    direction == .leftToRight ? .init(along, across) : .init(across, along)
  }

  private func wire(_ arrow: Int) -> SVGLayout.Wire {
    let path = plan.paths[arrow]
    let source = frame(path[0])
    let target = frame(path[path.count - 1])
    let isHorizontal = direction == .leftToRight
    let end = isHorizontal ? target.x : target.y
    var at = isHorizontal ? source.maxX : source.maxY
    let start = point(at, exits[arrow])
    var segments: [SVGLayout.Segment] = []
    var height = exits[arrow]
    for step in 1..<path.count {
      let next = across(arrow, step)
      guard abs(next - height) >= 0.3 else { continue }
      let before = plan.ranks[path[step - 1]]
      let from = starts[before] + lengths[before]
      let to = starts[before + 1]
      if from - at > 0.5 { segments.append(.line(point(from, height))) }
      let middle = (from + to) / 2
      segments.append(.curve(point(middle, height), point(middle, next), point(to, next)))
      at = to
      height = next
    }
    if end - at > 0.5 { segments.append(.line(point(end, height))) }
    var label: SVGLayout.Frame?
    if case .label = plan.items[path[1]], plan.along[path[1]] > 0 { label = frame(path[1]) }
    return SVGLayout.Wire(start: start, segments: segments, label: label)
  }
}
