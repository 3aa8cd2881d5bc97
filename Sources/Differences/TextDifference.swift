/// Two texts, line by line, as `diff -u` shows them.
package enum TextDifference {
  private static let context = 3
  /// More lines than this on either side of a change are not matched, which would take long.
  private static let limit = 2_000

  /// The change from `old` to `new`; empty if there is none.
  package static func text(from old: String, to new: String, name: String) -> String {
    let before = lines(old)
    let after = lines(new)
    guard before != after else { return old == new ? "" : "the files differ in their line ends\n" }
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let removed = before[start..<(before.count - end)]
    let added = after[start..<(after.count - end)]
    var listing = ["--- \(name)", "+++ \(name), drawn now", "@@ line \(start + 1) @@"]
    listing += before[max(0, start - context)..<start].map { " " + $0 }
    listing += edits(Array(removed.prefix(limit)), Array(added.prefix(limit)))
    let unread = max(removed.count, added.count) - limit
    if unread > 0 { listing.append("… and \(unread) more lines") }
    listing += before[(before.count - end)..<min(before.count, before.count - end + context)].map { " " + $0 }
    return listing.joined(separator: "\n") + "\n"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The lines of both, the common ones once.
  private static func edits(_ old: [Substring], _ new: [Substring]) -> [String] {
    let change = new.difference(from: old)
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): removals.insert(offset)
      case .insert(let offset, _, _): insertions.insert(offset)
      }
    }
    var listing: [String] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removals.contains(i) {
        listing.append("-" + old[i])
        i += 1
      } else if insertions.contains(j) {
        listing.append("+" + new[j])
        j += 1
      } else {
        listing.append(" " + old[i])
        i += 1
        j += 1
      }
    }
    return listing
  }
}
