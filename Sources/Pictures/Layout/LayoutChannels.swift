/// The coordinates along the flow, and the wires between the layers.
///
/// A channel is the space between two layers. A wire that changes its row there does so on a track: a cell along the flow that
/// it has to itself over the rows that it passes. Tracks are chosen as near to the source as labels, other wires and the
/// wish for few crossings allow.
struct LayoutChannels {
  private let rows: LayoutRows
  /// Where each layer begins.
  private(set) var start: [Int] = []
  /// Of everything, along the flow.
  private(set) var length = 0
  /// Of each piece, where it changes its row: the cells along the flow and the rows that it goes to there.
  private var turns: [[(along: Int, row: Int)]]

  private struct Turn {
    let piece: Int
    let from: Int
    let to: Int
    var along = 0
    var isPlaced = false
    var low: Int { min(from, to) }
    var high: Int { max(from, to) }
    var isFalling: Bool { to > from }

    func overlaps(_ other: Turn) -> Bool { low <= other.high && other.low <= high }
  }

  /// Cells across that a label takes, and the first along that are free again.
  private struct Label {
    let low, high, end: Int
  }

  init(rows: LayoutRows) {
    self.rows = rows
    turns = Array(repeating: [], count: rows.layering.pieces.count)
    var next = 0
    for (layer, items) in rows.layering.layers.enumerated() {
      start.append(next)
      next += items.map { rows.along[$0] }.max() ?? 0
      next += route(layer, from: next)
    }
    length = next
  }

  private func isLane(_ item: Int) -> Bool { item >= rows.layering.boxCount }

  private func out(_ piece: Int) -> Int { rows.position[rows.layering.pieces[piece].from] + rows.outPort[piece] }
  private func into(_ piece: Int) -> Int { rows.position[rows.layering.pieces[piece].to] + rows.inPort[piece] }

  /// The first free cell after what a piece has at its beginning: a tee on the border and a label, or nothing in a lane.
  private func end(of piece: Int, layer: Int, channel: Int) -> Int {
    let part = rows.layering.pieces[piece]
    guard !isLane(part.from) else { return channel }
    let edge = start[layer] + rows.along[part.from]
    let label = rows.links[part.link].label
    guard label.width > 0 else { return edge }
    return edge + (rows.direction == .leftToRight ? label.width + 2 : label.height)
  }

  /// Routes the pieces that leave a layer; the width of the channel.
  private mutating func route(_ layer: Int, from channel: Int) -> Int {
    let pieces = rows.layering.piecesOfLayer[layer]
    guard !pieces.isEmpty else { return 0 }
    let isAcross = rows.direction == .leftToRight
    var labels: [Label] = []
    var straight = channel
    var bent: [Turn] = []
    for piece in pieces {
      let part = rows.layering.pieces[piece]
      let end = end(of: piece, layer: layer, channel: channel)
      let label = rows.links[part.link].label
      if label.width > 0, !isLane(part.from), end > channel {
        let row = out(piece)
        labels.append(Label(low: row, high: row + (isAcross ? label.height - 1 : label.width + 1), end: end))
      }
      if out(piece) == into(piece) {
        let needed = label.width > 0 || isLane(part.from) ? end : end + 1
        straight = max(straight, isLane(part.to) ? end : needed + 1)
      } else {
        bent.append(Turn(piece: piece, from: out(piece), to: into(piece)))
      }
    }
    cutCycles(&bent, rows: Set(pieces.map(out) + pieces.map(into)))
    place(&bent, labels: labels, layer: layer, channel: channel)
    // The last cell belongs to the arrowheads, if there are any.
    let head = pieces.contains { !isLane(rows.layering.pieces[$0].to) } ? 1 : 0
    var width = straight
    for turn in bent { width = max(width, turn.along + 1 + head) }
    for turn in bent.sorted(by: { $0.along < $1.along }) { turns[turn.piece].append((turn.along, turn.to)) }
    return width - channel
  }

  /// The turn that must come before: the one whose wire comes in on the row on which this one goes on.
  private func predecessors(_ turns: [Turn]) -> [Int?] {
    var leaver: [Int: Int] = [:]
    for (index, turn) in turns.enumerated() where turn.from == out(turn.piece) { leaver[turn.from] = index }
    return turns.map { leaver[$0.to] }
  }

