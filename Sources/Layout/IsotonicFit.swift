/// Places that never fall, each as near as can be to its wishes, in the sum of weighted absolute differences: an isotonic
/// regression, solved exactly by pooling neighbours that stand in each other's way.
///
/// Wishes `[5]`, `[3]` give the places `[4, 4]`.
struct IsotonicFit {
  private var blocks: [(wishes: [Wish], weight: Int, count: Int, median: Int)] = []

  typealias Wish = (place: Int, weight: Int)

  /// O(wishes in the blocks that are pooled).
  mutating func append(_ wishes: [Wish]) {
    var wishes = wishes
    wishes.sort { $0.place < $1.place }
    var weight = 0
    for wish in wishes { weight += wish.weight }
    var block = (wishes: wishes, weight: weight, count: 1, median: Self.median(wishes, weight))
    while let last = blocks.last, last.median > block.median {
      blocks.removeLast()
      let merged = Self.merged(last.wishes, block.wishes)
      let weight = last.weight + block.weight
      block = (merged, weight, last.count + block.count, Self.median(merged, weight))
    }
    blocks.append(block)
  }

  var places: [Int] {
    var places: [Int] = []
    for block in blocks {
      for _ in 0..<block.count { places.append(block.median) }
    }
    return places
  }

  /// The middle of all places that are as good as any.
  private static func median(_ wishes: [Wish], _ weight: Int) -> Int {
    var sum = 0
    for (index, wish) in wishes.enumerated() {
      sum += wish.weight
      if 2 * sum > weight { return wish.place }
      if 2 * sum == weight, index + 1 < wishes.count {
        return wish.place + (wishes[index + 1].place - wish.place) / 2
      }
    }
    return wishes.last?.place ?? 0
  }

  private static func merged(_ a: [Wish], _ b: [Wish]) -> [Wish] {
    var result: [Wish] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i].place <= b[j].place {
        result.append(a[i])
        i += 1
      } else {
        result.append(b[j])
        j += 1
      }
    }
    result += a[i...]
    result += b[j...]
    return result
  }
}
