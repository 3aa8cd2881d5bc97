import Platform

/// `EDGEWISE_RECORD`: which snapshots are written. Whatever is written fails its test, so that nobody takes a recording for a test.
enum Recording: String {
  /// None: usual where `CI` is set.
  case never
  /// Those that there are not, as `.new` files beside where they will be: usual.
  case missing
  /// Those too that differ.
  case failed
  /// All, in the place of what was there.
  case all

  static var chosen: Recording {
    if let name = variable("EDGEWISE_RECORD"), let chosen = Recording(rawValue: name) { return chosen }
    return variable("CI") == nil ? .missing : .never
  }

  private static func variable(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    return text.pointee == 0 ? nil : String(cString: text)
  }
}
