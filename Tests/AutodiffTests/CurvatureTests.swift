// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Foundation
import Testing

@testable import Autodiff

private struct NoKernel: Error {}

extension Partials {
  fileprivate var both: (Double, Double) {
    switch self {
    case .constant(let p, let q), .both(let p, let q): (p, q)
    case .first(let p): (p, 0)
    }
  }
}

@Suite("Second derivatives and what they say of a point")
struct CurvatureTests {
  /// Every primitive on numbers at three places, away from kinks.
  static let samples: [(Autodiff.Operation, Double, Double)] = Primitive.allCases.flatMap {
    primitive -> [(Autodiff.Operation, Double, Double)] in
    let places = [(0.7, 1.3), (1.9, 0.4), (2.6, 2.1)]
    switch primitive {
    case .map(let map):
      // Inside the domain.
      let places: [(Double, Double)] =
        switch map {
        case .log, .log2, .log10, .sqrt: places
        case .log1p: places + [(-0.6, 0.0)]
        case .asin, .acos, .atanh: [(-0.6, 0.0), (0.2, 0.0), (0.7, 0.0)]
        case .acosh: [(1.3, 0.0), (1.9, 0.0)]
        default: places + [(-1.2, 0.0)]
        }
      return places.map { (Autodiff.Operation(primitive), $0.0, $0.1) }
    case .parametric(let parametric):
      let left = parametric == .power ? [] : [(-1.2, 0.0)]
      return [-2.5, 0.3, 1, 3].flatMap { number in
        (places + left).map { (Autodiff.Operation(primitive, .number(number)), $0.0, $0.1) }
      }
    case .pair, .compare: return places.map { (Autodiff.Operation(primitive), $0.0, $0.1) }
    default: return []
    }
  }

