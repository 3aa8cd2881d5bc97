/// The coordinates along the flow, and the wires between the layers.
///
/// A channel is the space between two layers. A wire that changes its row there does so on a track: a place along the flow that
/// it has to itself over the rows that it passes. Tracks are chosen as near to the source as labels, other wires and the
/// wish for few crossings allow.
struct LayoutChannels {
  private let rows: LayoutRows
  private var grid: LayoutGrid { rows.grid }
  private var metrics: LayoutMetrics { rows.grid.metrics }
  /// Where each layer begins.
  private(set) var start: [Int] = []
  /// How long each layer is.
  private var lengths: [Int] = []
  /// Of everything, along the flow.
  private(set) var length = 0
  /// Of each piece, where it changes its row.
  private var turns: [[LayeredLayout.Turn]]
  /// Wires that keep their order and cross twice nevertheless, each time with the pairs of wires for whose sake they do: one comes in on
  /// the row, or next to it, that the other leaves.
  private(set) var knots: [[LayoutKnot]] = []

  private struct Turn {
    let piece: Int
    let from: Int
    let to: Int
    /// Whether it leaves the row on which its piece begins.
    let isFirst: Bool
    var along = 0
    var isPlaced = false
    var low: Int { min(from, to) }
    var high: Int { max(from, to) }
    var isFalling: Bool { to > from }

  }

  /// More turns side by side are taken in a simple order.
  private static let mostSequenced = 400

  /// Places across that a label takes, and the first along that are free again.
  private struct Label {
    let low, high, end: Int
  }

  init(rows: LayoutRows) {
    self.rows = rows
    turns = Array(repeating: [], count: rows.grid.pieces.count)
    var next = 0
    for items in rows.grid.layers {
      start.append(next)
      lengths.append(0)
      for item in items {
        lengths[lengths.count - 1] = max(
          lengths[lengths.count - 1], rows.grid.isLane(item) ? 0 : rows.grid.along[item])
      }
      next += lengths[lengths.count - 1]
      if start.count < rows.grid.layers.count { next += route(start.count - 1, from: next) }
    }
    length = next
  }

  /// Where a box begins along the flow. In columns of points a leaf stands beside what uses it and all else in the middle.
  func start(of box: Int) -> Int {
    let layer = grid.layerOf[box]
    guard metrics.hasLabelColumns else { return start[layer] }
    let free = lengths[layer] - grid.along[box]
    return start[layer] + (grid.kinds[box] == .leaf ? free : free / 2)
  }

  /// The first free place after what a piece has at its beginning: a tee on the border and a label, or nothing in a lane.
  private func end(of piece: Int, channel: Int) -> Int {
    let from = grid.pieces[piece].from
    guard grid.isBox(from), !metrics.hasLabelColumns else { return channel }
    let edge = start(of: from) + grid.along[from]
    let label = grid.links[grid.pieces[piece].link].label
    guard label.width > 0 else { return edge }
    return edge + (metrics.flowsDown ? label.height : label.width + 2)
  }

  // MARK: Routing

