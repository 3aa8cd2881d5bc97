import Letters
import Testing

/// When two names are one, as the language's own page says it.
@Suite struct CanonicalNameTests {
  @Test(arguments: [
    ("w1", "w1"), ("w₁", "w1"), ("w_1", "w1"), ("w₁₂", "w12"), ("xᵢ", "x_i"), ("x_i", "x_i"), ("xi", "xi"),
    ("xᵢⱼ", "x_ij"), ("xᵢ₊₁", "x_i₊_1"), ("net_h_1", "net_h1"), ("net_h1", "net_h1"), ("w1_2", "w1_2"),
    ("w₁_2", "w1_2"), ("x₂ᵢ", "x2i"), ("xᵢ₂", "x_i2"), ("y_hat", "y_hat"), ("ŷ", "\u{177}"), ("y\u{302}", "\u{177}"),
    ("ŷ₁", "\u{177}1"), ("x̂_1", "x\u{302}1"), ("x̂₁", "x\u{302}1"), ("h′", "h'"), ("h″", "h''"), ("h'", "h'"),
    ("_1", "_1"), ("w__1", "w__1"), ("w_", "w_"), ("_", "_"), ("", ""), ("x²", "x²"), ("Å", "\u{C5}"),
    ("W_1[3]", "W1[3]"), ("h_1.z₂", "h1.z2"), ("z[1, 3]", "z[1, 3]"), ("σᵦ", "σ_β"), ("ж_٣", "ж٣"),
  ])
  func names(_ name: String, _ canonical: String) {
    #expect(Array(name.canonicalName.unicodeScalars) == Array(canonical.unicodeScalars))
    #expect(name.canonicalName.canonicalName == name.canonicalName)
  }

  @Test(arguments: [
    ("ẍ", "x\u{308}"), ("ǻ", "a\u{30A}\u{301}"), ("한", "\u{1112}\u{1161}\u{11AB}"), ("й", "и\u{306}"),
  ])
  func composedAndDecomposed(_ one: String, _ other: String) {
    #expect(Array(one.canonicalName.utf8) == Array(other.canonicalName.utf8))
  }
}