  @Test("second partials are the central differences of the first", arguments: samples)
  func secondPartials(_ operation: Autodiff.Operation, _ x: Double, _ y: Double) throws {
    guard case .entries(let kernel, let operands) = operation.primitive.form else { throw NoKernel() }
    var second = y
    if case .number(let number) = operation.attributes { second = number }
    func partials(_ x: Double, _ y: Double) -> (Double, Double) {
      kernel.partials(x, y, kernel.value(x, y)).both
    }
    let h = 1e-5
    let (right, left) = (partials(x + h, second), partials(x - h, second))
    let found = kernel.secondPartials(x, second, kernel.value(x, second))
    func expect(_ exact: Double, _ above: Double, _ below: Double) {
      let slope = (above - below) / (2 * h)
      #expect(abs(exact - slope) <= 1e-7 * max(1, abs(slope)), "\(exact) against \(slope)")
    }
    expect(found.xx, right.0, left.0)
    guard operands == .two else { return #expect(found.xy == 0 && found.yy == 0) }
    let (above, below) = (partials(x, second + h), partials(x, second - h))
    expect(found.xy, right.1, left.1)
    expect(found.xy, above.0, below.0)
    expect(found.yy, above.1, below.1)
  }

  @Test("far out second derivatives vanish and are no NaN", arguments: [-1e3, 1e3, -1e200, 1e200])
  func farOut(_ x: Double) {
    for map in [Primitive.Map.tanh, .sigmoid, .softplus, .silu, .erf, .gelu, .geluTanh, .relu] {
      let kernel = Kernel(map)
      #expect(kernel.secondPartials(x, 0, kernel.value(x, 0)).xx == 0, "\(map)")
    }
  }

  /// ½ Σ aᵢⱼxᵢxⱼ + Σ bᵢxᵢ, as the Hessian at 0.
  private func curvature(_ entries: [Double], gradient: [Double]? = nil) -> Curvature {
    let order = Int(Double(entries.count).squareRoot())
    return Curvature(
      Hessian(
        names: (0..<order).map { "x\($0)" }, value: 0, gradient: gradient ?? Array(repeating: 0, count: order),
        entries: entries))
  }

  @Test("eigenvalues, as LAPACK has them")
  func eigenvalues() {
    let found = curvature([4, 1, -2, 0.5, 1, -3, 0, 2, -2, 0, 1, 1.5, 0.5, 2, 1.5, 0]).eigenvalues
    let expected = [-4.112863348995842, -1.1617265013217106, 2.175289818559982, 5.099300031757574]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-13) }
    #expect(found.count == 4)
  }

  @Test(
    "the second difference of 64 numbers has the eigenvalues 2 − 2cos(kπ/65), whatever its scale",
    arguments: [
      1, 1e-200, 1e200,
    ])
  func secondDifference(_ scale: Double) {
    let order = 64
    var entries = [Double](repeating: 0, count: order * order)
    for k in 0..<order {
      entries[k * order + k] = 2 * scale
      if k > 0 { entries[k * order + k - 1] = -scale }
      if k < order - 1 { entries[k * order + k + 1] = -scale }
    }
    let found = curvature(entries).eigenvalues
    #expect(found.count == order)
    for (k, value) in found.enumerated() {
      let angle = Double(k + 1) * Double.pi / 65
      #expect(abs(value / scale - (2 - 2 * cos(angle))) < 1e-13)
    }
  }

  @Test("what the eigenvalues mean where the gradient is 0")
  func verdicts() {
    #expect(curvature([2, 0, 0, 3]).verdict == .minimum)
    #expect(curvature([-2, 0, 0, -3]).verdict == .maximum)
    #expect(curvature([2, 0, 0, -3]).verdict == .saddle)
    #expect(curvature([0, 1, 1, 0]).verdict == .saddle)
    #expect(curvature([2, 0, 0, 0]).verdict == .undecided)
    #expect(curvature([2, 0, 0, 0]).bend == .trough)
    #expect(curvature([-1, -1, -1, -1]).bend == .ridge)
    #expect(curvature([0, 0, 0, 0]).bend == .flat)
    #expect(curvature([.nan, 0, 0, 1]).bend == .undefined)
    #expect(curvature([.infinity, 0, 0, 1]).verdict == .undecided)
    // 1e-13 beside 3 is round-off; 1e-3 is not.
    #expect(curvature([1e-13, 0, 0, 3]).bend == .trough)
    #expect(curvature([1e-3, 0, 0, 3]).bend == .bowl)
    #expect(curvature([1e-13, 0, 0, 3e-13]).bend == .bowl)
  }

  @Test("a slope makes it no stationary point, and NaN neither")
  func notStationary() {
    #expect(curvature([2, 0, 0, 3], gradient: [0, 2e-6]).verdict == .notStationary)
    #expect(curvature([2, 0, 0, 3], gradient: [0, 9e-7]).verdict == .minimum)
    #expect(curvature([2, 0, 0, 3], gradient: [.nan, 0]).verdict == .notStationary)
  }

  @Test("condition number and largest stable rate")
  func numbers() {
    #expect(curvature([1, 0, 0, 20]).conditionNumber == 20)
    #expect(curvature([1, 0, 0, 20]).largestStableRate == 0.1)
    #expect(curvature([1, 0, 0, -20]).conditionNumber == 20)
    #expect(curvature([1, 0, 0, 0]).conditionNumber == .infinity)
    #expect(curvature([-1, 0, 0, -2]).largestStableRate == nil)
    #expect(curvature([0, 0, 0, 0]).largestStableRate == nil)
    #expect(curvature([.nan]).conditionNumber == nil)
  }

  @Test("too many numbers, none, no output")
  func failures() throws {
    let g = Sketch()
    let x = g.parameter("x", [65], Array(repeating: 1, count: 65))
    let unused = g.parameter("u", 2)
    let model = g.model(output: g.define("L", x.squared.reduced(.sum)))
    let all = (0..<65).map { (leaf: x.index, entry: $0) }
    #expect(throws: Hessian.Failure.tooManyNumbers(65)) { try model.hessian(by: all) }
    #expect(throws: Hessian.Failure.noNumbers) { try model.hessian(by: [(unused.index, 0)]) }
    let hessian = try model.hessian(by: all.dropLast() + [(unused.index, 0)])
    #expect(hessian.order == 64 && hessian[3, 3] == 2 && hessian[3, 4] == 0)
    var tensor = model
    tensor.output = x.index
    #expect(throws: Hessian.Failure.noOutput) { try tensor.hessian(by: all) }
  }
}
