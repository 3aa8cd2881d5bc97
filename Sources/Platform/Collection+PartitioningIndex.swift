extension RandomAccessCollection where Index == Int {
  /// The first index from which on `belongsBehind` holds, by halving; `endIndex` if it holds nowhere.
  /// - Precondition: where it holds once, it holds for all elements behind.
  /// - Complexity: O(log count).
  @inlinable package func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