  /// Routes the pieces that leave a layer; the width of the channel.
  private mutating func route(_ layer: Int, from channel: Int) -> Int {
    let pieces = grid.piecesOfLayer[layer]
    var labels: [Label] = []
    var width = channel
    var bent: [Turn] = []
    var (least, most) = (0, 0)
    for piece in pieces {
      let (from, to) = (grid.pieces[piece].from, grid.pieces[piece].to)
      let (row, goal) = (rows.start(of: piece), rows.end(of: piece))
      let end = end(of: piece, channel: channel)
      let label = grid.links[grid.pieces[piece].link].label
      let hasLabel = label.width > 0 && !metrics.hasLabelColumns && grid.isBox(from)
      if hasLabel, end > channel {
        labels.append(
          Label(low: row, high: row + (metrics.flowsDown ? label.width + 1 : label.height - 1), end: end))
      }
      if grid.isBox(to) { least = metrics.head }
      if row == goal {
        let needsLine = grid.isBox(from) && !hasLabel && (grid.isBox(to) || metrics.hasLabelColumns)
        width = max(width, end + (needsLine ? metrics.line : 0) + (grid.isBox(to) ? metrics.head : 0))
      } else {
        bent.append(Turn(piece: piece, from: row, to: goal, isFirst: true))
        most = max(most, abs(goal - row))
      }
    }
    guard !bent.isEmpty else { return width - channel }
    let ease = max(metrics.leastEase, min(metrics.mostEase, most / 6))
    if ease == 0 { cutCycles(&bent, rows: Set(pieces.flatMap { [rows.start(of: $0), rows.end(of: $0)] })) }
    place(&bent, labels: labels, layer: layer, channel: channel, ease: ease)
    for turn in bent { width = max(width, turn.along + ease + sides(of: turn).after + metrics.tail + least) }
    if bent.count <= Self.mostSequenced { findKnots(bent) }
    bent.sort { ($0.along, $0.piece) < ($1.along, $1.piece) }
    // One way for all, since nested turns of two shapes would touch.
    let rising = bent.filter { !$0.isFalling }
    let isCrossed = bent.contains { turn in
      turn.isFalling && rising.contains { overlap($0, turn) }
    }
    for turn in bent {
      turns[turn.piece].append(.init(along: turn.along, row: turn.to, ease: ease, isCrossed: isCrossed))
    }
    return width - channel
  }

  /// The turns that must come before each: those whose wires come in on the row, or next to it, on which it goes on.
  private func predecessors(_ turns: [Turn]) -> [[Int]] {
    let leavers = turns.indices.filter { turns[$0].isFirst }.sorted { turns[$0].from < turns[$1].from }
    let reach = metrics.turnPitch + turns.reduce(0) { max($0, aside(of: $1)) }
    return turns.map { turn in
      var low = 0
      var high = leavers.count
      while low < high {
        let middle = (low + high) / 2
        if turns[leavers[middle]].from > turn.to - reach { high = middle } else { low = middle + 1 }
      }
      var found: [Int] = []
      while low < leavers.count, turns[leavers[low]].from < turn.to + reach {
        let other = turns[leavers[low]]
        let (near, distance) =
          other.from < turn.to
          ? (rowPitch(other, turn, metrics.turnPitch), turn.to - other.from)
          : (rowPitch(turn, other, metrics.turnPitch), other.from - turn.to)
        if other.piece != turn.piece, distance < near { found.append(leavers[low]) }
        low += 1
      }
      return found
    }
  }

  /// Across the flow from one turn's row to the next, which needs `pitch` without what runs beside the wires.
  private func rowPitch(_ first: Turn, _ second: Turn, _ pitch: Int) -> Int {
    let between = aside(of: metrics.flowsDown ? second : first)
    return between > 0 ? max(pitch, between + metrics.turnStep / 2) : pitch
  }

  private func overlap(_ a: Turn, _ b: Turn) -> Bool {
    a.low < b.high + rowPitch(b, a, metrics.turnGap) && b.low < a.high + rowPitch(a, b, metrics.turnGap)
  }

  /// Whether a turn at `place` would be too near to another.
  private func isNear(_ turn: Turn, at place: Int, _ other: Turn) -> Bool {
    let distance = place - other.along
    return (distance < 0 ? -distance < pitch(turn, other) : distance < pitch(other, turn)) && overlap(turn, other)
  }

  /// Wires that change places with each other would each have to turn first. One of them makes way over a free row.
  private func cutCycles(_ turns: inout [Turn], rows used: Set<Int>) {
    var used = used
    let before = predecessors(turns).map { $0.first }
    var state = Array(repeating: 0, count: turns.count)
    for first in before.indices where state[first] == 0 {
      var index: Int? = first
      while let now = index, state[now] == 0 {
        state[now] = first + 1
        index = before[now]
      }
      if let now = index, state[now] == first + 1 {
        let turn = turns[now]
        let middle = (turn.low + turn.high) / 2
        var row = middle
        var distance = 0
        while used.contains(row) || row < 0 {
          distance += 1
          row = used.contains(middle - distance) || middle < distance ? middle + distance : middle - distance
        }
        used.insert(row)
        turns[now] = Turn(piece: turn.piece, from: turn.from, to: row, isFirst: true)
        turns.append(Turn(piece: turn.piece, from: row, to: turn.to, isFirst: false))
      }
    }
  }

