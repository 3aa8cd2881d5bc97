import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Testing

@Suite("What looks wrong is marked in its box, and how large gradients are is drawn")
struct MarkTests {
  private func model(_ text: String) throws -> Model {
    try FlowFile.read(FlowSource(name: "t.flow", text: text)).model
  }

  private func marks(_ text: String, _ detail: Detail = .named) throws -> [String: String] {
    let boxes = Depiction(detail: detail).diagram(of: try model(text)).boxes
    return Dictionary(uniqueKeysWithValues: boxes.compactMap { box in box.text.mark.map { (box.id, $0) } })
  }

  @Test("a dead relu and what gets no signal because of it, in every detail that has a box for it")
  func dead() throws {
    let text = "input x = 2\nparam w = -1\nparam c = 1\nh = relu(w·x)\nloss L = (h + c − 3)²"
    for detail in Detail.allCases {
      #expect(try marks(text, detail) == ["h": "relu is off", "w": "no signal"], "\(detail)")
    }
    // What is closed in is marked where it is named; w's two ways keep their signal.
    let closed = "input x = 2\nparam w = -1\nparam c = 1\nz = relu(w·x)·2 + c\nloss L = (z − 3)²"
    #expect(try marks(closed) == ["z": "relu is off", "w": "no signal"])
    #expect(try marks(closed, .operations) == ["z.2": "relu is off", "w": "no signal"])
    #expect(try marks("input x = 2\nparam w = 1\nh = relu(w·x)\nloss L = (h − 3)²").isEmpty)
  }

  @Test("saturation, the first NaN and infinity, a column beside a row, and gradients that vanish or explode")
  func others() throws {
    #expect(try marks("param w = 9\nh = tanh(w)\nL = h²") == ["h": "tanh is saturated"])
    #expect(try marks("param w = [9, 8, 1]\nh = σ(w)\nL = sum(h)") == ["h": "2 of 3 saturated"])
    #expect(try marks("param w = 1\nq = 1/(w − 1)\nr = q − q\nL = r²")["q"] == "the first infinity")
    #expect(try marks("param w = -1\nq = log(w)\nr = 2·q\nL = r²") == ["q": "the first NaN"])
    #expect(
      try marks("input X = [[1], [2]]\ntarget y = [1, 2]\nparam w = 2\ne = w·X − y\nL = sum(e)")
        == ["e": "2 with 2, each with each"])
    let chain = { (layer: String) in
      "param w = 0.5\nh[0] = w + 0\nfor i in 1..20 {\n  h[i] = \(layer)\n}\nloss L = h[20]²"
    }
    #expect(try marks(chain("σ(h[i − 1])")) == ["h[0]": "the gradient vanishes"])
    #expect(try marks(chain("4·h[i − 1]")) == ["h[0]": "the gradient explodes"])
    #expect(try marks(chain("h[i − 1]·0.9")).isEmpty)
  }

  // MARK: The plot

  @Test("the gradient's size at each named node: 2·3·5 back from L, by hand")
  func flow() throws {
    let text = "param w = 1\na = 5·w\nb = 3·a\nc = 2·b\nloss L = c + 0·w"
    let sheet = try #require(Depiction().flowSheet(of: try model(text)))
    #expect(sheet.panels.count == 1 && sheet.panels[0].plot == nil)
    let chart = try #require(sheet.panels[0].bars.first)
    #expect(chart.bars.map(\.label) == ["L", "c", "b", "a", "w"])
    #expect(chart.bars.map(\.number) == [1, 1, 2, 6, 30])
    #expect(chart.bars.map(\.text) == ["1", "1", "2", "6", "30"])
    // Logarithmic, from a tenth of the least: log 10 … log 300.
    let lengths = chart.lengths
    #expect(lengths[4] == 1)
    #expect(abs(lengths[0] - 1 / 2.477121254719662) < 1e-12)
    #expect(sheet.notes.last == "from c back to a the gradient becomes 6 times larger")
  }

  @Test("chosen leaves, none, and no gradient")
  func chosen() throws {
    let model = try model("param w = 1\ninput x = 2\na = w·x\nb = a²\nunused = 3·w\nloss L = b/2")
    let (w, x) = (0, 1)
    let sheet = try #require(Depiction().flowSheet(of: model, to: [w, x]))
    #expect(sheet.panels[0].bars.map { $0.bars.map(\.label) } == [["L", "b", "a", "w"], ["L", "b", "a", "x"]])
    #expect(sheet.panels[0].bars.map { $0.bars.map(\.number) } == [[1, 0.5, 2, 4], [1, 0.5, 2, 2]])
    #expect(Depiction().flowSheet(of: try self.model("input x = 2\ny = x²")) == nil)
    #expect(Depiction().flowSheet(of: try self.model("param w = [1, 2]\ny = w²")) == nil)
  }

  @Test("of a long way sixty bars are shown, and it is said")
  func long() throws {
    let text = "param w = 1\nh[0] = w\nfor i in 1..500 {\n  h[i] = h[i − 1]·1.001\n}\nloss L = h[500]²"
    let sheet = try #require(Depiction().flowSheet(of: try model(text)))
    let bars = try #require(sheet.panels[0].bars.first).bars
    #expect(bars.count == 60 && bars.first?.label == "L" && bars.last?.label == "w")
    #expect(sheet.notes.contains("60 of 503 nodes on the way to w are shown"))
  }
}
