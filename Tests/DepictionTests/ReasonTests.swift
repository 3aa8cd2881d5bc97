import Autodiff
import FlowLanguage
import Foundation
import Pictures
import Testing
import Training

@testable import Depiction

/// What need be said but once: where it is said, and that it is true there.
@Suite struct ReasonTests {
  private func film(_ text: String) throws -> Film {
    let file = try FlowFile.read(FlowSource(name: "test.flow", text: text))
    return Depiction().film(of: file.model, descent: file.runs.first.map { Descent(of: $0, in: file.model.graph) })
  }

  private func sentences(_ film: Film, _ timeline: Int, _ kinds: Set<Beat.Kind>) -> [String] {
    film.timeline(timeline).beats.filter { kinds.contains($0.kind) }.flatMap { $0.tellings }
      .map { $0.sentence.text }.filter { !$0.isEmpty }
  }

  // MARK: Paths add up

  private static let addition = "the effects add up"

  @Test func whyPathsAddUpIsSaidOnce() throws {
    let olah = "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d"
    let words = "b acts on e in 2 ways, through d and through c: the effects add up"
    #expect(sentences(try film(olah), 0, [.gather]) == [words])
    // Two sums in each of two steps.
    let twice = try film(
      "param a = 1\nparam b = 2\nc = a + b\nd = a·b\nloss L = c·d\ntrain L using gd(lr=0.001), steps=2")
    let said = sentences(twice, 0, [.gather])
    #expect(said.count == 1 && said[0].hasSuffix(Self.addition))
    #expect(sentences(twice, 1, [.gather]).isEmpty)
    #expect(sentences(try film(deliveryTime), 0, [.gather, .backward]).allSatisfy { !$0.hasSuffix(Self.addition) })
    #expect(try explained(olah).remarks.filter { $0.hasSuffix(Self.addition) }.count == 1)
    #expect(try !explained(deliveryTime).remarks.contains { $0.hasSuffix(Self.addition) })
  }

  @Test(arguments: [
    ("param a = 3\noutput b = a + a", "a acts on b in 2 ways: the effects add up"),
    ("param w = 3\nh = w²\noutput L = w·h", "w acts on L in 2 ways, directly and through h: the effects add up"),
  ])
  func theWaysAreNamed(_ text: String, _ words: String) throws {
    let said = sentences(try film(text), 0, [.gather])
    // At `named` a + a is one edge, of 2.
    #expect(text.contains("a + a") ? said.isEmpty || said == [words] : said == [words])
  }

  // MARK: Adam

  @Test func whyAdamDividesIsSaidOfItsFirstStep() throws {
    let two = "param a = 5\nparam b = 2\nloss f = a² + b²\ntrain f using "
    let words = "m and v began at 0: at first they are too small by these factors"
    let adam = try film(two + "adam(lr=0.1), steps=3")
    #expect(sentences(adam, 0, [.update]) == [words])
    #expect(sentences(adam, 1, [.update]).isEmpty)
    // It stands beside both quotients, before the parameter moves.
    let beat = try #require(adam.timeline(0).beats.first { $0.tellings.contains { $0.sentence.text == words } })
    #expect(beat.tellings.map { $0.left.text } == ["m̂", "v̂"] && beat.newValues.isEmpty)
    // Without a memory of m nothing is too small in it.
    #expect(sentences(try film(two + "adam(lr=0.1, beta1=0), steps=3"), 0, [.update]).isEmpty)
    #expect(!sentences(try film(two + "rmsprop(lr=0.1), steps=3"), 0, [.update]).contains { $0.contains("began") })
  }

  // MARK: Between tensors

  private static let given = """
    param A = [[1, 2], [3, 4], [5, 6]]
    param B = [[1, −1], [2, 1]]
    param v = [1, 2]
    param s = 3

    """

  @Test(arguments: [
    ("Q = A@B", "A", Reason.products), ("Q = A@B", "B", .products), ("Q = A@v", "A", .oneProduct),
    ("Q = A@v", "v", .products), ("Q = dot(v, [3, 4])", "v", .oneProduct), ("Q = A@B.T/2", "B", .products),
    ("Q = 2·tanh(A)", "A", .ownEntry), ("Q = relu(A)", "A", .gate), ("Q = A.T", "A", .otherPlaces),
    ("Q = A + v", "v", .uses(3)), ("Q = A + v", "A", .ownEntry), ("Q = s·A", "s", .uses(6)),
    ("Q = sum(A²)", "A", .sum), ("Q = mean((A − 1)²)", "A", .mean(of: 6)), ("Q = softmax(A)", "A", .shares),
  ])
  func whatAStepBetweenTensorsDoes(_ line: String, _ source: String, _ expected: Reason) throws {
    #expect(try reason(line, source) == expected)
  }