  /// Wires that change places with each other would each have to turn first. One of them makes way over a free row.
  private func cutCycles(_ turns: inout [Turn], rows used: Set<Int>) {
    var used = used
    let before = predecessors(turns)
    var state = Array(repeating: 0, count: turns.count)
    for first in before.indices where state[first] == 0 {
      var index: Int? = first
      while let now = index, state[now] == 0 {
        state[now] = first + 1
        index = before[now]
      }
      if let now = index, state[now] == first + 1 {
        let turn = turns[now]
        var row = (turn.low + turn.high) / 2
        var distance = 0
        while used.contains(row) || row < 0 {
          distance += 1
          let middle = (turn.low + turn.high) / 2
          row = used.contains(middle - distance) || middle < distance ? middle + distance : middle - distance
        }
        used.insert(row)
        turns[now] = Turn(piece: turn.piece, from: turn.from, to: row)
        turns.append(Turn(piece: turn.piece, from: row, to: turn.to))
      }
    }
  }

  private func place(_ turns: inout [Turn], labels: [Label], layer: Int, channel: Int) {
    let before = predecessors(turns)
    // Of wires that fall side by side the lowest turns first, of those that rise the highest: so they do not cross.
    let order = turns.indices.sorted {
      let (a, b) = (turns[$0], turns[$1])
      if a.isFalling != b.isFalling { return a.isFalling }
      return a.isFalling ? a.from > b.from : a.from < b.from
    }
    let layerHasBoxes = rows.layering.layers[layer].contains { !isLane($0) }
    var placed: [Int] = []
    for first in order {
      var chain: [Int] = []
      var next: Int? = first
      while let index = next, !turns[index].isPlaced {
        chain.append(index)
        next = before[index]
      }
      for index in chain.reversed() {
        let turn = turns[index]
        // A vertical wire beside a column of boxes keeps a blank from them.
        var least = channel + (rows.direction == .leftToRight && layerHasBoxes ? 1 : 0)
        if turn.from == out(turn.piece) {
          let end = end(of: turn.piece, layer: layer, channel: channel)
          let isBox = !isLane(rows.layering.pieces[turn.piece].from)
          least = max(least, rows.direction == .leftToRight && isBox ? end + 1 : end)
        }
        if let predecessor = before[index] { least = max(least, turns[predecessor].along + 1) }
        for label in labels where label.low <= turn.high && turn.low <= label.high { least = max(least, label.end) }
        for other in placed {
          let that = turns[other]
          guard that.overlaps(turn), that.isFalling == turn.isFalling else { continue }
          if (that.from < turn.from) == (that.to < turn.to) { least = max(least, that.along + 1) }
        }
        while placed.contains(where: { turns[$0].along == least && turns[$0].overlaps(turn) }) { least += 1 }
        turns[index].along = least
        turns[index].isPlaced = true
        placed.append(index)
      }
    }
  }

  /// Gives every channel up to `ease` more, as long as all stays within `room` along the flow.
  mutating func widen(by ease: Int, room: Int) {
    let channels = start.count - 1
    guard channels > 0 else { return }
    let more = min(max((room - length) / channels, 0), ease)
    guard more > 0 else { return }
    for piece in turns.indices {
      let layer = rows.layering.layerOfItem[rows.layering.pieces[piece].from]
      for index in turns[piece].indices { turns[piece][index].along += more * layer }
    }
    for layer in start.indices { start[layer] += more * layer }
    length += more * channels
  }

  /// The corners of a link from its source's border to the cell before its target, along and across.
  func path(of link: Int) -> [(Int, Int)] {
    let layering = rows.layering
    let pieces = layering.piecesOfLink[link]
    guard let first = pieces.first, let last = pieces.last else { return [] }
    let source = layering.pieces[first].from
    let target = layering.pieces[last].to
    var row = out(first)
    var path = [(start[layering.layerOfItem[source]] + rows.along[source] - 1, row)]
    for piece in pieces {
      for turn in turns[piece] {
        path.append((turn.along, row))
        path.append((turn.along, turn.row))
        row = turn.row
      }
    }
    path.append((start[layering.layerOfItem[target]] - 1, row))
    return path
  }
}
