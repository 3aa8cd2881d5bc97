import Testing

@testable import Autodiff

/// Operations that work entry by entry: values and partials against closed forms, differences and PyTorch's conventions.
@Suite struct EntryByEntryTests {
  /// What each operation of the family computes at 0.5 (and 1.25), to 15 digits by another program.
  static let values: [(Autodiff.Operation, [Double], Double, [Double])] = [
    (.init(.identity), [0.5], 0.5, [1]),
    (.init(.map(.negate)), [0.5], -0.5, [-1]),
    (.init(.map(.exp)), [0.5], 1.6487212707001282, [1.6487212707001282]),
    (.init(.map(.log)), [0.5], -0.6931471805599453, [2]),
    (.init(.map(.expm1)), [0.5], 0.6487212707001282, [1.6487212707001282]),
    (.init(.map(.log1p)), [0.5], 0.4054651081081644, [0.6666666666666666]),
    (.init(.map(.log2)), [0.5], -1, [2.8853900817779268]),
    (.init(.map(.log10)), [0.5], -0.3010299956639812, [0.8685889638065035]),
    (.init(.map(.asin)), [0.5], 0.5235987755982989, [1.1547005383792517]),
    (.init(.map(.acos)), [0.5], 1.0471975511965979, [-1.1547005383792517]),
    (.init(.map(.atan)), [0.5], 0.4636476090008061, [0.8]),
    (.init(.map(.sinh)), [0.5], 0.5210953054937474, [1.1276259652063807]),
    (.init(.map(.cosh)), [0.5], 1.1276259652063807, [0.5210953054937474]),
    (.init(.map(.asinh)), [0.5], 0.48121182505960347, [0.8944271909999159]),
    (.init(.map(.acosh)), [1.25], 0.6931471805599453, [1.3333333333333333]),
    (.init(.map(.atanh)), [0.5], 0.5493061443340548, [1.3333333333333333]),
    (.init(.map(.ceil)), [0.25], 1, [0]),
    (.init(.map(.round)), [2.5], 2, [0]),
    (.init(.pair(.atan2)), [0.5, 1.25], 0.3805063771123649, [0.6896551724137931, -0.27586206896551724]),
    (.init(.map(.sqrt)), [0.5], 0.7071067811865476, [0.7071067811865475]),
    (.init(.map(.square)), [0.5], 0.25, [1]),
    (.init(.map(.abs)), [-0.5], 0.5, [-1]),
    (.init(.map(.sin)), [0.5], 0.479425538604203, [0.8775825618903728]),
    (.init(.map(.cos)), [0.5], 0.8775825618903728, [-0.479425538604203]),
    (.init(.map(.tan)), [0.5], 0.5463024898437905, [1.298446410409525]),
    (.init(.map(.tanh)), [0.5], 0.46211715726000973, [0.7864477329659274]),
    (.init(.map(.sigmoid)), [0.5], 0.6224593312018546, [0.2350037122015945]),
    (.init(.map(.relu)), [0.5], 0.5, [1]),
    (.init(.map(.softplus)), [0.5], 0.9740769841801067, [0.6224593312018546]),
    (.init(.map(.silu)), [0.5], 0.3112296656009273, [0.7399611873026519]),
    (.init(.map(.erf)), [0.5], 0.5204998778130465, [0.8787825789354448]),
    (.init(.map(.sign)), [0.5], 1, [0]),
    (.init(.map(.floor)), [0.5], 0, [0]),
    (.init(.map(.gelu)), [0.5], 0.34573123063700656, [0.8674951246561629]),
    (.init(.map(.geluTanh)), [0.5], 0.34571400982514394, [0.8673699035346424]),
    (.init(.parametric(.leakyRelu), .number(0.01)), [-0.5], -0.005, [0.01]),
    (.init(.parametric(.elu), .number(1.5)), [-0.5], -0.5902040104310498, [0.9097959895689502]),
    (.init(.parametric(.power), .number(3)), [0.5], 0.125, [0.75]),
    (.init(.parametric(.power), .number(-2)), [0.5], 4, [-16]),
    (.init(.detach), [0.5], 0.5, [0]),
    // The first number of SplitMix64 over 0 is 0.8833…: kept by p = 0.5, dropped by p = 0.9.
    (.init(.dropout, .dropout(probability: 0.5, seed: 0)), [0.5], 1, [2]),
    (.init(.dropout, .dropout(probability: 0.9, seed: 0)), [0.5], 0, [0]),
    (.init(.pair(.add)), [0.5, 1.25], 1.75, [1, 1]),
    (.init(.pair(.subtract)), [0.5, 1.25], -0.75, [1, -1]),
    (.init(.pair(.multiply)), [0.5, 1.25], 0.625, [1.25, 0.5]),
    (.init(.pair(.divide)), [0.5, 1.25], 0.4, [0.8, -0.32]),
    (.init(.pair(.pow)), [0.5, 1.25], 0.42044820762685725, [1.051120519067143, -0.2914324896880386]),
    (.init(.pair(.minimum)), [0.5, 1.25], 0.5, [1, 0]),
    (.init(.pair(.maximum)), [0.5, 1.25], 1.25, [0, 1]),
    (.init(.compare(.less)), [0.5, 1.25], 1, [0, 0]),
    (.init(.compare(.lessOrEqual)), [1.25, 1.25], 1, [0, 0]),
    (.init(.compare(.greater)), [0.5, 1.25], 0, [0, 0]),
    (.init(.compare(.greaterOrEqual)), [0.5, 1.25], 0, [0, 0]),
    (.init(.compare(.equal)), [1.25, 1.25], 1, [0, 0]),
    (.init(.choose), [1, 0.5, 1.25], 0.5, [0, 1, 0]),
    (.init(.choose), [0, 0.5, 1.25], 1.25, [0, 0, 1]),
  ]

