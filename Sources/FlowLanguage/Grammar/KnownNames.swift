/// What the names of a file mean where the parser stands, as far as the grammar asks: whether a name before a bracket is
/// a node or a function. Names of a function and of a loop's turn are forgotten with their block.
struct KnownNames {
  struct Meaning: OptionSet {
    let rawValue: UInt8
    static let node = Meaning(rawValue: 1)
    static let loopVariable = Meaning(rawValue: 2)
    static let function = Meaning(rawValue: 4)
    static let anyNode: UInt8 = 3
  }

  private var meanings: [Meaning] = []
  /// What names in open blocks meant before.
  private var undone: [(name: Int, before: Meaning)] = []
  /// By open block: how many names were `undone` before it; −1 for a group, which forgets nothing.
  private var blocks: [Int] = []

  subscript(name: Int) -> Meaning { name < meanings.count ? meanings[name] : [] }

  func isNode(_ name: Int) -> Bool { self[name].rawValue & Meaning.anyNode != 0 }

  /// - Parameter stays: whether the meaning outlives the block, as a family's does.
  mutating func define(_ name: Int, _ meaning: Meaning = .node, stays: Bool = false) {
    guard name >= 0 else { return }
    if name >= meanings.count { meanings += repeatElement([], count: name + 1 - meanings.count) }
    if meanings[name] == meaning { return }
    if !stays, blocks.contains(where: { $0 >= 0 }) { undone.append((name, meanings[name])) }
    meanings[name] = meaning
  }

  mutating func open(forgets: Bool) { blocks.append(forgets ? undone.count : -1) }

  mutating func close() {
    guard let mark = blocks.popLast(), mark >= 0 else { return }
    while undone.count > mark {
      let (name, before) = undone.removeLast()
      meanings[name] = before
    }
  }
}
