/// What is left when all is placed and looks like a mistake.
extension LayoutRows {
  /// In pictures with more of it nothing is done, and more ways out are not tried.
  private static let mostFaults = 6
  private static let mostTries = 16

  /// Where wires that keep their order cross twice, since one may only turn after another, and where a wire bends by very little, what
  /// their ends stand at moves apart, if there are fewer such places then.
  /// - Parameter home: where everything shall stay as well as it can.
  func untangled(_ channels: LayoutChannels, around home: [Int]?) -> (rows: LayoutRows, channels: LayoutChannels) {
    var best = (rows: self, channels: channels, cost: cost(channels))
    guard place.count + grid.pieces.count <= Self.mostOptimised, best.cost.faults <= Self.mostFaults else {
      return (self, channels)
    }
    var tries = Self.mostTries
    while tries > 0, best.cost.faults > 0 {
      let before = best
      let jogs = grid.pieces.indices.filter { before.rows.isJog($0) }
      for knot in before.channels.knots.joined() + jogs.map({ LayoutKnot(leaving: $0, arriving: $0) }) {
        for isBelow in [false, true] where tries > 0 {
          tries -= 1
          var rows = before.rows
          rows.apart.append(LayoutKnot(leaving: knot.leaving, arriving: knot.arriving, isBelow: isBelow))
          rows.weights = grid.pieces.indices.map { grid.weight(of: $0) }
          var effort = Self.effort
          rows.optimise(&effort, around: home)
          rows.straighten(&effort, around: home)
          rows.settle()
          let channels = LayoutChannels(rows: rows)
          let cost = rows.cost(channels)
          if cost < best.cost { best = (rows, channels, cost) }
        }
      }
      if best.cost.faults == before.cost.faults { break }
    }
    return (best.rows, best.channels)
  }

  private func cost(_ channels: LayoutChannels) -> (faults: Int, bends: Int) {
    var (faults, bends) = (channels.knots.count, 0)
    for piece in grid.pieces.indices {
      if isJog(piece) { faults += 1 }
      bends += grid.weight(of: piece) * abs(end(of: piece) - start(of: piece))
    }
    return (faults, bends)
  }
}
