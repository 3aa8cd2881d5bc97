/// The distances of a layout, in its unit.
package struct LayoutMetrics: Sendable, Hashable {
  /// Forward goes down, not to the right.
  package var flowsDown: Bool
  /// Labels stand in a column of their own, in the middle of which their wires run; else each beside its source's border, after
  /// its wire.
  package var hasLabelColumns: Bool
  /// What a wire takes up itself, across the flow.
  package var wire: Int
  /// From one wire to the next: at a box's side, in lanes, and where they turn.
  package var portPitch: Int
  /// By how much two ports may be nearer, where that makes a wire straight.
  package var portSlack: Int
  package var lanePitch: Int
  package var turnPitch: Int
  /// Along the flow from one turn to the next, beside what runs between them.
  package var turnStep: Int
  /// Across the flow between two wires that turn at the same place along it.
  package var turnGap: Int
  /// How far ports keep from the first and the last corner of their side.
  package var firstCorner: Int
  package var lastCorner: Int
  /// Free across the flow between boxes, between leaves of one term and of others, between a box and a lane, and beside a label.
  package var boxGap: Int
  package var siblingGap: Int
  package var leafGap: Int
  package var laneGap: Int
  package var labelGap: Int
  /// Across the flow, from boxes to the frame around their group, and its title before them.
  package var frameGap = 0
  package var frameHead = 0
  /// Boxes of one layer whose lengths along the flow differ by no more are made equally long.
  package var tolerance: Int
  /// Smaller bends look like mistakes.
  package var leastBend: Int
  /// Half the length along the flow in which a wire turns, at least and at most; it grows with the turn.
  package var leastEase: Int
  package var mostEase: Int
  /// What a wire needs before it may turn, beside the column of boxes that it leaves.
  package var lead: Int
  /// The same with a band beside it, whose head is there.
  package var bandLead = 0
  /// The shortest line that is seen as a wire.
  package var line: Int
  /// What it needs along the flow after its turn to end in an arrowhead, and to go on as a lane.
  package var head: Int
  package var tail: Int
  /// Two turns of which one comes to the row that the other leaves are so much further apart than others.
  package var cornerPitch: Int

  /// One cell a unit.
  package static func cells(flowsDown: Bool) -> LayoutMetrics {
    let step = flowsDown ? 2 : 1
    return LayoutMetrics(
      flowsDown: flowsDown, hasLabelColumns: false, wire: 1, portPitch: step, portSlack: 0, lanePitch: step,
      turnPitch: 1,
      turnStep: 1, turnGap: step, firstCorner: 1, lastCorner: 2, boxGap: 1, siblingGap: flowsDown ? 1 : 0,
      leafGap: flowsDown ? 1 : 0, laneGap: 1, labelGap: 0, tolerance: flowsDown ? 2 : 8, leastBend: 1, leastEase: 0,
      mostEase: 0, lead: flowsDown ? 0 : 1, line: 1, head: 1, tail: 1, cornerPitch: 2)
  }

  /// `scale` units a point. Labels stand above and below their wires, or beside those that run down.
  package static func points(flowsDown: Bool, scale: Int, isNarrow: Bool = false) -> LayoutMetrics {
    LayoutMetrics(
      flowsDown: flowsDown, hasLabelColumns: true, wire: 0, portPitch: 10 * scale, portSlack: 2 * scale,
      lanePitch: (isNarrow ? 11 : 14) * scale, turnPitch: 9 * scale, turnStep: (isNarrow ? 8 : 9) * scale,
      turnGap: 9 * scale,
      firstCorner: 10 * scale, lastCorner: 10 * scale, boxGap: (isNarrow ? 14 : 22) * scale,
      siblingGap: (isNarrow ? 8 : 10) * scale, leafGap: (isNarrow ? 11 : 22) * scale,
      laneGap: (isNarrow ? 11 : 14) * scale, labelGap: (isNarrow ? 5 : 8) * scale, tolerance: 40 * scale,
      leastBend: 10 * scale, leastEase: 8 * scale, mostEase: (isNarrow ? 12 : 30) * scale, lead: 4 * scale,
      line: 8 * scale, head: 14 * scale, tail: (isNarrow ? 2 : 4) * scale, cornerPitch: 9 * scale)
  }
}