  private func place(_ turns: inout [Turn], labels: [Label], layer: Int, channel: Int, ease: Int) {
    let before = predecessors(turns)
    // A turn beside a column of boxes keeps a blank from them.
    let hasBoxes = grid.layers[layer].contains { grid.isBox($0) }
    var placed: [Int] = []
    for index in sequence(turns, before) {
      let turn = turns[index]
      let lead = aside(of: turn) > 0 ? max(metrics.lead, metrics.bandLead) : metrics.lead
      var least = channel + (hasBoxes ? lead : 0)
      if turn.isFirst {
        let isBox = grid.isBox(grid.pieces[turn.piece].from)
        least = max(least, end(of: turn.piece, channel: channel) + (isBox ? lead : 0))
      } else {
        for other in placed where turns[other].piece == turn.piece {
          least = max(least, turns[other].along + metrics.turnStep)
        }
      }
      for label in labels where label.low <= turn.high && turn.low <= label.high {
        // A label and a crossing wire do not touch.
        least = max(least, label.end + metrics.lead)
      }
      least += ease + sides(of: turn).before
      for other in before[index] where turns[other].isPlaced {
        least = max(least, turns[other].along + max(metrics.cornerPitch, corner(turns[other], turn)))
      }
      for other in placed {
        let that = turns[other]
        guard overlap(that, turn), that.isFalling == turn.isFalling else { continue }
        if (that.from < turn.from) == (that.to < turn.to) { least = max(least, that.along + pitch(that, turn)) }
      }
      while let other = placed.first(where: { isNear(turn, at: least, turns[$0]) }) {
        least = turns[other].along + pitch(turns[other], turn)
      }
      turns[index].along = least
      turns[index].isPlaced = true
      placed.append(index)
    }
  }

