import Autodiff
import Pictures
import Training

/// The loss as a function of two numbers of its leaves, the others held.
final class LossSurface {
  let axes: (LeafEntry, LeafEntry)
  private let tape: GradientTape

  /// - Parameter held: the values of all leaves that are not their own.
  init(_ graph: Graph, loss: Int, along axes: (LeafEntry, LeafEntry), held: [Int: Tensor]) {
    self.axes = axes
    tape = GradientTape(graph, output: loss)
    for (leaf, value) in held { tape.setLeaf(leaf, to: value) }
  }

  private func move(to point: Plot.Point) {
    tape.setLeaf(axes.0.leaf, entry: axes.0.entry, to: point.x)
    tape.setLeaf(axes.1.leaf, entry: axes.1.entry, to: point.y)
  }

  /// The loss at a point.
  func value(at point: Plot.Point) -> Double {
    move(to: point)
    tape.evaluate()
    return tape.value
  }

  func gradient(at point: Plot.Point) -> Plot.Point {
    move(to: point)
    tape.step()
    return Plot.Point(
      tape.gradient(of: axes.0.leaf, entry: axes.0.entry), tape.gradient(of: axes.1.leaf, entry: axes.1.entry))
  }

  /// The bottom that lies nearest, downhill from `start` (Levenberg 1944, Marquardt 1963, with curvatures by differences of the gradient);
  /// nil where there is none: a saddle, a slope without end, a place without a number.
  func minimum(from start: Plot.Point) -> Plot.Point? {
    var point = start
    var height = value(at: point)
    var damping = 1e-3
    guard height.isFinite else { return nil }
    for _ in 0..<200 {
      let slope = gradient(at: point)
      let steepness = max(slope.x.magnitude, slope.y.magnitude)
      guard steepness.isFinite else { return nil }
      let step = 1e-5 * max(1, point.x.magnitude, point.y.magnitude)
      let right = gradient(at: Plot.Point(point.x + step, point.y))
      let up = gradient(at: Plot.Point(point.x, point.y + step))
      let xx = (right.x - slope.x) / step
      let yy = (up.y - slope.y) / step
      let xy = ((right.y - slope.y) + (up.x - slope.x)) / (2 * step)
      let size = max(xx.magnitude, yy.magnitude, xy.magnitude)
      guard size.isFinite else { return nil }
      if steepness <= 1e-7 * max(size, 1e-6) {
        // Flat: a bottom if it bends upwards somewhere and downwards nowhere.
        return xx + yy > 0 && xx * yy - xy * xy >= -1e-4 * size * size ? point : nil
      }
      var moved = false
      for _ in 0..<40 {
        let (a, b) = (xx + damping * size, yy + damping * size)
        let determinant = a * b - xy * xy
        if a > 0, determinant > 1e-14 * size * size {
          let next = Plot.Point(
            point.x - (b * slope.x - xy * slope.y) / determinant, point.y - (a * slope.y - xy * slope.x) / determinant
          )
          let lower = value(at: next)
          if lower.isFinite, lower <= height {
            (point, height, moved) = (next, lower, true)
            damping = max(damping / 5, 1e-9)
            break
          }
        }
        damping *= 4
        if damping > 1e12 { break }
      }
      if !moved { return xx + yy > 0 && xx * yy - xy * xy >= -1e-4 * size * size ? point : nil }
    }
    return nil
  }
}
