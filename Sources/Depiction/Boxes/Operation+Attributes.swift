import Autodiff
import Pictures

extension Operation {
  /// What the operation is told beside its operands, under the names of the flow language where it has them.
  var namedAttributes: [TapeEntry.Attribute] {
    typealias Named = TapeEntry.Attribute
    func whole(_ numbers: [Int]) -> TapeEntry.Value { .list(numbers.map { .whole($0) }) }
    switch attributes {
    case .none: return primitive == .map(.geluTanh) ? [Named("approximate", .text("tanh"))] : []
    case .number(let number):
      guard case .parametric(let parametric) = primitive else { return [Named("eps", .number(number))] }
      switch parametric {
      case .power: return [Named("exponent", .number(number))]
      case .leakyRelu: return [Named("slope", .number(number))]
      case .elu: return [Named("alpha", .number(number))]
      }
    case .axis(let axis): return [Named("axis", .whole(axis))]
    case .axes(let axes): return [Named("axes", whole(axes))]
    case .shape(let shape): return [Named("shape", whole(shape.dimensions))]
    case .window(let window):
      return [
        Named("size", whole(window.size)), Named("stride", whole(window.stride)),
        Named("padding", whole(window.padding)),
      ]
    case .classes(let count): return [Named("classes", .whole(count))]
    case .dropout(let probability, let seed):
      return [Named("p", .number(probability)), Named("seed", .whole(seed))]
    case .reduction(let axes, let keepDimensions, let ddof):
      var named = [Named("axes", axes.map(whole)), Named("keepdims", .truth(keepDimensions))]
      if [.reduce(.variance), .reduce(.standardDeviation)].contains(primitive) {
        named.append(Named("ddof", .number(ddof)))
      }
      return named
    case .subscripts(let subscripts):
      let index = subscripts.map { place in
        switch place {
        case .entry(let entry): TapeEntry.Value.whole(entry)
        case .slice(let start, let count, let step): whole([start, count, step])
        }
      }
      return [Named("index", .list(index))]
    }
  }
}
