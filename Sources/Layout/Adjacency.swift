/// Lists of numbers, one for each item, in one array: `[[3, 5], [], [4]]` as `[3, 5, 4]` and where each begins.
struct Adjacency: Sendable, Equatable {
  private var starts: [Int]
  var items: [Int]

  /// The lists keep the order of the pairs. O(count + pairs).
  init(count: Int, pairs: [(item: Int, neighbour: Int)]) {
    starts = Array(repeating: 0, count: count + 1)
    items = Array(repeating: 0, count: pairs.count)
    for pair in pairs { starts[pair.item + 1] += 1 }
    for item in 0..<count { starts[item + 1] += starts[item] }
    var next = starts
    for pair in pairs {
      items[next[pair.item]] = pair.neighbour
      next[pair.item] += 1
    }
  }

  /// Where the list of `item` stands in `items`.
  func range(of item: Int) -> Range<Int> { starts[item]..<starts[item + 1] }
}
