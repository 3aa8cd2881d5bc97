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
    var least = 0
    for layer in layers {
      var (highest, total) = (0, 0)
      for item in layer where item < boxCount {
        highest = max(highest, sizes[item].height)
        total += sizes[item].height
      }
      // A wire down is a line or its label, and a head.
      least = flowsDown ? least + highest + 2 : max(least, total)
    }
    return flowsDown ? least - 2 : least
  }
}
