import ElementaryFunctions

/// What an operation along the lines of one axis does to tangents and cotangents, from its own results z (and the factor r of each
/// line, where there is one). Nothing of it is ever a matrix:
///
///     softmax      Jᵀg = z(g − Σgz)
///     log_softmax  Jᵀg = g − eᶻΣg,  Jt = t − Σeᶻt
///     layer_norm, batch_norm
///                  Jᵀg = r(g − mean g − z·mean gz),  r = 1/√(var + eps)
///     rms_norm     Jᵀg = r(g − z·mean gz),  r = 1/√(mean x² + eps)
///
/// All but that of log_softmax are symmetric.
struct LineJacobian {
  let lines: Primitive.Lines
  let length: Int
  /// Entries behind the axis: from one to the next along it.
  let inner: Int
  let count: Int
  let results: UnsafePointer<Double>
  let scales: UnsafePointer<Double>

  /// Adds cotangent · Jacobian, or Jacobian · tangent.
  func add(_ numbers: UnsafePointer<Double>, isTangent: Bool, to out: UnsafeMutablePointer<Double>) {
    forEachLine { line, index in
      let entries = stride(from: line, to: line + length * inner, by: inner)
      func sum(_ term: (Int) -> Double) -> Double {
        var sum = 0.0
        for place in entries { sum += term(place) }
        return sum
      }
      func addScaled(mean: Double) {
        let projection = sum { numbers[$0] * results[$0] } / Double(length)
        for place in entries {
          out[place] += scales[index] * (numbers[place] - mean - results[place] * projection)
        }
      }
      switch lines {
      case .softmax:
        let weighted = sum { numbers[$0] * results[$0] }
        for place in entries { out[place] += results[place] * (numbers[place] - weighted) }
      case .logSoftmax where isTangent:
        let weighted = sum { Elementary.exp(results[$0]) * numbers[$0] }
        for place in entries { out[place] += numbers[place] - weighted }
      case .logSoftmax:
        let sum = sum { numbers[$0] }
        for place in entries { out[place] += numbers[place] - Elementary.exp(results[place]) * sum }
      case .layerNorm, .batchNorm: addScaled(mean: sum { numbers[$0] } / Double(length))
      case .rmsNorm: addScaled(mean: 0)
      }
    }
  }

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

extension Primitive.Lines {
  /// Whether each line has a factor that its derivative needs.
  var hasScales: Bool {
    switch self {
    case .softmax, .logSoftmax: false
    case .layerNorm, .batchNorm, .rmsNorm: true
    }
  }
}

extension LinearMap.Lines {
  func add(_ numbers: [Double], isTangent: Bool, to result: inout [Double]) {
    results.withUnsafeBufferPointer { results in
      scales.withUnsafeBufferPointer { scales in
        numbers.withUnsafeBufferPointer { numbers in
          result.withUnsafeMutableBufferPointer { result in
            guard let results = results.baseAddress, let numbers = numbers.baseAddress,
              let result = result.baseAddress
            else { return }
            let jacobian = LineJacobian(
              lines: kind, length: Int(block.length), inner: Int(block.inner), count: Int(block.count),
              results: results, scales: scales.baseAddress ?? results)
            jacobian.add(numbers, isTangent: isTangent, to: result)
          }
        }
      }
    }
  }
}
