import Layout
import Pictures
import Platform
import Terminal

/// A film on a screen of cells: a pure function of the time and of what the viewer has chosen.
///
/// Boxes stand where they stand at every moment, since they are measured by the longest text of any timeline.
package struct FilmPicture: Sendable {
  package let film: Film
  package let width: Int
  package let height: Int
  package let isASCII: Bool

  let palette: TerminalPalette
  let accents: FilmAccents
  let spelling: TerminalCharacters
  let borders: TerminalBorders
  let stage: ScreenAreas
  /// Nil where the screen is too small, or the graph has hundreds of nodes.
  let drawing: FilmLayout?
  let losses: LossCurve
  /// Columns of the scrubber at which timelines begin.
  let markers: [Int]
  let glyphs = LatestCache<TimelineGlyphs>()
  let boards = LatestCache<FilmBoard>()
  /// Of every beat the corner of what is seen.
  let cameras = LatestCache<[[LayoutPoint]]>()

  /// Measures and lays out, which takes a while for a large graph; frames are then quick.
  package init(
    film: Film, width: Int, height: Int, ascii: Bool = false, theme: Theme? = nil, direction: Direction? = nil
  ) {
    self.film = film
    self.width = max(width, 1)
    self.height = max(height, 1)
    isASCII = ascii
    palette = TerminalPalette(theme: theme, depth: .trueColour)
    accents = FilmAccents(palette: palette)
    spelling = TerminalCharacters(isASCII: ascii)
    borders = TerminalBorders(isASCII: ascii)
    let isTooSmall = width < ScreenAreas.leastWidth || height < ScreenAreas.leastHeight
    let room = ScreenAreas.graphRoom(width: width, height: height)
    drawing =
      isTooSmall
      ? nil
      : FilmLayout(
        of: film, width: room.width, height: room.height, isASCII: ascii, palette: palette, direction: direction)
    stage = ScreenAreas(
      width: self.width, height: self.height, graph: drawing.map { ($0.layout.width, $0.layout.height) },
      hasLosses: film.losses.count > 1)
    losses = LossCurve(film.losses, text: film.text)
    markers = Self.markers(of: film, width: self.width)
  }

  package var isTooSmall: Bool { width < ScreenAreas.leastWidth || height < ScreenAreas.leastHeight }

  /// Exactly `width` × `height` cells. O(cells) once a timeline is known.
  package func frame(at time: Double, view: FilmView = FilmView()) -> Frame {
    var frame = Frame(width: width, height: height)
    let moment = film.moment(at: time)
    guard !isTooSmall else {
      drawEssentials(moment, into: &frame)
      return frame
    }
    drawHead(moment, into: &frame)
    if let drawing {
      drawGraph(moment, view, stage, drawing, into: &frame)
      if let area = stage.strip { drawStrip(moment, view, area, into: &frame) }
    } else {
      drawNumbers(moment, stage.graph, into: &frame)
    }
    if let area = stage.board {
      boards.value(moment.timelineIndex) { FilmBoard(of: moment.timeline) }.draw(moment, in: area, self, into: &frame)
    }
    drawLosses(moment, into: &frame)
    drawCaption(moment, view, into: &frame)
    drawScrubber(moment, into: &frame)
    drawStatus(moment, view, into: &frame)
    if view.showsHelp { drawHelp(into: &frame) }
    return frame
  }

  func write(_ text: String, _ ink: TerminalInk, x: Int, y: Int, to columns: Int, into frame: inout Frame) {
    frame.write(spelling.cut(spelling.glyphs(text), to: columns), x: x, y: y, style: palette.style(of: ink))
  }
}

/// How what happens stands out.
struct FilmAccents: Sendable {
  let forward, backward: Style
  /// Where a gradient has passed.
  let delivered: Style
  /// Behind words that announce something.
  let banner: Style

  init(palette: TerminalPalette) {
    forward = Style(foreground: palette.style(of: .value).foreground, isBold: true)
    backward = palette.style(of: .gradient)
    delivered = Style(foreground: palette.style(of: .gradient).foreground)
    banner = Style(foreground: palette.style(of: .value).foreground, isBold: true)
  }
}
