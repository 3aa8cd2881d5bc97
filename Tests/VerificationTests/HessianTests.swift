import Autodiff
import FlowLanguage
import Testing

@Suite("Hessians of flow files are PyTorch's")
struct HessianTests {
  private func hessian(_ text: String) throws -> Hessian {
    let model = try FlowFile.read(FlowSource(name: "t.flow", text: text)).model
    let numbers = model.definitions.filter { $0.role == .parameter }.flatMap { definition in
      (0..<model.graph.shape(of: definition.node).count).map { (leaf: definition.node, entry: $0) }
    }
    return try model.hessian(by: numbers)
  }

  /// What `Tests/pytorch/hessians.py` prints (torch.autograd.functional.hessian, float64).
  static let published: [(String, [Double])] = [
    (
      "param w = [-1.2, 1]\nL = (1 − w[0])² + 100·(w[1] − w[0]²)²",
      [1330.0, 480.0, 480.0, 200.0]
    ),
    (
      "input a = [[0.3, -0.7], [1.1, 0.4]]\nparam w = [0.5, -0.3]\nparam b = 0.8\nL = sum(tanh(a@w + b)²)",
      [
        -0.853041886614491, -0.1484594789308893, -0.9208747102598074, -0.14845947893088937, -0.4313729301423619,
        0.204261704820125, -0.9208747102598075, 0.20426170482012512, -1.3217657810583014,
      ]
    ),
    (
      "param w = [0.7, -1.3, 2.1]\nL = softplus(w[0])·silu(w[1])·gelu(w[2])",
      [
        -0.1273132291246387, -0.0063708805768490275, -0.19989286147930194, -0.00637088057684901, 0.48127754441377446,
        -0.00547981427477203, -0.19989286147930194, -0.005479814274772045, 0.032557302976569585,
      ]
    ),
    (
      "param w = [0.7, -1.3]\nL = gelu(w[0]·w[1], approximate=\"tanh\")·erf(w[0] − w[1])",
      [0.536293620973368, -0.3537197994830111, -0.3537197994830111, 0.16596793538473184]
    ),
    (
      "param w = [0.7, 1.3]\nL = exp(w[0]·w[1])·log(w[0] + w[1])/sqrt(w[1])",
      [4.840238175916936, 3.3446688271009557, 3.3446688271009553, 0.7395242235560047]
    ),
    (
      "param w = [0.7, 0.4]\nL = sin(w[0]·w[1])·cos(w[0])/tan(w[1]) + σ(w[0] − w[1])",
      [-1.7878210146125655, -0.1549434262330598, -0.1549434262330595, -0.4739903456160688]
    ),
    (
      "param w = [1.7, 2.4]\nL = w[0]^w[1] + w[1]^-2.5",
      [4.154500790506212, 4.7788669455213215, 4.7788669455213215, 1.1763777566941]
    ),
    (
      "param w = [-0.7, -0.4]\nL = elu(w[0]·2, alpha=1.5)·leaky_relu(w[1])² + elu(−w[0])·w[1]",
      [2.3673308538394224e-05, -1.000059183271346, -1.000059183271346, -0.00022602091081751804]
    ),
    (
      "param w = [0.7, -0.4, 1.2]\nL = logsumexp(w)·norm(w) + std(w, ddof=1)",
      [
        1.9852205709551969, -0.04832753816282289, -0.4877322377000928, -0.048327538162822856, 1.264539192397394,
        0.21875116473102318, -0.4877322377000928, 0.2187511647310231, 1.8448202302746184,
      ]
    ),
    (
      "param w = [0.7, -0.4, 1.2]\nL = prod(w)² + var(w)·max(w)",
      [
        0.9941333333333333, -1.8794666666666662, 0.4042666666666666, -1.8794666666666662, 1.9445333333333328,
        -1.8074666666666666, 0.4042666666666666, -1.8074666666666666, 1.6234666666666664,
      ]
    ),
  ]

