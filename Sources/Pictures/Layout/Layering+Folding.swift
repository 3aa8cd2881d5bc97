extension Layering {
  /// The same with layers that would be wider than `width` (from top to bottom) stood in several rows; nil if a box or a row of
  /// lanes alone is too wide. Boxes of one layer do not depend on each other, so any of them may go first. O(boxes + links).
  package func folded(sizes: [LayoutSize], links: [LayoutLink], width: Int) -> Layering? {
    var room = Array(repeating: 0, count: boxCount)
    for box in 0..<boxCount {
      let labels = leaving[box].map { links[pieces[$0].link].label.width + 3 }.reduce(2, +)
      room[box] = max(sizes[box].width, labels) + 1
    }
    var layerOfBox = Array(repeating: 0, count: boxCount)
    var row = 0
    for layer in layers.indices {
      // Lanes that pass the whole layer are in each of its rows; operands of boxes that come later pass by as lanes too.
      var lanes = layers[layer].lazy.filter { $0 >= self.boxCount }.count
      var waiting = 0
      for item in layers[layer] where item < boxCount { waiting += arriving[item].count }
      var used = 0
      for item in layers[layer] where item < boxCount {
        let rest = 2 * (lanes + waiting - arriving[item].count)
        if used > 0, used + room[item] + rest > width {
          row += 1
          used = 0
        }
        if room[item] > width { return nil }
        layerOfBox[item] = row
        used += room[item]
        waiting -= arriving[item].count
        // In the rows below, what leaves this box passes by.
        lanes += leaving[item].count
      }
      row += 1
    }
    return Layering(layerOfBox: layerOfBox, links: links)
  }
}
