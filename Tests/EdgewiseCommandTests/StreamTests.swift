import Testing

/// The bands of an SVG: as wide as the gradients, so that they multiply at discs and add up where they meet.
@Suite struct StreamTests {
  /// Of each edge, by its id: the widths from the target to the disc and from there to the source; 0 where nothing flows.
  private static func bands(_ text: String, _ options: String...) throws -> [String: (
    upstream: Double, product: Double
  )] {
    let run = try Invocation(["render", "-", "-T", "svg", "--engine", "edgewise"] + options, input: text)
    try #require(run.status == 0, "\(run.errors)")
    var bands: [String: (Double, Double)] = [:]
    for group in run.output.split(separator: /<g class="stream \w+" data-edge="/).dropFirst() {
      let id = String(try #require(group.split(separator: "\"").first))
      let body = try #require(group.split(separator: "</g>").first)
      var widths: [Double] = []
      for path in body.split(separator: "<path class=\"").dropFirst() {
        if path.hasPrefix("dry") { widths.append(0) }
        if path.hasPrefix("band") {
          let rest = path.split(separator: "style=\"stroke-width:").dropFirst().first
          let digits = try #require(rest?.split(separator: "\"").first)
          widths.append(try #require(Double(String(digits))))
        }
      }
      try #require(widths.count == 2)
      bands[id] = (widths[0], widths[1])
    }
    return bands
  }

  private static let delivery = """
    input x1 = 2
    input x2 = 3
    target y = 5
    param w1 = 1
    param w2 = 2
    ŷ = w1·x1 + w2·x2
    e = ŷ - y
    loss L = e²
    """

  /// The largest gradient, 18, is 16 wide; 12 and 6 in proportion.
  @Test func deliveryTime() throws {
    let bands = try Self.bands(Self.delivery)
    #expect(bands.count == 4)
    #expect(bands["w1--ŷ--0"].map { $0 == (5.33, 10.67) } == true)
    #expect(bands["w2--ŷ--2"].map { $0 == (5.33, 16) } == true)
    #expect(bands["ŷ--e--0"].map { $0 == (5.33, 5.33) } == true)
    #expect(bands["e--L--0"]?.product == 5.33)
  }

  /// h is used three times: 4 + 3 + 1 = 8 goes on.
  @Test func widthsAddUpWhereBandsMeet() throws {
    let bands = try Self.bands(
      """
      param w = 2
      h = 0.5·w
      a = 4·h
      b = 3·h
      output L = a + b + h
      """)
    let arriving = ["h--a--0", "h--b--0", "h--L--2"].map { bands[$0]?.product ?? .nan }
    #expect(abs(arriving.reduce(0, +) - (bands["w--h--0"]?.upstream ?? .nan)) < 0.03)
    #expect(bands["w--h--0"]?.upstream == 16)
  }

  /// A unit that is off cuts the stream; what is negative is hollow, and says so without colour.
  @Test func nothingIsDryAndNegativeIsHollow() throws {
    let off = try Self.bands("param w = -1\nh = relu(w)\noutput L = 2·h")
    #expect(off["w--h--0"].map { $0.upstream == 16 && $0.product == 0 } == true)
    let run = try Invocation("render", "-", "-T", "svg", input: "param w = 1\na = -3·w\noutput L = 2·a")
    #expect(run.output.contains("class=\"hollow spout\"") && run.output.contains("class=\"hatch\""))
  }

  /// With 0.25 at each layer a linear scale would leave nothing to be seen; a note has the key.
  @Test func widthsOfVanishingGradientsAreLogarithmic() throws {
    var text = "param w = 1\nh0 = w\n"
    for index in 1...8 { text += "h\(index) = 0.1·h\(index - 1)\n" }
    let run = try Invocation("render", "-", "-T", "svg", input: text + "output L = h8\n")
    #expect(run.output.contains("A band loses 4 of its 16 pixels with each power of ten"))
  }

  @Test func bandsCanBeLeftOutAndAskedFor() throws {
    #expect(try Self.bands(Self.delivery, "--show", "-bands").isEmpty)
    var text = "param w0 = 1\n"
    for index in 1...30 { text += "w\(index) = 0.9·w\(index - 1)\n" }
    text += "output L = w30\n"
    #expect(try Self.bands(text).isEmpty)
    #expect(try Self.bands(text, "--show", "bands").count == 31)
    let run = try Invocation("render", "-", "-T", "dot", "--show", "bands", input: Self.delivery)
    #expect(run.status == 64)
  }

  /// Below the picture each row's factors multiply to its gradient.
  @Test func chainsMultiply() throws {
    let run = try Invocation("render", "-", "-T", "svg", input: Self.delivery)
    let chain = try #require(run.output.split(separator: "<g class=\"chain ").dropFirst().first)
    let rows = chain.split(separator: "<text ").dropFirst(2).map { part in
      var text = ""
      var isTag = true
      for character in part {
        if character == "<" { isTag = true }
        if !isTag, !character.isWhitespace { text.append(character) }
        if character == ">" { isTag = false }
      }
      return text
    }
    #expect(rows == ["∂L/∂w1=12=∂ŷ/∂w1=2×∂e/∂ŷ=1×∂L/∂e=6", "∂L/∂w2=18=∂ŷ/∂w2=3×∂e/∂ŷ=1×∂L/∂e=6"])
    for options in [["--show", "-chain"], ["--detail", "operations"]] {
      let plain = try Invocation(["render", "-", "-T", "svg"] + options, input: Self.delivery)
      #expect(plain.status == 0 && !plain.output.contains("class=\"chain "))
    }
  }
}
