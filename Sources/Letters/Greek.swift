/// What Greek letters are called.
extension Unicode.Scalar {
  /// `epsilon` for ε and ϵ, `Delta` for Δ; nil for what is no Greek letter.
  package var greekName: String? { Greek.names[value]?.name }

  /// Its command in LaTeX without the backslash: `varepsilon` for ε, `epsilon` for ϵ. Nil for ο and for the capitals
  /// that look like Latin ones, for which LaTeX has none.
  package var greekCommand: String? { Greek.names[value]?.command }
}

private enum Greek {
  static let names: [UInt32: (name: String, command: String?)] = {
    let names = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
      "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    let capitals: Set = [
      "gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega",
    ]
    var table: [UInt32: (name: String, command: String?)] = [:]
    for (place, name) in names.enumerated() {
      // U+03C2 lies between ρ and σ.
      let offset = UInt32(place < 17 ? place : place + 1)
      let capital = String(decoding: [name.utf8.first.map { $0 - 32 } ?? 0] + name.utf8.dropFirst(), as: UTF8.self)
      // LaTeX's own ε and φ are the other forms.
      let command: String? = name == "epsilon" || name == "phi" ? "var" + name : name == "omicron" ? nil : name
      table[0x3B1 + offset] = (name, command)
      table[0x391 + offset] = (capital, capitals.contains(name) ? capital : nil)
    }
    table[0xB5] = ("mu", "mu")
    table[0x3C2] = ("sigma", "varsigma")
    table[0x3D1] = ("theta", "vartheta")
    table[0x3D5] = ("phi", "phi")
    table[0x3F5] = ("epsilon", "epsilon")
    return table
  }()
}
