import Autodiff
import FlowLanguage
import Testing
import Verification

/// The entries of ∂target/∂source: the sum over all paths, edge by edge from the source on.
private func pathSum(_ linearization: Linearization, from source: Int, to target: Int) -> [Double] {
  let count = linearization.graph.shape(of: source).count
  if source == target { return (0..<count * count).map { $0 % (count + 1) == 0 ? 1 : 0 } }
  let between = Region(output: target, nodes: Array(source + 1..<target + 1), sources: [source])
  return linearization.totalDerivative(of: between, by: source).jacobian().scalars
}

@Suite("The laws hold on every graph of graphs/")
struct GraphsLawsTests {
  @Test("the examples are there, and one is the lesson's")
  func exist() {
    #expect(GraphFile.all.count >= 40)
    #expect(GraphFile.all.contains { $0.name == "delivery-time.flow" })
  }

  @Test(
    "each is read without a warning, and is in standard form",
    arguments: GraphFile.all)
  func reads(_ file: GraphFile) throws {
    let flow = try file.read()
    #expect(flow.warnings.isEmpty, "\(flow.warningListing())")
    #expect(flow.model.title != nil)
    #expect(!flow.claims.isEmpty)
    #expect(try formatted(FlowSource(name: file.name, text: file.text)) == file.text)
  }

  @Test("every claim about the graph as it stands is true, derivatives by forward mode", arguments: GraphFile.all)
  func claims(_ file: GraphFile) throws {
    let flow = try file.read()
    let linearization = flow.model.graph.forwardTrace().linearization()
    for claim in flow.claims {
      guard case .statement(let statement) = claim.kind, statement.steps == nil else { continue }
      guard case .quantity(let quantity) = statement.value, case .constant(let claimed) = statement.claimed else {
        continue
      }
      let actual: [Double]
      switch quantity {
      case .value(let place): actual = Array(linearization.trace.value(of: place.node).scalars[place.entries])
      case .derivative(let target, let source):
        let sum = pathSum(linearization, from: source.node, to: target.node)
        let columns = flow.model.graph.shape(of: source.node).count
        actual = target.entries.flatMap { row in source.entries.map { sum[row * columns + $0] } }
      case .second, .learningRate: continue
      }
      let isForAll = claimed.shape.isScalar
      try #require(isForAll || actual.count == claimed.scalars.count, "\(claim.text)")
      for (entry, number) in actual.enumerated() {
        let claimed = claimed.scalars[isForAll ? 0 : entry]
        let tolerance: Double =
          switch statement.tolerance {
          case .written(let tensor): tensor.scalars[tensor.scalars.count == 1 ? 0 : entry]
          case .spelled(let all): all[all.count == 1 ? 0 : entry].margin(claimed, largest: abs(claimed))
          }
        let holds =
          switch statement.relation {
          case .equal: abs(number - claimed) <= tolerance
          case .less: number < claimed
          case .lessOrEqual: number <= claimed
          case .greater: number > claimed
          case .greaterOrEqual: number >= claimed
          }
        #expect(holds, "\(file.name):\(claim.line): \(claim.text), but it is \(number)")
      }
    }
  }

  @Test("`edgewise check` passes, and warns only of parameters that get no signal", arguments: GraphFile.all)
  func report(_ file: GraphFile) throws {
    let report = try file.read().report()
    #expect(report.passes)
    // What these are about is a gradient of 0.
    let withZeros: Set = [
      "cs231n-patterns.flow", "d2l-dot.flow", "dead-relu.flow", "karpathy-neuron.flow", "karpathy-neuron-exp.flow",
      "dropout.flow", "embedding-lookup.flow", "relu-chain.flow", "sigmoid-chain.flow",
    ]
    let expected = ["is exactly 0", "more like these", "relu is off", "the gradient vanishes"]
    #expect(report.warnings.allSatisfy { warning in expected.contains { warning.contains($0) } })
    #expect(report.warnings.isEmpty != withZeros.contains(file.name))
  }

