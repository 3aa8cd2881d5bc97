/// A call as NumPy, PyTorch or micrograd write it, taken apart.
struct Cell {
  /// The columns of the table in which it may stand, the first one first.
  let origins: [String]
  /// `linalg.norm`
  let name: String
  /// As it is written, without blanks: `np.linalg.norm`, `.norm`.
  let written: String
  /// What a method is called on, then the arguments, as roots.
  let arguments: [Int32]
  /// `.values`, `[0]`
  let suffix: String

  /// The rows of the table that have its name, the likeliest first.
  var rows: [DialectRow] {
    let rows = DialectRow.all[name] ?? []
    return origins.flatMap { origin in rows.filter { $0.suffix == suffix && $0.origins.contains(origin) } }
  }

  /// What a name before a point stands for: a column of the table, and what of the function's name follows.
  static func origin(of path: [String]) -> (origin: String, rest: [String])? {
    switch path.first {
    case "np", "numpy", "jnp": return ("np", Array(path.dropFirst()))
    case "math": return ("math", Array(path.dropFirst()))
    case "F": return ("F", Array(path.dropFirst()))
    case "torch" where path.count > 1 && path[1] == "nn", "nn":
      let rest = path.drop { $0 == "torch" || $0 == "nn" }
      return rest.first == "functional" ? ("F", Array(rest.dropFirst())) : ("nn", Array(rest))
    case "torch": return ("torch", Array(path.dropFirst()))
    case "jax" where path.count > 1: return (path[1] == "nn" ? "jax.nn" : "np", Array(path.dropFirst(2)))
    case "tf", "scipy", "sp", "plt", "cmath", "random", "sklearn", "optim": return ("", path)
    default: return nil
    }
  }

  /// The option that is meant by PyTorch's name of it.
  static func option(_ name: String) -> String {
    switch name {
    case "dim", "dims": "axis"
    case "keepdim": "keepdims"
    case "negative_slope": "slope"
    default: name
    }
  }
}
