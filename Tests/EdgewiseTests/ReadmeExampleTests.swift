import Edgewise
import Platform
import Testing

/// The README's words are proved: its Swift example is this code, its picture and its numbers are ours.
@Suite struct ReadmeExampleTests {
  @Test func theSwiftExampleRuns() throws {
    // README begins
    let g = GraphBuilder("Delivery time: one training example")
    let x1 = g.input("x1", 2), x2 = g.input("x2", 3), y = g.target("y", 5)
    let w1 = g.parameter("w1", 1), w2 = g.parameter("w2", 2)

    let ŷ = g.define("ŷ", w1 * x1 + w2 * x2)
    let e = g.define("e", ŷ - y)
    let loss = g.loss("L", e ** 2)

    let figure = try g.figure()
    let value = figure.value(of: loss)  // 9
    let gradient = figure.gradient(of: w1)  // 12
    let local = figure.derivative(of: loss, by: e)  // 6, in words: 2e
    let picture = figure.terminalText(width: 80)  // the picture above
    let dot = figure.dot()  // for Graphviz
    // README ends
    #expect(value == 9)
    #expect(gradient == 12)
    #expect(local == 6)
    #expect(dot.hasPrefix("digraph"))
    #expect(try readme().contains(picture))
    let explained = try figure.withRespectTo("w1").explain()
    #expect(explained.contains("         =   6   ·   1   ·   2\n         = 12\n"))
    let shown = explained.passage(from: "∂L/∂w1\n  w1 →", to: "\n\nWhat it costs")
    #expect(try readme().contains(shown))
    #expect(figure.edges().first { $0.source == "e" }?.formula == "2e")
  }

  @Test func theFileOfTheReadmeIsTrained() throws {
    let path = folder + "/graphs/delivery-time.flow"
    // README file begins
    let file = try FlowFile.read(path)
    print(file.figure)  // the picture above
    print(file.report())  // every claim and gradient, proved
    let training = file.figure.train(.adam(), learningRate: 0.1, steps: 100)
    print(training)  // the steps as a table
    let loss = training.last.value(of: "L")  // 0 but for rounding
    let page = try training.figure(at: 1)?.svg(theme: .dark)  // the picture after one step
    let lesson = file.figure.explain(.markdown)  // the chain rule, path by path
    // README file ends
    // Adam at rate 0.1 comes near, as the two parameters can reach any target.
    #expect(try #require(loss?.scalar) < 0.01)
    #expect(try #require(page).hasPrefix("<svg") && lesson.contains("\\partial L"))
    #expect(file.report().passes)
  }

  @Test func theReadmeShowsThisCode() throws {
    let code = try text(of: #filePath).lines(between: "// README begins", and: "// README ends", indent: 4)
    #expect(try readme().contains("```swift\nimport Edgewise\n\n" + code + "```"))
    let second = try text(of: #filePath).lines(
      between: "// README file begins", and: "// README file ends", indent: 4)
    #expect(
      try readme().contains(
        "```swift\n" + second.replacing("(path)", with: "(\"graphs/delivery-time.flow\")") + "```"))
    let tutorial = try text(of: folder + "/Sources/Edgewise/Edgewise.docc/Resources/first-figure-04.swift")
    #expect(tutorial == "import Edgewise\n\n" + code)
  }

  @Test func theReadmeShowsTheFile() throws {
    let flow = try text(of: folder + "/graphs/delivery-time.flow")
    #expect(try readme().contains("```\n" + flow + "```"))
  }

  private let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  private func readme() throws -> String { try text(of: folder + "/README.md") }

  private func text(of path: String) throws -> String {
    let file = try #require(fopen(path, "r"), "\(path) cannot be read")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// What begins with the one and stands before the other.
  fileprivate func passage(from start: String, to end: String) -> String {
    guard let first = firstRange(of: start)?.lowerBound, let last = self[first...].firstRange(of: end)?.lowerBound
    else { return "" }
    return String(self[first..<last])
  }

  /// The lines between two marker lines, without their indent.
  fileprivate func lines(between start: String, and end: String, indent: Int) -> String {
    let all = split(separator: "\n", omittingEmptySubsequences: false)
    let first = all.firstIndex { $0.trimmingPrefix(while: \.isWhitespace) == start } ?? 0
    let last = all.firstIndex { $0.trimmingPrefix(while: \.isWhitespace) == end } ?? 0
    return all[(first + 1)..<last].map { String($0.dropFirst(indent)) + "\n" }.joined()
  }
}
