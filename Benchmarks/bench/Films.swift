import Edgewise
import Pictures
import Renderers
import Terminal

/// Frames of a film at 200×50: composed, and told apart from the frame before.
func measureFilms(_ report: inout Report) throws {
  let text = """
    title "Two layers"
    input x1 = 0.05; input x2 = 0.1; target y1 = 0.01; target y2 = 0.99
    param w1 = 0.15; param w2 = 0.2; param w3 = 0.25; param w4 = 0.3
    param w5 = 0.4; param w6 = 0.45; param w7 = 0.5; param w8 = 0.55
    h1 = sigmoid(w1·x1 + w2·x2 + 0.35)
    h2 = sigmoid(w3·x1 + w4·x2 + 0.35)
    o1 = sigmoid(w5·h1 + w6·h2 + 0.6)
    o2 = sigmoid(w7·h1 + w8·h2 + 0.6)
    loss E = (o1 - y1)²/2 + (o2 - y2)²/2
    train E using gd(lr=0.5), steps=10000
    """
  let file = try FlowFile.read(FlowSource(name: "film.flow", text: text))
  let descent = Descent(of: file.runs[0], in: file.model.graph)
  func open() -> FilmPicture {
    FilmPicture(film: Depiction().film(of: file.model, descent: descent), width: 200, height: 50)
  }
  let opening = seconds(3) { _ = open() }
  report.figure("film of 10,000 steps opened", milliseconds(opening), "", true)

  let picture = open()
  var diff = FrameDiff(depth: .trueColour)
  var bytes: [UInt8] = []
  // Every frame at 60 a second and 1.5 beats a second, of the first ten steps, in which most happens.
  let end = picture.film.time(ofTimeline: 10)
  let view = FilmView()
  diff.write(picture.frame(at: 0, view: view), to: &bytes)
  var (cells, written, frames, slowest) = (0, 0, 0, 0.0)
  let start = Clock.work.now
  for number in 1...Int(end / 1.5 * 60) {
    let begin = Clock.work.now
    bytes.removeAll(keepingCapacity: true)
    cells += diff.write(picture.frame(at: Double(number) * 1.5 / 60, view: view), to: &bytes)
    slowest = max(slowest, Clock.work.now - begin)
    written += bytes.count
    frames += 1
  }
  let time = (Clock.work.now - start) / Double(frames)
  report.figure("a frame at 200×50, of \(frames)", milliseconds(time), "< 16.7 ms", time < 1.0 / 60)
  report.figure("the slowest of them", milliseconds(slowest), "< 16.7 ms", slowest < 1.0 / 60)
  let each = Double(written) / Double(max(cells, 1))
  report.figure("bytes a changed cell", fixed(each, 1), "≤ 4", each <= 4)

  // Far apart: each frame is of a timeline that was not seen before.
  var place = 0
  let jump = seconds(41) {
    place = (place + 241) % descent.steps.count
    _ = picture.frame(at: picture.film.time(ofTimeline: place) + 1e-6, view: view)
  }
  report.figure("a frame of a new timeline", milliseconds(jump), "< 16.7 ms", jump < 1.0 / 60)
}
