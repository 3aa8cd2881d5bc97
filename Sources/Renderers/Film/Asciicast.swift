import Pictures
import Terminal

/// A film as a recording of a terminal: asciicast v2 (docs.asciinema.org/manual/asciicast/v2), with the film's own clock, so that the
/// same film gives the same bytes.
package struct Asciicast {
  private let picture: FilmPicture
  private let depth: ColourDepth
  private let title: String?
  private let span: ClosedRange<Double>
  private let speed: Double
  private let framesPerSecond: Int

  /// - Parameters:
  ///   - span: in beats.
  ///   - speed: beats a second.
  package init(
    of picture: FilmPicture, title: String?, span: ClosedRange<Double>, speed: Double = FilmView.usualSpeed,
    framesPerSecond: Int = 60,
    depth: ColourDepth = .trueColour
  ) {
    self.picture = picture
    self.title = title
    self.span = span
    self.speed = speed
    self.framesPerSecond = framesPerSecond
    self.depth = depth
  }

  /// For how many seconds the last picture stays.
  package static let rest = 2

  /// The recording in pieces, each a line.
  package func write<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try sink(header)
    var diff = FrameDiff(depth: depth)
    var bytes = Array(ControlSequence.drawing.utf8)
    var line: [UInt8] = []
    let view = FilmView(speed: speed)
    let count = Int(((span.upperBound - span.lowerBound) / speed * Double(framesPerSecond)).rounded(.up))
    var markers = markers()[...]
    for number in 0...count {
      let time = min(span.lowerBound + Double(number) * speed / Double(framesPerSecond), span.upperBound)
      diff.write(picture.frame(at: time, view: view), to: &bytes)
      if !bytes.isEmpty {
        event(after: number, "o", String(decoding: bytes, as: UTF8.self), into: &line)
        try sink(line)
      }
      while let marker = markers.first, marker.time <= time {
        event(after: number, "m", marker.name, into: &line)
        try sink(line)
        markers.removeFirst()
      }
      bytes.removeAll(keepingCapacity: true)
    }
    event(after: count + Self.rest * framesPerSecond, "o", "", into: &line)
    try sink(line)
  }

  private var header: [UInt8] {
    var line = Array("{\"version\": 2, \"width\": \(picture.width), \"height\": \(picture.height)".utf8)
    if let title {
      line += Array(", \"title\": ".utf8) + jsonString(title)
    }
    line += Array(", \"env\": {\"TERM\": \"xterm-256color\"}}\n".utf8)
    return line
  }

  /// Where chapters begin: `step 0 · backward`. Of later steps, which are quick, the beginnings alone.
  private func markers() -> [(time: Double, name: String)] {
    let film = picture.film
    var markers: [(time: Double, name: String)] = []
    for index in 0..<min(film.timelineCount, Self.mostMarkers) {
      let start = film.time(ofTimeline: index)
      let step = film.outcome == nil ? "" : "step \(film.steps[index])"
      if index > 1, index < film.timelineCount - 1 {
        markers.append((start, step))
        continue
      }
      var last: Beat.Kind?
      for beat in film.timeline(index).beats where beat.kind != last && beat.kind != .gather {
        if last == .backward, beat.kind == .backward { continue }
        markers.append((start + beat.start, step.isEmpty ? beat.kind.rawValue : "\(step) · \(beat.kind.rawValue)"))
        last = beat.kind
      }
    }
    return markers.filter { span.contains($0.time) }
  }

  private static let mostMarkers = 100

  private func event(after frames: Int, _ kind: String, _ text: String, into line: inout [UInt8]) {
    line.removeAll(keepingCapacity: true)
    let microseconds = Int64(frames) * 1_000_000 / Int64(framesPerSecond)
    let fraction = String(1_000_000 + microseconds % 1_000_000).dropFirst()
    line += Array("[\(microseconds / 1_000_000).\(fraction), \"\(kind)\", ".utf8)
    line += jsonString(text)
    line += [0x5d, 0x0a]
  }
}
