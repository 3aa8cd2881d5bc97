import Testing

@testable import FlowLanguage

@Suite struct FormatterTests {
  func standard(_ text: String) throws -> String { try formatted(FlowSource(name: "t.flow", text: text)) }

  static let goldens: [(String, String)] = [
    ("y=a+b*c-d/g^2", "y = a + b*c - d/g^2\n"),
    ("y =  ( a+b ) ** 2", "y = (a + b)**2\n"),
    ("y = - x · -2", "y = -x·-2\n"),
    ("y=f( a,b , axis = -1 )", "y = f(a, b, axis=-1)\n"),
    ("y = W [ 0 , : ] @ x[ 1 : -1 ] . T", "y = W[0, :]@x[1:-1].T\n"),
    ("y=a<=b", "y = a <= b\n"),
    ("loss L=r²   \"n\"", "loss L = r²   \"n\"\n"),
    ("y=a⊙b ∘ c · d × 2", "y = a ⊙ b ∘ c·d×2\n"),
    ("y=2x+3 sin( x )cos(x) -x² y", "y = 2x + 3 sin(x)cos(x) - x² y\n"),
    ("y=| a-b |+||a|| * ‖ b ‖_2 ^2- |c||d|", "y = | a - b | + ||a||*‖ b ‖_2^2 - |c||d|\n"),
    ("y=√x·√( a+b )- ∑(x )", "y = √x·√(a + b) - ∑(x)\n"),
    ("y=x^⊤ W x", "y = x^⊤ W x\n"),
    ("a=1;b=2 ;; c=3 ;", "a = 1; b = 2; c = 3\n"),
    ("\n\n\na = 1\n\n\n\nb = 2\n\n", "a = 1\n\nb = 2\n"),
    ("#top\na=1#end\n  # own\nb=2", "#top\na = 1  #end\n# own\nb = 2\n"),
    ("a = (1 +  # one\n   2\n  )", "a = (1 +  # one\n  2\n)\n"),
    ("a = [1,\n\n2, # two\n# three\n3]", "a = [1,\n  2,  # two\n  # three\n  3]\n"),
    ("a = 1 +\n2", "a = 1 +\n  2\n"),
    (
      "input x=1\nparam  long = [1,2] \"note\"\ntarget y=2 \"t\"",
      "input  x    = 1\nparam  long = [1, 2]   \"note\"\ntarget y    = 2        \"t\"\n"
    ),
    ("group \"g\"{ a=1 # c\nb=2}", "group \"g\" {\n  a = 1  # c\n  b = 2\n}\n"),
    ("def f(a,b)=a+b", "def f(a, b) = a + b\n"),
    ("def f( a ){b=a;return -b}", "def f(a) {\n  b = a; return -b\n}\n"),
    ("for i in 1 .. 20{h[i]=h[i-1]+1\n}", "for i in 1..20 {\n  h[i] = h[i - 1] + 1\n}\n"),
    ("train \"a\" L using gd( lr = 0.1 ),steps = 3", "train \"a\" L using gd(lr=0.1), steps=3\n"),
    ("expect  dL/dw1=-12", "expect dL/dw1 = -12\n"),
    ("expect ∂L / ∂W[0,1]≈.3±.1 after 2 steps in \"a\"", "expect ∂L/∂W[0, 1] ≈ .3 ± .1 after 2 steps in \"a\"\n"),
    ("expect d² L/dw ²=0", "expect d²L/dw² = 0\n"), ("expect ∂² f/∂x∂y=2*x", "expect ∂²f/∂x∂y = 2*x\n"),
    ("expect  [x,y]=w after 1 step of \"a\"", "expect [x, y] = w after 1 step of \"a\"\n"),
    ("expect[0]=1", "expect[0] = 1\n"),
    ("expect \"a\"   diverges", "expect \"a\" diverges\n"),
    ("y = sin ² (x)", "y = sin²(x)\n"),
    ("y = x ²  ²", "y = x² ²\n"),
    ("for i in 1.  .. 3 { a = 1 }", "for i in 1. ..3 {\n  a = 1\n}\n"),
    ("\u{FEFF}a = 1\r\nb = 2\r\n", "a = 1\nb = 2\n"),
    ("input = 3\nexpect = -input", "input = 3\nexpect = -input\n"),
    ("", ""),
  ]

  @Test(arguments: goldens) func setsBlanks(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
    #expect(try standard(expected) == expected)
  }

  /// Blanks are all that changes, whatever words are neighbours.
  @Test func everyPairOfWordsStaysTwoWords() {
    let all = [
      "x", "T", "2", "1.", ".5", "3e2", "²", "⁻¹", "ᵀ", "(", ")", "[", "]", "+", "-", "−", "*", "·", "/", "@", "**",
      "^",
      "<", "<=", "==", ".", ",", ":", "..", "=", "\"s\"", "'", "ŷ'", "f(x)", "∂", "±", "for", "in",
    ]
    func words(of text: String) -> [String] {
      var lexer = Lexer(text, names: NameTable())
      var words: [String] = []
      while true {
        let token = lexer.next()
        if token.kind == .endOfFile { return words }
        if token.kind != .newline { words.append(String(decoding: lexer.bytes[token.range], as: UTF8.self)) }
      }
    }
    var count = 0
    for left in all {
      for right in all {
        for (before, after) in [
          ("y = x ", " x"), ("y = ", " x"), ("y = x ", ""), ("y = ", ""), ("y = x[ ", " ]"), ("y = x[ x ", " x ]"),
          ("y = f( x ", " x )"), ("y = f( ", " )"), ("expect x = ", " x"), ("expect d ", " / d x = 2"),
          ("for i in ", " x { a = 1 }"), ("train L using gd(lr ", " x)"),
        ] {
          let text = before + left + " " + right + after
          guard let standard = try? standard(text) else { continue }
          count += 1
          #expect(words(of: standard) == words(of: text), "\(text)")
        }
      }
    }
    #expect(count > 1_000)
  }

  @Test func filesWithErrorsAreNotFormatted() {
    #expect(throws: FlowErrors.self) { try standard("y = 2 3") }
  }
}
