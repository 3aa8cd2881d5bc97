import Pictures
import Terminal

/// What is said in a timeline, to be looked up: forward, local derivatives and backward, each line with the moment from which on it
/// stands there.
struct FilmBoard: Sendable {
  struct Line: Sendable {
    let beat: Int
    /// Of a local beat.
    let portion: Int
    let telling: Telling
  }

  private let heads = ["forward", "local", "backward"]
  private(set) var columns: [[Line]] = [[], [], []]

  init(of timeline: Timeline) {
    for (place, beat) in timeline.beats.enumerated() {
      func add(_ column: Int, _ tellings: [Telling], portion: Int = 0) {
        columns[column] += tellings.filter { $0.isEquation }
          .map { Line(beat: place, portion: portion, telling: $0) }
      }
      switch beat.kind {
      case .forward: add(0, beat.tellings)
      case .local:
        for (index, portion) in beat.portions.enumerated() { add(1, portion.tellings, portion: index) }
      case .seed, .backward, .gather, .path, .update: add(2, beat.tellings)
      case .given, .helped, .outcome: break
      }
    }
  }

  /// Each column in its part of the area: side by side where it is wide, else one below the other.
  func draw(_ moment: Moment, in area: ScreenAreas.Area, _ picture: FilmPicture, into frame: inout Frame) {
    let isWide = area.width >= 84
    var shown = columns.map { column in column.filter { isThere($0, moment) } }
    if !isWide {
      let free = area.height - 3
      // What is told now is what one looks at; the others keep their last lines.
      let wanted = columns.map { min($0.count, free) }
      var heights = wanted.map { min($0, free / 3) }
      var left = free - heights.reduce(0, +)
      for column in [2, 0, 1] {
        let more = min(wanted[column] - heights[column], left)
        heights[column] += more
        left -= more
      }
      var y = area.y
      for column in 0..<3 where !columns[column].isEmpty {
        draw(heads[column], shown[column], moment, picture, x: area.x, y: y, area.width, heights[column], &frame)
        y += heights[column] + 1
      }
      return
    }
    let width = (area.width - 4) / 3
    for column in 0..<3 where !columns[column].isEmpty {
      draw(
        heads[column], shown[column], moment, picture, x: area.x + column * (width + 2), y: area.y, width,
        area.height - 1, &frame)
      shown[column] = []
    }
  }

  private func isThere(_ line: Line, _ moment: Moment) -> Bool {
    guard line.beat == moment.beatIndex, let beat = moment.beat else { return line.beat < moment.beatIndex }
    return line.portion < max(beat.portionCount(at: moment.progress), 1)
  }

  private func draw(
    _ head: String, _ lines: [Line], _ moment: Moment, _ picture: FilmPicture, x: Int, y: Int, _ width: Int,
    _ height: Int, _ frame: inout Frame
  ) {
    picture.write(head, .muted, x: x, y: y, to: width, into: &frame)
    for (row, line) in lines.suffix(max(height, 0)).enumerated() {
      let isNow = line.beat == moment.beatIndex
      let part = isNow ? moment.beat?.known(at: moment.progress) ?? .result : .result
      let text = line.telling.short(through: part, within: width - 2, picture.spelling)
      picture.write(
        (isNow ? picture.isASCII ? "> " : "▸ " : "  ") + text, isNow ? .name : .text, x: x, y: y + 1 + row,
        to: width, into: &frame)
    }
  }
}

extension Telling {
  /// As much of it as a width holds: first the symbols give way, then the formulas, then the numbers.
  func short(through part: Part, within width: Int, _ spelling: TerminalCharacters) -> String {
    var text = ""
    for first in Part.allCases {
      text = left.text
      var isFirst = true
      for (place, step) in steps.enumerated() where step.part <= part && (step.part >= first || part < first) {
        text += " " + (isFirst && isAssignment ? "←" : sign(before: place)) + " " + step.term.text
        isFirst = false
      }
      if spelling.glyphs(text).count <= width { return text }
    }
    return text
  }
}
