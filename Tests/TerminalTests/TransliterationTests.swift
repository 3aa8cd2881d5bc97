import Terminal
import Testing

@Suite struct TransliterationTests {
  @Test(arguments: [
    ("∂L/∂ŷ", "dL/dy^"), ("∂L/∂y\u{302}", "dL/dy^"), ("w1·x1 + w2·x2", "w1*x1 + w2*x2"), ("−1", "-1"), ("e²", "e^2"),
    ("x¹²", "x^12"), ("x⁻¹", "x^-1"), ("σ(z)(1 − σ(z))", "sigma(z)(1 - sigma(z))"), ("≈ 3", "~ 3"), ("∞", "inf"),
    ("Xᵀ·", "X.T*"), ("Σ", "Sigma"), ("∑", "sum"), ("…", "..."), ("w₁₂", "w12"), ("x̄", "x_bar"), ("é", "e'"),
    ("ñ", "n~"),
    ("θ", "theta"), ("日", "?"), ("a\nb", "a^Jb"), ("\u{1b}[0m", "^[[0m"), ("\u{7f}", "^?"), ("√x", "sqrtx"),
    ("x ≤ 3", "x <= 3"),
  ])
  func spellings(text: String, ascii: String) { #expect(Transliteration.ascii(text) == ascii) }

  @Test func everythingIsPrintableASCII() {
    for start in stride(from: UInt32(0), to: 0x20000, by: 0x100) {
      var text = String.UnicodeScalarView()
      for value in start..<start + 0x100 { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
      let ascii = Transliteration.ascii(String(text))
      #expect(ascii.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }, "U+\(String(start, radix: 16)) …")
    }
  }
}
