/// What an operation along the lines of one axis does to tangents and cotangents, from its own results z (and the factor r of each
/// line, where there is one). Nothing of it is ever a matrix:
///
///     softmax      Jᵀg = z(g − Σgz)
///     log_softmax  Jᵀg = g − eᶻΣg,  Jt = t − Σeᶻt
///     layer_norm   Jᵀg = r(g − mean g − z·mean gz),  r = 1/√(var + eps)
///     rms_norm     Jᵀg = r(g − z·mean gz),  r = 1/√(mean x² + eps)
///
/// All but that of log_softmax are symmetric.
struct LineJacobian {
  let primitive: Primitive
  let length: Int
  /// Entries behind the axis: from one to the next along it.
  let inner: Int
  let count: Int
  let results: UnsafePointer<Double>
  let scales: UnsafePointer<Double>

  /// Adds cotangent · Jacobian.
  func addTranspose(_ cotangent: UnsafePointer<Double>, to out: UnsafeMutablePointer<Double>) {
    if primitive == .logSoftmax {
      forEachLine { line, _ in
        var sum = 0.0
        for place in entries(line) { sum += cotangent[place] }
        for place in entries(line) { out[place] += cotangent[place] - exponential(results[place]) * sum }
      }
    } else {
      addSymmetric(cotangent, to: out)
    }
  }

  /// Adds Jacobian · tangent.
  func addForward(_ tangent: UnsafePointer<Double>, to out: UnsafeMutablePointer<Double>) {
    if primitive == .logSoftmax {
      forEachLine { line, _ in
        var sum = 0.0
        for place in entries(line) { sum += exponential(results[place]) * tangent[place] }
        for place in entries(line) { out[place] += tangent[place] - sum }
      }
    } else {
      addSymmetric(tangent, to: out)
    }
  }

  private func addSymmetric(_ numbers: UnsafePointer<Double>, to out: UnsafeMutablePointer<Double>) {
    forEachLine { line, index in
      var sum = 0.0
      var weighted = 0.0
      for place in entries(line) {
        sum += numbers[place]
        weighted += numbers[place] * results[place]
      }
      if primitive == .softmax {
        for place in entries(line) { out[place] += results[place] * (numbers[place] - weighted) }
      } else {
        let mean = primitive == .layerNorm ? sum / Double(length) : 0
        let projection = weighted / Double(length)
        let scale = scales[index]
        for place in entries(line) { out[place] += scale * (numbers[place] - mean - results[place] * projection) }
      }
    }
  }

  @inline(__always)
  private func entries(_ line: Int) -> StrideTo<Int> { stride(from: line, to: line + length * inner, by: inner) }

  /// The first entry of each line, and the line's number.
  @inline(__always)
  private func forEachLine(_ body: (Int, Int) -> Void) {
    var begin = 0
    var index = 0
    while begin < count {
      for line in 0..<inner {
        body(begin + line, index)
        index += 1
      }
      begin += inner * length
    }
  }
}

extension Block {
  /// How many lines a result has along its axis.
  var lineCount: Int { Int(count / length) }
}

extension Primitive {
  /// Whether each line has a factor that its derivative needs.
  var hasLineScales: Bool { self == .layerNorm || self == .rmsNorm }
}

extension LinearMap.Lines {
  func withJacobian(
    _ numbers: [Double], _ result: inout [Double],
    _ body: (LineJacobian, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    results.withUnsafeBufferPointer { results in
      scales.withUnsafeBufferPointer { scales in
        numbers.withUnsafeBufferPointer { numbers in
          result.withUnsafeMutableBufferPointer { result in
            guard let results = results.baseAddress, let numbers = numbers.baseAddress,
              let result = result.baseAddress
            else { return }
            let jacobian = LineJacobian(
              primitive: block.primitive, length: Int(block.length), inner: Int(block.inner), count: Int(block.count),
              results: results, scales: scales.baseAddress ?? results)
            body(jacobian, numbers, result)
          }
        }
      }
    }
  }
}
