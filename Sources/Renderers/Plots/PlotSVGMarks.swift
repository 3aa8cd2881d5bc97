import Pictures

/// The marks on curves and paths.
enum PlotSVGMarks {
  private static func circle(
    _ classes: String, at place: SVGLayout.Point, _ radius: Double, to out: inout ByteWriter
  ) {
    out.write("<circle class=\"")
    out.write(copying: classes)
    out.write("\" cx=\"")
    out.write(length: place.x)
    out.write("\" cy=\"")
    out.write(length: place.y)
    out.write("\" r=\"")
    out.write(length: radius)
    out.write("\"/>")
  }

  private static func hollow(_ index: Int) -> String { PlotSVGLook.name("h", index) + " dot" }

  /// A mark of the run's own shape, as large as any other.
  static func dot(at place: SVGLayout.Point, _ index: Int, to out: inout ByteWriter) {
    let classes = PlotSVGLook.isHollow(index) ? hollow(index) : "dot " + PlotSVGLook.name("f", index)
    let shape: StaticString
    let offset: (x: Double, y: Double)
    switch PlotSVGLook.place(of: index) {
    case 1: (shape, offset) = ("h6.6v6.6h-6.6Z", (-3.3, -3.3))
    case 2: (shape, offset) = ("l4.2 7.4h-8.4Z", (0, -4.9))
    case 3: (shape, offset) = ("l4.6 4.6-4.6 4.6-4.6-4.6Z", (0, -4.6))
    case 4: (shape, offset) = ("l4.2-7.4h-8.4Z", (0, 4.9))
    case 5: (shape, offset) = ("h2.6v3.1h3.1v2.6h-3.1v3.1h-2.6v-3.1h-3.1v-2.6h3.1Z", (-1.3, -4.4))
    default: return circle(classes, at: place, 3.6, to: &out)
    }
    out.write("<path class=\"")
    out.write(copying: classes)
    out.write("\" d=\"M")
    out.write(SVGLayout.Point(place.x + offset.x, place.y + offset.y))
    out.write(shape)
    out.write("\"/>")
  }

  /// The end of a piece of a curve: filled where the point belongs to it, hollow where it does not; larger where something stands.
  static func spot(_ spot: Series.Spot, at place: SVGLayout.Point, _ index: Int, to out: inout ByteWriter) {
    switch spot {
    case .here: circle("dot " + PlotSVGLook.name("f", index), at: place, 5, to: &out)
    case .closed: circle("dot " + PlotSVGLook.name("f", index), at: place, 4, to: &out)
    case .open: circle(hollow(index), at: place, 3.6, to: &out)
    }
  }

  static func start(at place: SVGLayout.Point, _ index: Int, to out: inout ByteWriter) {
    circle("start-mark " + PlotSVGLook.name("c", index), at: place, 5, to: &out)
  }

  /// A diamond.
  static func end(at place: SVGLayout.Point, _ index: Int, to out: inout ByteWriter) {
    out.write("<path class=\"end-mark ")
    out.write(copying: PlotSVGLook.name("f", index))
    out.write("\" d=\"M")
    out.write(SVGLayout.Point(place.x, place.y - 7))
    out.write("l7 7-7 7-7-7Z\"/>")
  }

  /// An arrow of the gradient.
  static func pull(from: SVGLayout.Point, to: SVGLayout.Point, hasHead: Bool, to out: inout ByteWriter) {
    let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
    guard length > 0.5 else { return }
    let headLength = hasHead ? min(9, length) : 0
    let neck = SVGLayout.Point(
      to.x - (to.x - from.x) / length * headLength * 0.8, to.y - (to.y - from.y) / length * headLength * 0.8)
    out.write("<path class=\"pull\" d=\"M")
    out.write(from)
    out.write("L")
    out.write(neck)
    out.write("\"/>")
    if hasHead { head("pull-head", tip: to, from: from, length: headLength, to: &out) }
  }

  /// A filled triangle whose tip stands at `tip`, coming from `from`.
  static func head(
    _ style: String, tip: SVGLayout.Point, from: SVGLayout.Point, length: Double = 11, to out: inout ByteWriter
  ) {
    let (dx, dy) = (tip.x - from.x, tip.y - from.y)
    let distance = (dx * dx + dy * dy).squareRoot()
    guard distance > 0 else { return }
    let (ux, uy) = (dx / distance, dy / distance)
    let half = length * 0.42
    let back = SVGLayout.Point(tip.x - ux * length, tip.y - uy * length)
    out.write("<path class=\"")
    out.write(copying: style)
    out.write("\" d=\"M")
    out.write(tip)
    out.write("L")
    out.write(SVGLayout.Point(back.x - uy * half, back.y + ux * half))
    out.write("L")
    out.write(SVGLayout.Point(back.x + uy * half, back.y - ux * half))
    out.write("Z\"/>")
  }
}
