import Autodiff
import FlowLanguage
import Testing

@Suite struct LeafTests {
  /// Worked out in Python from the definitions of SplitMix64, FNV-1a and the polar method.
  static let random: [(String, [Double])] = [
    ("input u = uniform(4)", [0.10029761003871951, 0.5107921925627963, 0.46899838953867234, 0.6276530687072618]),
    (
      "input w₁ = uniform(3, low=-1, high=2, seed=7)", [-0.22193184198428573, 0.309032683741588, -0.8408186671825516]
    ),
    ("input n = normal(5)", [-0.820172741557, 2.10882495138, -0.0939473522845, -2.02010131402, -0.917022828454]),
    ("input ŵ = normal([3, 1], mean=2, std=0.5, seed=3)", [2.1588177290235, 1.6104995544965, 2.212732913928]),
    (
      "input W = xavier([2, 3])",
      [
        0.3178743364548439, -0.38929301837475305, -0.9840621107933654, -0.011675255116160207, -0.6355699677026411,
        0.39545670642387976,
      ]
    ),
    (
      "input W = he([2, 3])",
      [0.502603456456, -0.615526307633, -1.55593881459, -0.0184601992153, -1.00492435517, 0.625271954144]
    ),
  ]

  @Test(arguments: random) func randomNumbersAreReproducible(_ line: String, _ expected: [Double]) throws {
    let model = try read(line).model
    let found = model.graph.leafValue(of: 0).scalars
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-11 * max(1, abs($1)) }, "\(found)")
  }

  /// Every spelling of a name draws what its canonical one does, worked out in Python as above for `x_i` and `ŵ`.
  @Test(arguments: [
    ("xᵢ", [0.9315079372234866, 0.7265343185568854]), ("x_i", [0.9315079372234866, 0.7265343185568854]),
    ("ŵ", [0.6393280201897196, 0.5372286401875781]), ("w\u{302}", [0.6393280201897196, 0.5372286401875781]),
    ("w₁", [0.05524228339415227, 0.8421015427799132]), ("w_1", [0.05524228339415227, 0.8421015427799132]),
  ])
  func spellingsOfANameDrawTheSame(_ name: String, _ expected: [Double]) throws {
    #expect(try read("input \(name) = uniform(2)").model.graph.leafValue(of: 0).scalars == expected)
  }

  @Test func leavesAreExpressionsWithoutNames() throws {
    let model = try read("param w = 2*sqrt(4) + [1, 2]\nparam v = ones([2, 1])*-1").model
    #expect(model.graph.nodeCount == 2)
    #expect(model.graph.leafValue(of: 0) == Tensor(shape: [2], scalars: [5, 6]))
    #expect(model.graph.leafValue(of: 1) == Tensor(shape: [2, 1], scalars: [-1, -1]))
  }

  @Test func settingsOverrideLeaves() throws {
    let source = FlowSource(name: "t.flow", text: "param w₁ = 1\ninput x = [1, 2]\nc = 3\ny = sum(w1*x)*c")
    let file = try FlowFile.read(source, settings: [("w1", "0.5"), ("x", "[4, 2*3]"), ("c", "2")])
    #expect(file.model.graph.forwardTrace().scalar(of: try #require(file.model.output)) == 10)
    func message(_ name: String, _ value: String) -> String {
      do {
        _ = try FlowFile.read(source, settings: [(name, value)])
        return ""
      } catch {
        return error.listing()
      }
    }
    #expect(message("w2", "1").hasPrefix("--set:1:1: error: there is no leaf `w2`"))
    #expect(message("w1", "oops").hasPrefix("--set:1:4: error: there is no `oops`"))
    #expect(message("x", "1").contains("`x` has shape [2], but the value given has shape []"))
    #expect(message("y", "1").contains("`y` is computed"))
  }
}
