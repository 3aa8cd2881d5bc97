import ArgumentParser
import Edgewise
import Platform
import Terminal

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Takes over the snapshots that tests have written as '.new' files.",
    discussion: """
      Each NAME.dot.new, .json.new, .svg.new or .txt.new below the folder takes the place of what is called so without \
      '.new', and is named. Links are not followed.

      EXAMPLES:
        edgewise accept Tests
        edgewise accept Tests/LossTests/__Snapshots__
      """)

  @Argument(help: ArgumentHelp("A folder, and all below it.", valueName: "folder"))
  var folder: String

  func run() throws {
    guard let there = File(at: folder), there.isFolder else {
      throw Failure(.missingFile, "there is no folder \(folder)")
    }
    var waiting = [folder]
    var count = 0
    while let folder = waiting.popLast() {
      for name in FolderNames.list(folder).reversed() {
        let path = "\(folder)/\(name)"
        var facts = File()
        guard lstat(path, &facts) == 0 else { continue }
        if facts.isFolder {
          if name.first != "." { waiting.append(path) }
        } else if facts.isRegular, [".dot.new", ".json.new", ".svg.new", ".txt.new"].contains(where: name.hasSuffix) {
          let target = String(path.dropLast(4))
          guard rename(path, target) == 0 else {
            throw Failure(.cannotCreate, "cannot write \(target): \(systemError())")
          }
          try Console.write(StyledText("accepted \(target)\n"))
          count += 1
        }
      }
    }
    if count == 0 { Console.complain("edgewise: no snapshot is waiting\n") }
  }
}
