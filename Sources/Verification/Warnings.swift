import Autodiff

/// What looks wrong in a model at its own leaf values, though nothing is false.
struct Warnings {
  /// In order of importance.
  let sentences: [String]

  /// So many of one kind are named; then it is said how many more there are.
  private static let limit = 10

  /// - Parameters:
  ///   - leaves: the named ones.
  ///   - saysShapes: whether shapes that were hardly meant have not been warned of yet, as they are where a file is read.
  init(
    in model: Model, trace: ForwardTrace, backward: BackwardTrace?, leaves: [Int], numerical: NumericalCheck?,
    saysShapes: Bool
  ) {
    var sentences = Self.listed(Self.notFinite(in: trace)) { node in
      Wording.notFinite(node, in: model, trace)
    }
    let symptoms = model.symptoms(of: trace, backward)
    if let backward {
      let parameters = model.definitions.filter { $0.role == .parameter }.map { $0.node }
      let reaching = model.graph.ancestors(of: backward.output)
      let silent = parameters.filter { parameter in
        reaching[parameter] && backward.adjoint(of: parameter).scalars.contains(0)
      }
      let output = trace.scalar(of: backward.output)
      let high = Set(symptoms.filter { $0.kind == .noSignal }.map { $0.node })
      sentences += Self.listed(silent) {
        Wording.noSignal(
          to: $0, in: model, backward.adjoint(of: $0), output: output, isHigh: high.contains($0))
      }
      let places = trace.singularities(for: backward.output, by: leaves).filter { place in
        if case .notFinite = place.kind { false } else { true }
      }
      sentences += Self.listed(Self.choices(in: backward, leaves)) { Wording.choice($0, in: model) }
      sentences += Self.listed(places) { Wording.singularity($0, in: model) }
    }
    let said = symptoms.filter { symptom in
      if case .outerProduct = symptom.kind { return saysShapes }
      return true
    }
    sentences += Self.listed(said.compactMap { Wording.symptom($0, in: model, backward) }) { $0 }
    if let skipped = numerical?.skipped, !skipped.isEmpty {
      sentences.append(Wording.skipped(skipped, in: model))
    }
    if numerical == nil, !leaves.isEmpty {
      sentences.append(Wording.nothingCompared(in: model, hasOutput: backward != nil))
    }
    self.sentences = sentences
  }

  /// The nodes that are the first to be NaN or infinite, whether the output depends on them or not; leaves only if what is infinite
  /// in them is nowhere masked away.
  private static func notFinite(in trace: ForwardTrace) -> [Int] {
    let graph = trace.graph
    var isFinite = [Bool](repeating: true, count: graph.nodeCount)
    var first: [Int] = []
    for node in isFinite.indices {
      isFinite[node] =
        graph.shape(of: node).isScalar
        ? trace.scalar(of: node).isFinite : trace.value(of: node).scalars.allSatisfy { $0.isFinite }
      if !isFinite[node],
        (0..<graph.operandCount(of: node)).allSatisfy({ isFinite[graph.operand(of: node, slot: $0)] })
      {
        first.append(node)
      }
    }
    // An infinity that was written down, as that of a mask, is meant, unless it gets through to the end.
    var endsInfinite = [Bool](repeating: false, count: graph.nodeCount)
    var isUsed = endsInfinite
    for node in isFinite.indices.reversed() {
      if !isFinite[node], !isUsed[node] { endsInfinite[node] = true }
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        isUsed[operand] = true
        if endsInfinite[node], !isFinite[operand] { endsInfinite[operand] = true }
      }
    }
    return first.filter { node in
      graph.operandCount(of: node) > 0 || endsInfinite[node]
        || trace.value(of: node).scalars.contains(where: { $0.isNaN })
    }
  }

  /// Operations that a `where` does not take, and whose infinite slope makes NaN of the 0 that it sends back.
  private static func choices(in backward: BackwardTrace, _ leaves: [Int]) -> [LostChoice] {
    let graph = backward.graph
    let choices = (0...backward.output).filter { graph.primitive(of: $0) == .choose && backward.reaches($0) }
    func isNaN(_ tensor: Tensor) -> Bool { tensor.scalars.contains { $0.isNaN } }
    guard !choices.isEmpty, leaves.contains(where: { isNaN(backward.adjoint(of: $0)) }) else { return [] }
    var found: [LostChoice] = []
    for node in 0..<backward.output where backward.reaches(node) && graph.primitive(of: node) != .choose {
      let adjoint = backward.adjoint(of: node)
      guard adjoint.scalars.contains(0), !isNaN(adjoint) else { continue }
      for slot in 0..<graph.operandCount(of: node) where isNaN(backward.contribution(of: node, slot: slot)) {
        let uses = graph.descendants(of: [node], upTo: backward.output, by: .edge)
        if let choice = choices.first(where: { uses[$0] }) {
          found.append(LostChoice(choice: choice, node: node, slot: slot))
        }
      }
    }
    return found
  }

  /// What a `where` does not take, and the operand by which its slope is infinite.
  struct LostChoice {
    let choice: Int
    let node: Int
    let slot: Int
  }

  private static func listed<Element>(_ found: [Element], _ sentence: (Element) -> String) -> [String] {
    var sentences = found.prefix(limit).map(sentence)
    if found.count > limit { sentences.append(Wording.more(found.count - limit)) }
    return sentences
  }
}