  /// In which order turns are placed: each after all that must come before it and, if that leaves it open, after those that should,
  /// so that wires side by side do not cross: of those that fall the lowest turns first, of those that rise the highest.
  private func sequence(_ turns: [Turn], _ before: [[Int]]) -> [Int] {
    var order = turns.indices.sorted {
      let (a, b) = (turns[$0], turns[$1])
      if a.isFalling != b.isFalling { return a.isFalling }
      return a.from != b.from ? a.isFalling == (a.from > b.from) : $0 < $1
    }
    var after: [[Int]] = Array(repeating: [], count: turns.count)
    var (musts, shoulds) = (Array(repeating: 0, count: turns.count), Array(repeating: 0, count: turns.count))
    // Of those that would each have to be the first, one is.
    var isOpen = Array(repeating: false, count: turns.count)
    var isSeen = isOpen
    for root in order where !isSeen[root] {
      var stack = [(index: root, next: 0)]
      (isOpen[root], isSeen[root]) = (true, true)
      while let (index, next) = stack.last {
        guard next < before[index].count else {
          isOpen[index] = false
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let other = before[index][next]
        if isOpen[other] { continue }
        after[other].append(index)
        musts[index] += 1
        if isSeen[other] { continue }
        (isOpen[other], isSeen[other]) = (true, true)
        stack.append((other, 0))
      }
    }
    // In wide layers what comes first in the order is tried first, and no more.
    let isSmall = turns.count <= Self.mostSequenced
    if isSmall {
      for (place, index) in order.enumerated() {
        for other in order[..<place] where isBeside(turns[other], turns[index]) { shoulds[index] += 1 }
      }
    }
    var result: [Int] = []
    while !order.isEmpty {
      // Where each waits for another, that begins which waits for the fewest.
      var place = 0
      for next in order.indices.dropFirst() {
        let (a, b) = (order[next], order[place])
        if (musts[a], shoulds[a]) < (musts[b], shoulds[b]) { place = next }
      }
      let index = order.remove(at: place)
      for other in after[index] { musts[other] -= 1 }
      if isSmall {
        for other in order[place...] where isBeside(turns[index], turns[other]) { shoulds[other] -= 1 }
      }
      result.append(index)
    }
    return result
  }

  /// Whether two wires that rise, or fall, both run across the same rows and keep their order: they need not cross.
  private func isBeside(_ a: Turn, _ b: Turn) -> Bool {
    a.piece != b.piece && a.isFalling == b.isFalling && (a.from < b.from) == (a.to < b.to) && overlap(a, b)
  }

  private mutating func findKnots(_ turns: [Turn]) {
    let musts = predecessors(turns)
    let shoulds = turns.map { a in
      turns.indices.filter { isBeside(a, turns[$0]) && a.isFalling == (turns[$0].from > a.from) }
    }
    for last in turns.indices {
      for first in shoulds[last] where turns[last].along < turns[first].along {
        // From the one that should come first to the one that does.
        var cameFrom: [Int: Int] = [first: first]
        var queue = [first]
        var next = 0
        while next < queue.count, cameFrom[last] == nil {
          for other in musts[queue[next]] + shoulds[queue[next]] where cameFrom[other] == nil {
            cameFrom[other] = queue[next]
            queue.append(other)
          }
          next += 1
        }
        var knot: [LayoutKnot] = []
        var at = last
        while let later = cameFrom[at], later != at {
          if musts[later].contains(at) {
            knot.append(LayoutKnot(leaving: turns[at].piece, arriving: turns[later].piece))
          }
          at = later
        }
        knots.append(knot)
      }
    }
  }

  /// How much is kept free beside a turn.
  private func aside(of turn: Turn) -> Int { grid.links[grid.pieces[turn.piece].link].aside }

  /// On which side along the flow: to the right as seen forwards.
  private func sides(of turn: Turn) -> (before: Int, after: Int) {
    turn.isFalling == metrics.flowsDown ? (0, aside(of: turn)) : (aside(of: turn), 0)
  }

  /// Along the flow from one turn to the next.
  private func pitch(_ first: Turn, _ second: Turn) -> Int {
    let between = sides(of: first).after + sides(of: second).before
    return between > 0 ? max(metrics.turnStep, between + metrics.turnStep / 2) : metrics.turnStep
  }

  /// The same where one comes to the row that the other leaves.
  private func corner(_ first: Turn, _ second: Turn) -> Int {
    let beside = max(aside(of: first), aside(of: second))
    return beside > 0 ? max(pitch(first, second), beside + metrics.turnStep / 2) : 0
  }

  /// Gives every channel up to `ease` more, as long as all stays within `room` along the flow.
  mutating func widen(by ease: Int, room: Int) {
    let channels = start.count - 1
    guard channels > 0 else { return }
    let more = min(max((room - length) / channels, 0), ease)
    guard more > 0 else { return }
    for piece in turns.indices {
      let layer = grid.layerOf[grid.pieces[piece].from]
      for index in turns[piece].indices { turns[piece][index].along += more * layer }
    }
    for layer in start.indices { start[layer] += more * layer }
    length += more * channels
  }

  // MARK: Wires

  /// Where a link leaves its source and enters its target, and its turns between.
  func wire(of link: Int) -> (start: (along: Int, row: Int), turns: [LayeredLayout.Turn], end: Int) {
    let range = grid.piecesOfLink[link]
    let (source, target) = (grid.links[link].from, grid.links[link].to)
    var wire = (
      start: (start(of: source) + grid.along[source] - metrics.wire, 0), turns: [LayeredLayout.Turn](),
      end: start(of: target) - metrics.wire
    )
    for (index, piece) in range.enumerated() {
      if index == 0 { wire.start.1 = rows.start(of: piece) }
      wire.turns += turns[piece]
    }
    return wire
  }
}
