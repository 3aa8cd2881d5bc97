extension RandomAccessCollection {
  /// Where the elements begin for which `belongs` holds; it must hold for all behind the first one. `endIndex` if for none.
  /// O(log count).
  package func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
    var first = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(first, offsetBy: half)
      if belongs(self[middle]) {
        length = half
      } else {
        first = index(after: middle)
        length -= half + 1
      }
    }
    return first
  }
}
