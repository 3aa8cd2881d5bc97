import ArgumentParser

/// Objects to options that would change nothing in what is asked for.
func refuse(_ options: KeyValuePairs<String, Bool>, on purpose: String) throws {
  for (name, isGiven) in options where isGiven { throw ValidationError("\(name) has no effect on \(purpose).") }
}

/// Objects to a number beyond an option's limits.
func limit(_ number: Int?, _ name: String, to limits: ClosedRange<Int>) throws {
  guard let number, !limits.contains(number) else { return }
  throw ValidationError("\(name) takes a whole number from \(limits.lowerBound) to \(limits.upperBound).")
}