  @Test("at operations detail, the contributions into a node add up to its gradient", arguments: GraphFile.all)
  func operations(_ file: GraphFile) throws {
    let (model, backward) = try file.backwardTrace()
    var sums = Sums(of: backward)
    for node in 0..<model.graph.nodeCount {
      for slot in 0..<model.graph.operandCount(of: node) {
        sums.add(backward.contribution(of: node, slot: slot), to: model.graph.operand(of: node, slot: slot))
      }
    }
    for node in 0..<model.graph.nodeCount { #expect(sums.agree(at: node), "\(model.id(of: node))") }
  }

  @Test("at named detail, the contributions into a node add up to its gradient", arguments: GraphFile.all)
  func named(_ file: GraphFile) throws {
    let (model, backward) = try file.backwardTrace()
    let visible = model.namedNodes
    var sums = Sums(of: backward)
    for region in model.graph.regions(showing: visible) {
      for (source, contribution) in zip(region.sources, backward.contributions(of: region)) {
        sums.add(contribution, to: source)
      }
    }
    for node in 0..<model.graph.nodeCount where visible[node] {
      #expect(sums.agree(at: node), "\(model.id(of: node))")
    }
  }

  @Test("at named detail, upstream × the region's derivative is the contribution", arguments: GraphFile.all)
  func edges(_ file: GraphFile) throws {
    let (model, backward) = try file.backwardTrace()
    for region in model.graph.regions(showing: model.namedNodes) {
      let upstream = backward.adjoint(of: region.output)
      for (source, contribution) in zip(region.sources, backward.contributions(of: region)) {
        let map = backward.linearization.totalDerivative(of: region, by: source)
        #expect(near(map.transposeApplied(to: upstream).scalars, contribution.scalars))
      }
    }
  }

  @Test("the sum over paths and forward mode give the gradient of every node", arguments: GraphFile.all)
  func paths(_ file: GraphFile) throws {
    let (model, backward) = try file.backwardTrace()
    for node in 0...backward.output {
      let adjoint = backward.adjoint(of: node).scalars
      #expect(near(pathSum(backward.linearization, from: node, to: backward.output), adjoint))
      guard model.graph.operandCount(of: node) == 0 else { continue }
      let ones = Tensor(shape: model.graph.shape(of: node), scalars: adjoint.map { _ in 1 })
      let tangent = backward.linearization.tangents(along: [node: ones])[backward.output]
      #expect(near(tangent.scalars, [adjoint.reduce(0, +)]))
    }
  }

  @Test("central differences agree, and nothing is skipped", arguments: GraphFile.all)
  func centralDifferences(_ file: GraphFile) throws {
    let (model, backward) = try file.backwardTrace()
    let leaves = model.definitions.map(\.node).filter { model.graph.operandCount(of: $0) == 0 }
    let check = backward.numericalCheck(of: leaves)
    #expect(check.agrees)
    #expect(check.skipped.isEmpty)
    // Of a large leaf a sample.
    let isSampled = leaves.contains { model.graph.shape(of: $0).count > 200 }
    #expect(isSampled ? check.entries.count > 1000 : check.entries.count == check.entryCount)
  }
}

/// What flows into each node.
private struct Sums {
  private var sums: [[Double]]
  private let backward: BackwardTrace

  init(of backward: BackwardTrace) {
    self.backward = backward
    sums = (0..<backward.graph.nodeCount).map { node in
      node == backward.output
        ? backward.adjoint(of: node).scalars
        : [Double](repeating: 0, count: backward.graph.shape(of: node).count)
    }
  }

  mutating func add(_ contribution: Tensor, to node: Int) {
    for entry in contribution.scalars.indices { sums[node][entry] += contribution.scalars[entry] }
  }

  func agree(at node: Int) -> Bool { near(sums[node], backward.adjoint(of: node).scalars) }
}

private func near(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($0), abs($1)) }
}