  @Test("Every operation's value and partials as numbers", arguments: values)
  func number(_ operation: Autodiff.Operation, _ operands: [Double], _ value: Double, _ partials: [Double]) throws {
    let sample = try Sample(operation, operands.map { Tensor($0) })
    let trace = sample.graph.forwardTrace()
    #expect(abs(trace.scalar(of: sample.node) - value) < 1e-14)
    let linearization = trace.linearization()
    for (slot, partial) in partials.enumerated() {
      let map = linearization.localDerivative(of: sample.node, slot: slot)
      let number = try #require(map.scalar)
      #expect(abs(number - partial) < 1e-14 * max(1, abs(partial)))
      #expect(linearization.scalarDerivative(of: sample.node, slot: slot) == number)
    }
  }

  @Test("The table above leaves no operation out")
  func complete() {
    let listed = Set(Self.values.map(\.0.primitive))
    for primitive in Primitive.allCases {
      switch primitive.form {
      case .entries, .block(.choose): #expect(listed.contains(primitive), "\(primitive)")
      case .leaf, .move, .join, .block: continue
      }
    }
  }

  @Test(
    "Tensors: reverse, forward, the tape and central differences agree",
    arguments: values.map(\.0).filter { $0.primitive != .detach })
  func tensors(_ operation: Autodiff.Operation) throws {
    var numbers = Numbers(7)
    let count = [0, 1, 2, 3].first(where: operation.primitive.arity.allows) ?? 1
    let range: ClosedRange<Double> =
      switch operation.primitive {
      case .map(.asin), .map(.acos), .map(.atanh): -0.9...0.9
      case .map(.acosh): 1.1...3
      default: 0.2...1.9
      }
    let operands = (0..<count).map { _ in numbers.tensor([3, 4], range) }
    let sample = try Sample(operation, operands)
    expectAgreement(sample.graph, sample.output, sample.leaves)
  }

