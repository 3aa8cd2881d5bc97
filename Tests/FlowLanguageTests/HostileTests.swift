import Autodiff
import FlowLanguage
import Foundation
import Testing

/// Bad input gives a clear error in bounded time; nothing traps.
@Suite struct HostileTests {
  /// xorshift64, so that every run tries the same.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// Reads and formats whatever it is; what formats must format to itself and mean the same.
  func survive(_ text: String) {
    let source = FlowSource(name: "t.flow", text: text)
    do {
      let file = try FlowFile.read(source)
      _ = file.warningListing()
      #expect(file.model.definitions.allSatisfy { $0.firstNode <= $0.node && $0.node < file.model.graph.nodeCount })
    } catch {
      #expect(!error.diagnostics.isEmpty)
      #expect(error.listing().contains("error: "))
    }
    guard let standard = try? formatted(source) else { return }
    let again = try? formatted(FlowSource(name: "t.flow", text: standard))
    #expect(again == standard, "\(text)")
    #expect(fingerprint(text) == fingerprint(standard), "\(text)")
  }

  static let seedText = """
    title "a # b"  # c
    input  x = [1, 2, 3]   "no;te"
    param  W = [[1, -2, 3], [4, 5.5, 6e-1]]; param b = 0.5
    # own line
    h[0] = tanh(W @ x + b)
    h[1] = relu(h[0], )·2 - [1,
      2]  # tail
    ŷ = sum(h[1]², axis=-1, keepdims=0)/2
    z = where(W[:, 0] > -1, W.T[0], W[:, -1])
    group "g" { q = 1 }
    for i in 1..3 { k[i] = i }
    def f(a, b) { c = a; return c + b }
    loss L = ŷ^2 + max(ŷ, 3) + mean(z) + h[0][1]
    train "r" L using gd(lr=0.1), steps=3, start=at(b=1)
    expect L = 0.81 ± .1 after 1 step in "r"
    expect ∂L/∂W[0, 1] ≥ -1e3
    expect "r" converges
    """

  /// What `make fuzz` found once, and inputs of its kind.
  @Test func crashers() throws {
    let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "Crashers")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { survive(String(decoding: try Data(contentsOf: file), as: UTF8.self)) }
  }

  @Test func mutatedPrograms() {
    var dice = Dice(state: 0x9E37_79B9_7F4A_7C15)
    let pieces = [
      "(", ")", "[", "]", "{", "}", "=", ";", "\n", ",", "²", "·", ".", "\"", "#", "-", " ", "e", "1", "loss ", ":",
      "/",
    ]
    for _ in 0..<60 {
      var characters = Array(HostileTests.seedText.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let place = Int.random(in: 0..<characters.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: characters.remove(at: place)
        case 1:
          let piece = pieces[Int.random(in: 0..<pieces.count, using: &dice)]
          characters.insert(contentsOf: Array(piece.unicodeScalars), at: place)
        default:
          let end = min(characters.count, place + Int.random(in: 1...12, using: &dice))
          characters.removeSubrange(place..<end)
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: characters)
      survive(String(text))
    }
  }

  @Test func randomPieces() {
    var dice = Dice(state: 42)
    let pieces = [
      "a", "b", "x", "1", "2.5", "(", ")", "[", "]", "=", "+", "-", "*", "^", "²", ";", "\n", ",", "sum", "max", " ",
      "axis=", "input ", "param ", "loss ", "expect ", "d", "/", "{", "}", "@", ".T", "<", "\"s\"", ":", "..", "ᵀ",
      "⁻¹",
    ]
    for _ in 0..<200 {
      let count = Int.random(in: 1...30, using: &dice)
      survive((0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &dice)] }.joined())
    }
  }

  @Test func randomBytes() {
    var dice = Dice(state: 7)
    for _ in 0..<40 {
      let bytes = (0..<Int.random(in: 0...300, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
      survive(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: [
    "(", "[", "-", "x^", "f(", "x[", "{", "sum(x, axis=", "group \"a\" {\n", "√", "|", "||", "‖", "Σ(", "x(", "1/x ",
    "exp ", "\\frac{", "x'", "⟨x, ", "x if ", "x < ", "2xx", "πx₁",
  ])
  func deepNesting(_ piece: String) {
    let text = "x = 1\ny = " + String(repeating: piece, count: 10_000)
    #expect(listing(text).hasPrefix("t.flow:"))
  }

  @Test func aHundredThousandBrackets() {
    let closed = "x = 1\ny = " + String(repeating: "(", count: 100_000) + "x" + String(repeating: ")", count: 100_000)
    #expect(listing(closed).contains("nested more than 250 deep"))
    #expect(listing(closed).components(of: "error:") == 1)
  }

  @Test func twoHundredBracketsAreFine() throws {
    let text = "y = " + String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)
    #expect(try value(text).scalar == 1)
  }

  @Test func aSumOfManyTerms() throws {
    #expect(try value("x = 2\ny = " + String(repeating: "x + ", count: 20_000) + "x").scalar == 40_002)
    #expect(try value("x = 1\ny = " + String(repeating: "x ", count: 20_000)).scalar == 1)
    #expect(try value("x = 1\ny = " + String(repeating: "|x|·", count: 10_000) + "x").scalar == 1)
    #expect(try value("x = 1\ny = [" + String(repeating: "x, ", count: 2_000) + "x][2000]").scalar == 1)
  }

  @Test func noiseIsRefusedQuickly() {
    var dice = Dice(state: 99)
    let bytes = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    let clock = ContinuousClock()
    let took = clock.measure {
      #expect(listing(String(decoding: bytes, as: UTF8.self)).contains("at least 980 more errors"))
      #expect(!listing(String(repeating: "x ½ ", count: 25_000)).isEmpty)
      #expect(!listing(String(repeating: "a = (\n", count: 10_000)).isEmpty)
      #expect(!listing(String(repeating: "f(x,\n", count: 10_000)).isEmpty)
    }
    #expect(took < .seconds(20))
  }

  @Test func manyLines() throws {
    var text = "input h0 = 1\nparam w = 2\n"
    for index in 1...4_000 { text += "h\(index) = tanh(h\(index - 1))·w + 0.5\n" }
    var file: FlowFile?
    let took = try ContinuousClock().measure { file = try read(text) }
    #expect(file?.model.definitions.count == 4_002)
    // Loose: an unoptimised build on a busy machine.
    #expect(took < .seconds(20))
  }
}
