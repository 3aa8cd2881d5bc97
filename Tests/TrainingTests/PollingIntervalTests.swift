import Testing
import Training

@Suite struct LookoutTests {
  /// Updates of a tenth of a millisecond each, looked at every 20 to 200 ms: about so often, and not at every update.
  @Test func looksNeitherOftenNorLate() {
    var lookout = PollingInterval(every: 0.02...0.2, from: 0)
    var looks: [Int] = []
    for update in 1...100_000 {
      if lookout.time(after: update, by: { Double(update) * 1e-4 }) != nil { looks.append(update) }
    }
    #expect(looks.first == 1)
    #expect(looks.count < 500)
    let gaps = zip(looks.dropFirst(20), looks.dropFirst(21)).map { $1 - $0 }
    // 20 ms are 200 updates, 200 ms are 2,000.
    #expect(!gaps.isEmpty && gaps.allSatisfy { (200...2_000).contains($0) })
  }

  @Test func aRunMadeAgainIsLookedAtFromItsStart() {
    var lookout = PollingInterval(every: 0.02...0.2, from: 0)
    for update in 1...10_000 { _ = lookout.time(after: update, by: { Double(update) * 1e-4 }) }
    #expect(lookout.time(after: 1, by: { 2 }) == 2)
  }
}
