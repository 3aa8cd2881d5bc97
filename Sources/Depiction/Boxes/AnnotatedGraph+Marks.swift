import Autodiff

extension AnnotatedGraph {
  /// By node with a box: what looks wrong in it, in a word or two.
  func marks() -> [Int: String] {
    guard parts.contains(.marks) else { return [:] }
    var marks: [Int: String] = [:]
    for symptom in model.symptoms(of: trace, backward) {
      // What is closed in is said where it is named.
      guard let place = isVisible[symptom.node] ? symptom.node : model.definition(holding: symptom.node)?.node,
        isVisible[place], marks[place] == nil
      else { continue }
      marks[place] = mark(symptom)
    }
    return marks
  }

  private func mark(_ symptom: Symptom) -> String {
    let name = graph.operation(of: symptom.node).name
    switch symptom.kind {
    case .dead(let off, let units, _):
      if units == 1 { return "relu is off" }
      return off == units ? "all \(units) relus are off" : "\(off) of \(units) relus are off"
    case .saturated(let flat, let count): return count == 1 ? "\(name) is saturated" : "\(flat) of \(count) saturated"
    case .noSignal: return "no signal"
    case .outerProduct(let n): return "\(n) with \(n), each with each"
    case .notFinite(let number): return number.isNaN ? "the first NaN" : "the first infinity"
    case .vanishing: return "the gradient vanishes"
    case .exploding: return "the gradient explodes"
    }
  }
}