  @Test("At a kink or tie the derivative is PyTorch's")
  func kinks() throws {
    func slope(_ operation: Autodiff.Operation, _ operands: Double..., slot: Int = 0) throws -> Double {
      let sample = try Sample(operation, operands.map { Tensor($0) })
      return sample.graph.forwardTrace().linearization().scalarDerivative(of: sample.node, slot: slot)
    }
    #expect(try slot0(.map(.relu)) == 0)
    #expect(try slot0(.map(.abs)) == 0)
    #expect(try slot0(.map(.sign)) == 0)
    #expect(try slope(.init(.parametric(.leakyRelu), .number(0.2)), 0) == 0.2)
    #expect(try slope(.init(.parametric(.elu), .number(1.5)), 0) == 1.5)
    for primitive in [Primitive.pair(.minimum), .pair(.maximum)] {
      #expect(try slope(.init(primitive), 3, 3) == 0.5)
      #expect(try slope(.init(primitive), 3, 3, slot: 1) == 0.5)
    }
    // x^n at 0 by its limit.
    #expect(try slope(.init(.parametric(.power), .number(1)), 0) == 1)
    #expect(try slope(.init(.parametric(.power), .number(2)), 0) == 0)
    #expect(try slope(.init(.parametric(.power), .number(0)), 0) == 0)
    #expect(try slope(.init(.parametric(.power), .number(0.5)), 0) == .infinity)
    #expect(try slope(.init(.pair(.pow)), 0, 2, slot: 1) == 0)
    #expect(try slope(.init(.pair(.pow)), 0, 0, slot: 0) == 0)
    #expect(try slope(.init(.pair(.pow)), 0, 0, slot: 1) == 0)
    #expect(try slope(.init(.pair(.pow)), -2, 3) == 12)
    #expect(try slope(.init(.pair(.pow)), -2, 3, slot: 1).isNaN)
    func slot0(_ primitive: Primitive) throws -> Double { try slope(.init(primitive), 0) }
  }

  @Test("Nothing overflows before its result does")
  func extremes() throws {
    func both(_ operation: Autodiff.Operation, _ x: Double) throws -> (Double, Double) {
      let sample = try Sample(operation, [Tensor(x)])
      let trace = sample.graph.forwardTrace()
      return (trace.scalar(of: sample.node), trace.linearization().scalarDerivative(of: sample.node, slot: 0))
    }
    let above: [(Primitive.Map, Double, Double)] = [
      (.sigmoid, 1, 0), (.softplus, 1e3, 1), (.silu, 1e3, 1), (.tanh, 1, 0), (.gelu, 1e3, 1), (.geluTanh, 1e3, 1),
      (.erf, 1, 0), (.relu, 1e3, 1),
    ]
    for (primitive, value, slope) in above {
      let (z, p) = try both(.init(.map(primitive)), 1e3)
      #expect(z == value && p == slope, "\(primitive) at 1000: \(z), \(p)")
    }
    for primitive in [
      Primitive.map(.sigmoid), .map(.softplus), .map(.silu), .map(.gelu), .map(.geluTanh), .map(.relu),
    ] {
      let (z, p) = try both(.init(primitive), -1e3)
      #expect(z == 0 && p == 0, "\(primitive) at −1000: \(z), \(p)")
    }
    let (z, p) = try both(.init(.parametric(.elu), .number(1)), -1e3)
    #expect(z == -1 && p == 0)
    #expect(try both(.init(.map(.geluTanh)), 1e200).1 == 1)
    // The tail of the logistic function, where e^x would already be exact.
    #expect(abs(try both(.init(.map(.softplus)), -40).0 - 4.248354255291589e-18) < 1e-30)
  }

  @Test("NaN is handed on")
  func notANumber() throws {
    for primitive in [
      Primitive.map(.relu), .map(.abs), .map(.sign), .map(.floor), .map(.ceil), .map(.round), .map(.asin),
      .map(.softplus), .map(.gelu), .map(.silu),
      .parametric(.leakyRelu), .parametric(.elu),
    ] {
      let attributes: Attributes =
        primitive == .parametric(.leakyRelu) || primitive == .parametric(.elu) ? .number(0.1) : .none
      let sample = try Sample(.init(primitive, attributes), [Tensor(.nan)])
      #expect(sample.graph.forwardTrace().scalar(of: sample.node).isNaN, "\(primitive)")
    }
    for primitive in [Primitive.pair(.maximum), .pair(.minimum)] {
      for operands in [[Double.nan, 1], [1, .nan]] {
        let sample = try Sample(.init(primitive), operands.map { Tensor($0) })
        #expect(sample.graph.forwardTrace().scalar(of: sample.node).isNaN, "\(primitive)")
      }
    }
  }

  @Test("An infinite derivative that the output does not use spoils nothing")
  func unused() throws {
    var g = GraphRecorder()
    let x = g.leaf(0)
    _ = try g.record(.log, x)
    let y = try g.record(.exp, x)
    let graph = g.finish()
    #expect(graph.forwardTrace().linearization().backwardTrace(from: y).scalarAdjoint(of: x) == 1)
    let tape = GradientTape(graph, output: y)
    tape.step()
    #expect(tape.gradient(of: x) == 1)
  }
}
