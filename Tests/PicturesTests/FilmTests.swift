import Pictures
import Testing

/// A film as a function of time.
@Suite struct FilmTests {
  /// ```
  /// a ──▶ b      beats of one timeline: a is given, b is computed, seed, back to a
  /// ```
  private static func timeline(_ index: Int) -> Timeline {
    func box(_ id: String, _ role: Box.Role) -> Box {
      Box(
        id: id, role: role, operation: "leaf", value: .number(0), gradient: .number(0),
        text: BoxText(
          name: .name(id), value: ["\(index)"], gradientName: .derivative(of: "b", by: .name(id)),
          gradient: ["\(index * 10)"]))
    }
    let diagram = Diagram(
      boxes: [box("a", .parameter), box("b", .output)],
      arrows: [
        Arrow(
          from: 0, to: 1, slot: 0, formula: nil, asciiFormula: nil, derivative: nil, upstream: nil, contribution: nil)
      ])
    var beats = [
      Beat(.given, boxes: [0]), Beat(.forward, boxes: [1], arrows: [0]), Beat(.seed, boxes: [1]),
      Beat(.backward, boxes: [0], arrows: [0]),
    ]
    for place in beats.indices { beats[place].start = Double(place) }
    return Timeline(diagram: diagram, beats: beats)
  }

  private let film = Film(
    losses: [3, 2, 1], steps: [0, 1, 2], durations: [4, 4, 4], text: { "\($0)" }, timeline: FilmTests.timeline)

  @Test func scenesStandInARow() {
    #expect(film.duration == 12)
    #expect((0...4).map(film.time(ofTimeline:)) == [0, 4, 8, 12, 12])
    #expect([-1, 0, 3.9, 4, 8, 99].map { film.moment(at: $0).timelineIndex } == [0, 0, 0, 1, 2, 2])
    #expect(film.moment(at: 99).progress == 1)
  }

  @Test func valuesAppearWhenTheyArrive() {
    let setOut = film.moment(at: 1.3).emphasis
    #expect(setOut.values == [.whole, .hidden])
    #expect(setOut.activeBoxes == [1])
    #expect(setOut.pulses.map(\.isForward) == [true])
    #expect(abs(setOut.pulses[0].position - 0.5) < 1e-12)
    let arrived = film.moment(at: 1.7).emphasis
    #expect(arrived.values == [.whole, .whole])
    #expect(arrived.gradients == [.hidden, .hidden])
    let back = film.moment(at: 3.3).emphasis
    #expect(back.gradients == [.hidden, .whole])
    #expect(back.pulses.map(\.isForward) == [false])
    #expect(film.moment(at: 3.99).emphasis.gradients == [.whole, .whole])
    // The next timeline begins anew.
    #expect(film.moment(at: 4).emphasis.values == [.whole, .hidden])
  }

  @Test func lossesAreKnownOnceTheyAreComputed() {
    #expect([0.5, 1.5, 1.7, 4.5, 5.7, 9.9].map { film.moment(at: $0).lossCount } == [0, 0, 1, 1, 2, 3])
  }

  @Test func oneStopsInEveryBeat() {
    var stops: [Double] = []
    var time = -1.0
    while let next = film.time(after: time) {
      stops.append(next)
      time = next
    }
    #expect(stops.count == 12)
    #expect(zip(stops, 0...).allSatisfy { abs($0 - (Double($1) + Beat.stop)) < 1e-9 })
    for (before, after) in zip(stops, stops.dropFirst()) { #expect(film.time(before: after) == before) }
    #expect(film.time(before: stops[0]) == nil)
    #expect(film.time(after: 0, of: .seed) == 2 + Beat.stop)
    #expect(film.time(after: 3, of: .seed) == 6 + Beat.stop)
    #expect(film.time(after: 0, of: .update) == nil)
    #expect(film.time(after: 11, of: .seed) == nil)
  }

  @Test func aLongFilmMakesOnlyWhatIsSeen() {
    let made = Counter()
    let long = Film(
      losses: [], steps: Array(0..<100_000), durations: Array(repeating: 4, count: 100_000), text: { "\($0)" },
      timeline: {
        made.add()
        return FilmTests.timeline($0)
      })
    _ = long.moment(at: 399_999)
    _ = long.moment(at: 7)
    #expect(long.time(after: 200_000, of: .seed) == 200_002 + Beat.stop)
    #expect(made.count <= 4)
  }

  @Test func boxesAreMeasuredByTheWidestText() {
    let widest = film.widest
    #expect(widest.boxes[0].text.gradient == ["10"])
  }
}

private final class Counter: @unchecked Sendable {
  private(set) var count = 0
  func add() { count += 1 }
}
