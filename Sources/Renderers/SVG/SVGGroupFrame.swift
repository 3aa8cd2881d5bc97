import Pictures

/// A frame around the boxes of a group, with its name. Drawn where it holds nothing else: the layout does not know of groups.
struct SVGGroupFrame {
  let name: String
  let isClosed: Bool
  let frame: SVGLayout.Frame

  /// From the boxes to the frame, and between a frame and the one around it.
  private static let gap = 7.0
  private static let lineHeight = 15.0

  /// The frames of all groups that can have one, the outer first.
  /// Complexity: O(groups · boxes).
  static func frames(of diagram: Diagram, in layout: SVGLayout) -> [SVGGroupFrame] {
    let tree = GroupTree(of: diagram.boxes)
    guard tree.groups.count <= limit else { return [] }
    var frames: [(depth: Int, frame: SVGGroupFrame)] = []
    // Of like groups some with a frame and some without would say that they differ.
    var spoilt: Set<Int> = []
    var depths: [Int] = []
    for (index, group) in tree.groups.enumerated() {
      let depth = group.parent.map { depths[$0] + 1 } ?? 0
      depths.append(depth)
      let boxes = tree.boxes(in: index)
      guard boxes.count > 1, let frame = around(boxes, levels: levels(below: index, in: tree), layout) else {
        continue
      }
      // With more around it than the margin holds, a frame would meet the title.
      if frame.y > -SVGPage.margin, frame.x > -SVGPage.margin, !overlaps(frame, boxes, layout) {
        frames.append((depth, SVGGroupFrame(name: group.name, isClosed: group.isClosed, frame: frame)))
      } else {
        spoilt.insert(depth)
      }
    }
    return frames.filter { !spoilt.contains($0.depth) }.map { $0.frame }
  }

  private static let limit = 400

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
    return layout.boxes.enumerated().contains { index, box in
      !own.contains(index) && box.x < frame.maxX && box.maxX > frame.x && box.y < frame.maxY && box.maxY > frame.y
    }
  }

  func write(to out: inout ByteWriter) {
    out.write(isClosed ? "<g class=\"group closed\">" : "<g class=\"group\">")
    out.write("<rect x=\"")
    out.write(length: frame.x)
    out.write("\" y=\"")
    out.write(length: frame.y)
    out.write("\" width=\"")
    out.write(length: frame.width)
    out.write("\" height=\"")
    out.write(length: frame.height)
    out.write("\" rx=\"6\"/><text class=\"caption start\" x=\"")
    out.write(length: frame.x + Self.gap)
    out.write("\" y=\"")
    out.write(length: frame.y + Self.lineHeight)
    out.write("\">")
    out.write(escaping: name)
    out.write("</text></g>\n")
  }
}
