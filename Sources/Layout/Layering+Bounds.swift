extension Layering {
  /// A width that no layout of these sizes can go below: cheap to know before one is made. O(boxes + links).
  package func leastWidth(sizes: [LayoutSize], links: [LayoutLink], flowsDown: Bool) -> Int {
    guard flowsDown else {
      var columns = Array(repeating: 0, count: layerCount)
      var channels = Array(repeating: 0, count: layerCount)
      for (box, size) in sizes.enumerated() {
        columns[layerOfItem[box]] = max(columns[layerOfItem[box]], size.width)
      }
      for link in links {
        let layer = layerOfItem[link.from]
        let label = link.label.width
        // A label may reach into its own column beside a narrower box.
        channels[layer] = max(channels[layer], sizes[link.from].width + (label > 0 ? label + 3 : 2))
      }
      var total = 0
      for layer in columns.indices { total += max(columns[layer], channels[layer] - 1) }
      return total
    }
    var most = 0
    for layer in layers {
      var total = 0
      for item in layer { total += (item < boxCount ? sizes[item].width : 1) + 1 }
      most = max(most, total - 1)
    }
    return most
  }

  /// Rows of cells that a picture takes at least.
  package func leastHeight(sizes: [LayoutSize], flowsDown: Bool) -> Int {
    if flowsDown { return Self.leastHeight(layerOfItem[..<boxCount], sizes) }
    return layers.map { layer in layer.reduce(0) { $0 + ($1 < boxCount ? sizes[$1].height : 0) } }.max() ?? 0
  }

  /// From top to bottom: a wire down is a line or its label, and a head.
  static func leastHeight(_ layerOfBox: some Collection<Int>, _ sizes: [LayoutSize]) -> Int {
    var highest = [Int](repeating: 0, count: (layerOfBox.max() ?? -1) + 1)
    for (layer, size) in zip(layerOfBox, sizes) { highest[layer] = max(highest[layer], size.height) }
    return highest.reduce(-2) { $0 + $1 + 2 }
  }
}
