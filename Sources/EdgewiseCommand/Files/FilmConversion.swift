import Platform
import Renderers

/// A film as GIF or MP4, by whatever programs are there: one that draws SVG, one that puts pictures together.
struct FilmConversion {
  enum Kind: String, CaseIterable { case gif, mp4 }

  let kind: Kind

  /// Nil for a name with another ending.
  init?(ofFileNamed name: String) {
    guard let kind = Kind.allCases.first(where: { name.lowercased().hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self.kind = kind
  }

  private typealias Picture = (path: String, seconds: Double)

  func write(_ film: SVGFilm, to output: String) throws {
    let draw = try drawing()
    let join = try joining()
    var template = Array("\(Console.environment("TMPDIR") ?? "/tmp")/edgewise-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(.cannotCreate, "no folder for the film's pictures: \(systemError())")
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var made: [String] = []
    defer {
      for path in made { unlink(path) }
      rmdir(folder)
    }
    var pictures: [Picture] = []
    for (place, (time, length)) in film.stills.enumerated() {
      let (svg, png) = ("\(folder)/\(place).svg", "\(folder)/\(place).png")
      made += [svg, png]
      do { try Output.write(try film.still(at: time), to: svg) } catch let error as SVGPictureError {
        throw Failure(.badFile, error.description)
      }
      guard draw(svg, png) else { throw Failure(.unavailable, "the program that draws SVG failed") }
      pictures.append((png, length))
    }
    let result = "\(folder)/film.\(kind.rawValue)"
    let list = "\(folder)/list.txt"
    made += [result, list]
    // The last picture once more, since only a picture's beginning is in such a list.
    let lines =
      pictures.map { "file '\($0.path)'\nduration \($0.seconds)\n" } + ["file '\(pictures.last?.path ?? "")'\n"]
    try Output.write(Array(lines.joined().utf8), to: list)
    guard join(pictures, list, result) else {
      throw Failure(.unavailable, "the program that makes a \(kind.rawValue) failed")
    }
    try Output.write(try Input.bytes(of: result), to: output)
  }

  private func drawing() throws -> (_ svg: String, _ png: String) -> Bool {
    if let program = Program(named: "rsvg-convert") { return { program.run([$0, "-o", $1]) } }
    for name in ["magick", "convert"] {
      if let program = Program(named: name) { return { program.run([$0, $1]) } }
    }
    throw unavailable("a program that draws SVG: rsvg-convert, or ImageMagick")
  }

  private func joining() throws -> (_ pictures: [Picture], _ list: String, _ result: String) -> Bool {
    if let program = Program(named: "ffmpeg") {
      // Even sizes, and colours that every player knows; a GIF has 256, which are to be the film's own.
      let filter =
        kind == .mp4
        ? ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p", "-r", "10"]
        : ["-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none"]
      return { _, list, result in
        program.run(["-loglevel", "error", "-y", "-f", "concat", "-safe", "0", "-i", list] + filter + [result])
      }
    }
    guard kind == .gif else { throw unavailable("ffmpeg") }
    if let program = Program(named: "gifski") {
      // It has one speed: a picture is shown as often as it takes.
      return { pictures, _, result in
        let shown = pictures.flatMap { Array(repeating: $0.path, count: max(Int(($0.seconds * 4).rounded()), 1)) }
        return program.run(["--quiet", "--fps", "4", "-o", result] + shown)
      }
    }
    for name in ["magick", "convert"] {
      guard let program = Program(named: name) else { continue }
      return { pictures, _, result in
        let shown = pictures.flatMap { ["-delay", "\(max(Int(($0.seconds * 100).rounded()), 2))", $0.path] }
        return program.run(shown + ["-loop", "0", result])
      }
    }
    throw unavailable("ffmpeg, gifski or ImageMagick")
  }

  private func unavailable(_ programs: String) -> Failure {
    Failure(
      .unavailable,
      "a film as .\(kind.rawValue) wants \(programs), which is not there; -o film.svg and -o film.cast want nothing")
  }
}