  /// Where it would be false, or half of the truth.
  @Test(arguments: [
    ("Q = B@B", "B"), ("Q = v@B + v", "v"), ("Q = softmax(A, axis=0)", "A"), ("Q = A.T + 1", "A"),
    ("Q = sum(A, axis=0)", "A"), ("Q = mean(softmax(A)²)", "A"), ("Q = s²", "s"), ("Q = B + B.T", "B"),
  ])
  func whatCannotBeSaidInAWordIsNot(_ line: String, _ source: String) throws {
    #expect(try reason(line, source) == nil)
  }

  private func reason(_ line: String, _ source: String) throws -> Reason? {
    let model = try model(Self.given + line + "\noutput L = sum(Q³)")
    let annotated = AnnotatedGraph(of: model, as: Depiction())
    let teller = Teller(ChainGraph(annotated, output: try #require(model.output)))
    let target = try #require(model.node(named: "Q"))
    let edges = teller.chain.edges(into: target).filter { annotated.ids[$0.source] == source }
    return teller.reason(at: edges[0].source, edges)?.reason
  }

  @Test func eachIsSaidOnceAndInTheFirstStepAlone() throws {
    let film = try film(
      "input X = [[1, 2], [3, 4]]\nparam W = [[1, 0], [0, 1]]\nparam V = [[1, 1], [0, 1]]\nP = X@W\nQ = P@V\n"
        + "loss L = mean(Q²)\ntrain L using gd(lr=0.01), steps=2")
    #expect(
      sentences(film, 0, [.backward]) == [
        "each entry moves the mean through its own term, one of 4",
        "each entry took part in several products: what each returns adds up",
      ])
    #expect(sentences(film, 1, [.backward]).isEmpty)
  }

  /// In every graph, against the edge's Jacobian.
  @Test(arguments: GraphFolder.paths) func whatIsSaidOfTensorsIsTrue(path: String) throws {
    let model = try GraphFolder.file(path).model
    guard let output = model.output else { return }
    for detail in [Detail.named, .operations] {
      let annotated = AnnotatedGraph(of: model, as: Depiction(detail: detail))
      let teller = Teller(ChainGraph(annotated, output: output))
      for edge in teller.chain.edges where edge.hasGradient {
        guard let reason = teller.reason(at: edge.source, [edge])?.reason else { continue }
        let map = teller.chain.derivative(of: edge)
        guard map.source.count * map.target.count <= 1_024 else { continue }
        let (rows, columns) = (map.target.count, map.source.count)
        let jacobian = map.jacobian().scalars
        func entries(ofRow row: Int) -> ArraySlice<Double> { jacobian[(row * columns)..<((row + 1) * columns)] }
        func column(_ column: Int) -> [Double] { (0..<rows).map { jacobian[$0 * columns + column] } }
        let place = Comment("\(path): \(annotated.ids[edge.source]) → \(annotated.ids[edge.target])")
        switch reason {
        case .ownEntry, .gate:
          #expect(rows == columns, place)
          for row in 0..<rows {
            #expect(entries(ofRow: row).enumerated().allSatisfy { $0 == row || $1 == 0 }, place)
            if reason == .gate { #expect([0, 1].contains(jacobian[row * columns + row]), place) }
          }
        case .otherPlaces:
          for row in 0..<rows {
            #expect(
              entries(ofRow: row).count { $0 == 1 } == 1 && entries(ofRow: row).count { $0 == 0 } == columns - 1)
          }
        case .uses(let count):
          #expect(rows == count * columns, place)
          for row in 0..<rows { #expect(entries(ofRow: row).count { $0 != 0 } <= 1, place) }
          for entry in 0..<columns { #expect(column(entry).count { $0 != 0 } <= count, place) }
        case .oneProduct: for entry in 0..<columns { #expect(column(entry).count { $0 != 0 } <= 1, place) }
        case .shares:
          let length = map.target.dimensions.last ?? 1
          for start in stride(from: 0, to: rows, by: length) {
            for entry in 0..<columns {
              #expect(abs(column(entry)[start..<start + length].reduce(0, +)) < 1e-12, place)
            }
          }
        case .rows, .largest:
          for row in 0..<rows { #expect(entries(ofRow: row).count { $0 == 1 } == 1, place) }
        case .mean(let count): #expect(count == columns && rows == 1, place)
        case .sum: #expect(rows == 1, place)
        case .products, .places: #expect(rows > 1, place)
        case .addition: Issue.record("one edge is no sum")
        case .attention: #expect(annotated.ids[edge.source].hasPrefix("W"), place)
        }
      }
    }
  }

  // MARK: Attention

  private static let head = """
    input X = [[1, 0.5], [-0.5, 2], [0.25, -1]]
    param Wq = [[0.5, -1], [1, 0.25]]
    param Wk = [[1, 0.5], [-0.25, 0.75]]
    param Wv = [[1, 2], [-1, 0.5]]
    Q = X@Wq
    K = X@Wk
    V = X@Wv
    A = softmax(Q@K.T/sqrt(2))
    O = A@V
    output L = mean(O²)
    """

  private func attention(_ text: String) throws -> [String] {
    let lesson = try model(text)
    let annotated = AnnotatedGraph(of: lesson, as: Depiction())
    let teller = Teller(ChainGraph(annotated, output: try #require(lesson.output)))
    return try ["Wq", "Wk", "Wv"].compactMap { name in
      let node = try #require(lesson.node(named: name))
      let users = teller.chain.edges.filter { $0.source == node }
      guard users.count == 1 else { return nil }
      return teller.attention(of: node, users[0])?.words.text
    }
  }

  @Test func whyOneInputGoesThreeWays() throws {
    let said = [
      "X goes three ways; Q asks: Wq acts through the shares A alone, so its gradient comes through them",
      "X goes three ways; K is what is asked for: Wk acts through the shares A alone, as what asks does",
      "X goes three ways; V is what is passed on: its gradient comes back by the shares A",
    ]
    #expect(try attention(Self.head) == said)
    let all = sentences(try film(Self.head), 0, [.backward])
    for words in said { #expect(all.count { $0 == words } == 1) }
    // Two sources: each has its own way.
    let crossed = Self.head.replacing("V = X@Wv", with: "V = 2·X@Wv").replacing("K = X@Wk", with: "Y = X²\nK = Y@Wk")
    #expect(try attention(crossed).allSatisfy { !$0.contains("three ways") })
  }

  /// Where it would not be true it is not said.
  @Test(arguments: [
    ("O = A@V", "O = A@V + Q", 2), ("O = A@V", "O = A@V + V", 2), ("softmax(Q@K.T/sqrt(2))", "Q@K.T/sqrt(2)", 0),
    ("V = X@Wv", "V = X", 0), ("K = X@Wk", "K = X@Wq", 0),
  ])
  func attentionThatIsOtherwise(_ old: String, _ new: String, _ count: Int) throws {
    var text = Self.head.replacing(old, with: new)
    for name in ["Wq", "Wk", "Wv"] where !text.contains("@\(name)") { text += "\nu\(name) = \(name)²" }
    let said = try attention(text)
    #expect(said.count == count, "\(said)")
  }

  /// With the shares held at what they are, Wq and Wk do nothing, and V's gradient is what comes back by the shares: ∂L/∂V = Aᵀ · ∂L/∂O,
  /// by hand of the numbers.
  @Test func whatIsSaidOfAttentionIsTrue() throws {
    func gradients(_ text: String) throws -> [String: [Double]] {
      let lesson = try model(text)
      let annotated = AnnotatedGraph(of: lesson, as: Depiction())
      let backward = try #require(annotated.backward)
      return Dictionary(
        uniqueKeysWithValues: try ["Wq", "Wk", "Wv", "V", "O"].map { name in
          (name, Array(backward.numbers(of: try #require(lesson.node(named: name)))))
        })
    }
    let whole = try gradients(Self.head)
    let held = try gradients(
      Self.head.replacing("A = softmax(Q@K.T/sqrt(2))", with: "A = detach(softmax(Q@K.T/sqrt(2)))"))
    #expect(held["Wq"]?.allSatisfy { $0 == 0 } == true && held["Wk"]?.allSatisfy { $0 == 0 } == true)
    #expect(whole["Wq"]?.contains { abs($0) > 1e-3 } == true)
    #expect(held["Wv"] == whole["Wv"])
    let lesson = try model(Self.head)
    let shares = AnnotatedGraph(of: lesson, as: Depiction()).trace.value(of: try #require(lesson.node(named: "A")))
      .scalars
    let (back, above) = (try #require(whole["V"]), try #require(whole["O"]))
    for row in 0..<3 {
      for column in 0..<2 {
        let sum = (0..<3).reduce(0.0) { $0 + shares[$1 * 3 + row] * above[$1 * 2 + column] }
        #expect(abs(back[row * 2 + column] - sum) < 1e-12)
      }
    }
  }

  // MARK: Training that is of no use

  private func idle(_ text: String) throws -> [String] {
    let model = try model(text)
    let annotated = AnnotatedGraph(of: model, as: Depiction())
    return Teller(ChainGraph(annotated, output: try #require(model.output))).idleParameters
      .map { annotated.ids[$0] }
  }

  @Test(arguments: [
    // Off, and nothing that moves can put it on.
    ("param w = −1\nparam b = 2\nh = relu(w)\noutput L = (h + b)²", ["w"]),
    // b moves, and w with it then.
    ("param w = −1\nparam b = −2\nz = w + b\nh = relu(z)\nu = relu(b + 5)\noutput L = (h + u)²", []),
    // w gets nothing while v is 0, which moves.
    ("param w = 1\nparam v = 0\noutput L = (w·v − 1)²", []),
    ("param w = 1\ninput x = 0\nparam b = 2\noutput L = (w·x + b)²", ["w"]),
    // Where the loss is least it stays.
    ("param w = 1\noutput L = (w − 1)²", ["w"]),
    (deliveryTime, []),
  ])
  func whatNoTrainingMoves(_ text: String, _ names: [String]) throws { #expect(try idle(text) == names) }

  /// Training tells.
  @Test(arguments: GraphFolder.paths) func whatIsSaidToStayStays(path: String) throws {
    let file = try GraphFolder.file(path)
    guard let output = file.model.output, file.model.graph.shape(of: output).count == 1 else { return }
    let annotated = AnnotatedGraph(of: file.model, as: Depiction())
    let idle = Teller(ChainGraph(annotated, output: output)).idleParameters
    guard !idle.isEmpty else { return }
    let parameters = file.model.definitions.filter { $0.role == .parameter }.map { $0.node }
    for rule in [UpdateRule.gradientDescent, .momentum(), .adam()] {
      let run = TrainingRun(
        name: "test", loss: output, parameters: parameters, rule: rule, learningRate: 0.3, steps: 40)
      let descent = Descent(of: run, in: file.model.graph)
      let (first, last) = (descent.leafValues(at: descent.steps[0]), descent.leafValues(at: descent.last))
      for node in idle { #expect(first[node]?.scalars == last[node]?.scalars) }
    }
  }

  @Test func deadUnitsAreSaidToStaySo() throws {
    let text = "param w = −1\nparam b = 2\nh = relu(w)\nloss L = (h + b)²\n"
    let words = "no training moves w: its gradient is 0 at every step"
    #expect(sentences(try film(text), 0, [.outcome]).contains(words))
    #expect(try explained(text).prose.contains("So " + words + "."))
    let trained = try film(text + "train L using adam(lr=0.1), steps=2")
    #expect(sentences(trained, 2, [.outcome]).contains(words))
    // Decay moves it all the same.
    let decayed = try film(text + "train L using gd(lr=0.1), steps=2, weight_decay=0.1")
    #expect(!sentences(decayed, 2, [.outcome]).contains(words))
    #expect(!sentences(try film(deliveryTime), 0, [.outcome]).contains { $0.hasPrefix("no training") })
  }
}

/// The flow files under `graphs/`, read with the tables that lie beside them.
enum GraphFolder {
  static let paths: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("graphs")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().map { folder.appendingPathComponent($0).path }
  }()

  static func file(_ path: String) throws -> FlowFile {
    let place = URL(fileURLWithPath: path)
    let tables = TableSource { name throws(TableError) in
      guard let data = try? Data(contentsOf: place.deletingLastPathComponent().appendingPathComponent(name)) else {
        throw TableError(reason: "missing")
      }
      return Array(data)
    }
    return try FlowFile.read(
      FlowSource(name: "test.flow", text: try String(contentsOf: place, encoding: .utf8)), tables: tables)
  }
}

extension Explanation {
  /// What stands behind equations.
  fileprivate var remarks: [String] {
    sections.flatMap { $0.blocks }.flatMap { block -> [String] in
      if case .listing(let equations) = block { return equations.compactMap { $0.remark?.text } }
      return []
    }
  }
}
