import Pictures

/// A frame around the boxes of a group, with its name. The layout keeps room for it between neighbours: where it would hold
/// anything else, it is drawn around the computed boxes alone, and where that would too, around each of them.
struct SVGGroupFrame {
  let name: String
  let isClosed: Bool
  /// Those that bear the name come first.
  let frames: [SVGLayout.Frame]
  var namedCount = 1

  /// From the boxes to the frame, and between a frame and the one around it.
  static let gap = 7.0
  static let lineHeight = 15.0

  /// The frames of all groups of more than one box, the outer first.
  /// Complexity: O(groups · boxes).
  static func frames(of diagram: Diagram, in layout: SVGLayout) -> [SVGGroupFrame] {
    let tree = GroupTree(of: diagram.boxes)
    guard tree.groups.count <= limit else { return [] }
    // What stands on the sheet above the graph is not to be met.
    let highest = layout.boxes.reduce(0) { min($0, $1.y) } - SVGPage.margin
    return tree.groups.enumerated().compactMap { index, group in
      let boxes = tree.boxes(in: index)
      // A closed group is a box with its name.
      guard !boxes.isEmpty, !group.isClosed || boxes.count > 1 else { return nil }
      let computed = boxes.filter { diagram.boxes[$0].operation != "leaf" }
      let levels = levels(below: index, in: tree)
      for members in [boxes, computed] {
        guard let frame = around(members, levels: levels, layout), frame.y > highest, frame.x > -SVGPage.margin,
          !overlaps(frame, members, layout)
        else { continue }
        return SVGGroupFrame(name: group.name, isClosed: group.isClosed, frames: [frame])
      }
      // The boxes of a closed group have its name already.
      if group.isClosed { return nil }
      let apart = (computed.isEmpty ? boxes : computed).map { layout.boxes[$0].grown(by: gap - 2) }
      // The name's line is above one of them that has nothing there, and above one in each other row.
      var (named, others): ([SVGLayout.Frame], [SVGLayout.Frame]) = ([], [])
      for frame in apart {
        var headed = frame
        headed.y -= lineHeight
        headed.height += lineHeight
        let line = SVGLayout.Frame(x: headed.x, y: headed.y, width: headed.width, height: lineHeight)
        let isBeside = named.contains { $0.y < headed.maxY && headed.y < $0.maxY }
        if isBeside || headed.y <= highest || overlaps(headed, boxes, layout)
          || !named.isEmpty && isCrossed(line, layout)
        {
          others.append(frame)
        } else {
          named.append(headed)
        }
      }
      return SVGGroupFrame(
        name: group.name, isClosed: group.isClosed, frames: named + others, namedCount: named.count)
    }
  }

  private static let limit = 400

  /// Of each box the groups with frames in which it stands, the outermost first; empty where there are none.
  static func groups(of diagram: Diagram) -> [[Int]] {
    let tree = GroupTree(of: diagram.boxes)
    guard tree.groups.count <= limit, tree.groups.contains(where: { !$0.isClosed }) else { return [] }
    var groups = Array(repeating: [Int](), count: diagram.boxes.count)
    for (index, group) in tree.groups.enumerated() {
      var path: [Int] = []
      var outer: Int? = index
      while let place = outer {
        if !tree.groups[place].isClosed { path.append(place) }
        outer = tree.groups[place].parent
      }
      for box in group.boxes { groups[box] = path.reversed() }
    }
    return groups
  }

  /// How many groups with frames of their own may stand within, one inside the other.
  private static func levels(below index: Int, in tree: GroupTree) -> Int {
    var deepest = 0
    for other in (index + 1)..<max(tree.groups.count, index + 1) {
      var depth = 0
      var outer: Int? = other
      while let place = outer, place > index {
        depth += 1
        outer = tree.groups[place].parent
      }
      guard outer == index else { break }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  private static func around(_ boxes: [Int], levels: Int, _ layout: SVGLayout) -> SVGLayout.Frame? {
    let frames = boxes.map { layout.boxes[$0] }
    guard let left = frames.map({ $0.x }).min(), let top = frames.map({ $0.y }).min(),
      let right = frames.map({ $0.maxX }).max(),
      let bottom = frames.map({ $0.maxY }).max()
    else { return nil }
    let gap = gap * Double(levels + 1)
    let head = lineHeight * Double(levels + 1)
    return SVGLayout.Frame(
      x: left - gap, y: top - gap - head, width: right - left + 2 * gap, height: bottom - top + 2 * gap + head)
  }

  private static func overlaps(_ frame: SVGLayout.Frame, _ own: [Int], _ layout: SVGLayout) -> Bool {
    let own = Set(own)
    func meets(_ box: SVGLayout.Frame) -> Bool {
      box.x < frame.maxX && box.maxX > frame.x && box.y < frame.maxY && box.maxY > frame.y
    }
    return layout.boxes.enumerated().contains { !own.contains($0.offset) && meets($0.element) }
      || layout.references.contains { meets($0.frame) }
  }

  private static func isCrossed(_ frame: SVGLayout.Frame, _ layout: SVGLayout) -> Bool {
    layout.wires.contains { $0.path.pieces.contains { $0.meets(frame) } }
  }

  func write(to out: inout ByteWriter) {
    out.write(isClosed ? "<g class=\"closed group\">" : "<g class=\"group\">")
    for frame in frames {
      out.write("<rect x=\"")
      out.write(length: frame.x)
      out.write("\" y=\"")
      out.write(length: frame.y)
      out.write("\" width=\"")
      out.write(length: frame.width)
      out.write("\" height=\"")
      out.write(length: frame.height)
      out.write("\" rx=\"6\"/>")
    }
    for frame in frames.prefix(namedCount) {
      out.write(
        SVGText(plain: name, .caption), x: frame.x + Self.gap, y: frame.y + Self.lineHeight - 3, anchor: .start)
    }
    out.write("</g>\n")
  }
}

extension SVGLayout.Frame {
  fileprivate func grown(by gap: Double) -> SVGLayout.Frame {
    .init(x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap)
  }
}