  @Test("second derivatives of every kind of operation", arguments: published)
  func pytorch(_ text: String, _ expected: [Double]) throws {
    let found = try hessian(text)
    let scale = expected.map(abs).max() ?? 1
    #expect(found.entries.count == expected.count)
    for (a, b) in zip(found.entries, expected) { #expect(abs(a - b) <= 1e-12 * scale, "\(a) against \(b)") }
  }

  @Test("five deliveries: eigenvalues 0.4688 and 29.3832, largest stable rate 0.06807, ratio 62.7")
  func deliveries() throws {
    let file = try #require(GraphFile.all.first { $0.name == "five-deliveries.flow" })
    let curvature = Curvature(try hessian(file.text))
    #expect(curvature.hessian.names == ["w[0]", "w[1]"])
    #expect(curvature.eigenvalues.count == 2)
    #expect(abs(curvature.eigenvalues[0] - 0.4688) < 5e-5)
    #expect(abs(curvature.eigenvalues[1] - 29.3832) < 5e-5)
    #expect(abs(try #require(curvature.largestStableRate) - 0.06807) < 5e-6)
    #expect(abs(try #require(curvature.conditionNumber) - 62.7) < 0.05)
    #expect(curvature.bend == .bowl)
    #expect(curvature.verdict == .notStationary)
  }

  @Test("the optimum of five deliveries is a minimum, the saddle's middle a saddle")
  func verdicts() throws {
    let saddle = "param x = 0\nparam y = 0\nL = x² − y²"
    #expect(Curvature(try hessian(saddle)).verdict == .saddle)
    let file = try #require(GraphFile.all.first { $0.name == "five-deliveries.flow" })
    // Solved by least squares: (XᵀX)⁻¹Xᵀy.
    let optimum = file.text.replacing("w = [0.8, 1.5]", with: "w = [1.827670325840739, 0.43702735668234755]")
    #expect(Curvature(try hessian(optimum)).verdict == .minimum)
  }

  @Test("the root of a sum that is 0 has no infinite curvature, and what is detached none")
  func guarded() throws {
    #expect(try hessian("param w = [0, 0]\nL = norm(w) + sum(w²)").entries == [2, 0, 0, 2])
    #expect(try hessian("param w = 3\nL = w·detach(w)").entries == [0])
  }

  @Test("rows of the Hessian are central differences of the gradient, on every graph with few parameters")
  func differences() throws {
    var tried = 0
    for file in GraphFile.all {
      let model = try file.read().model
      let numbers = model.definitions.filter { $0.role == .parameter }.flatMap { definition in
        (0..<model.graph.shape(of: definition.node).count).map { (leaf: definition.node, entry: $0) }
      }
      guard (1...12).contains(numbers.count), let output = model.output, let hessian = try? model.hessian(by: numbers)
      else { continue }
      // relu at its kink has no second derivative.
      if file.name == "activation-relu.flow" { continue }
      let reached = model.graph.ancestors(of: output)
      let places = numbers.filter { reached[$0.leaf] }
      func gradient(_ leaf: Int, _ entry: Int, by step: Double) -> [Double] {
        let value = model.graph.leafValue(of: leaf)
        var scalars = value.scalars
        scalars[entry] += step
        let graph = model.graph.rebuilt(leaves: [leaf: Tensor(shape: value.shape, scalars: scalars)])
        let backward = graph.forwardTrace().linearization().backwardTrace(from: output)
        return places.map { backward.adjoint(of: $0.leaf).scalars[$0.entry] }
      }
      for (row, place) in places.enumerated() {
        let h = 1e-5
        let (above, below) = (gradient(place.leaf, place.entry, by: h), gradient(place.leaf, place.entry, by: -h))
        let scale = max(1, hessian.entries.map(abs).max() ?? 1)
        for column in places.indices {
          let slope = (above[column] - below[column]) / (2 * h)
          #expect(abs(hessian[row, column] - slope) <= 1e-5 * scale, "\(file.name) \(row) \(column)")
        }
      }
      tried += 1
    }
    #expect(tried >= 35)
  }
}
