import Training

/// The training runs of a file as they are read, and where they come from.
struct RunList {
  private(set) var runs: [TrainingRun] = []
  /// By run, and by claim: the statement it comes from.
  private(set) var origins: [Int] = []
  var claimOrigins: [Int] = []
  /// The names that the file gives to its runs, and the statement that does; those that could not be read too.
  let names: [String: Int]

  init(_ tree: SyntaxTree) {
    var names: [String: Int] = [:]
    for (index, statement) in tree.statements.enumerated() where statement.isTraining {
      guard let name = statement.string.map({ Strings.text(tree.bytes, $0).text }) else { continue }
      if names[name] == nil { names[name] = index }
    }
    self.names = names
  }

  mutating func append(_ run: TrainingRun, of statement: Int) {
    runs.append(run)
    origins.append(statement)
  }

  /// Gives the runs their parameters, and those without a name that of their rule: `adam`, `adam 2`.
  mutating func complete(parameters: [Int], _ tree: SyntaxTree) {
    var taken = Set(names.keys)
    for index in runs.indices {
      runs[index].parameters = parameters
      if tree.statements[origins[index]].string != nil { continue }
      let rule = runs[index].rule.name
      var name = rule
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(rule) \(number)"
        number += 1
      }
      runs[index].name = name
    }
  }
}
