import Edgewise
import Lessons
import Platform

/// Where a woven lesson lies, with its pictures beside it, and what is known of how they came about.
struct WovenFolder {
  /// The text, what the names of its pictures begin with, and the list of what was woven.
  typealias Names = (text: String, prefix: String, list: String)

  private let folder: String
  private let names: Names
  /// By key.
  let known: [String: WovenFigure]
  /// Names that a run of ours gave.
  private let ours: Set<String>

  private static let head = "edgewise weave 1"

  static func names(of path: String, _ dialect: Dialect) -> Names {
    let file = String(path.split(separator: "/").last ?? "lesson")
    let stem = file.lastIndex(of: ".").map { $0 > file.startIndex ? String(file[..<$0]) : file } ?? file
    let prefix = String(stem.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    let text = dialect == .html ? stem + ".html" : file
    return (text, prefix, ".\(text).woven")
  }

  /// - Parameter isRead: whether what was woven before counts.
  init(_ folder: String, _ names: Names, isRead: Bool) {
    self.folder = folder
    self.names = names
    var known: [String: WovenFigure] = [:]
    var ours: Set<String> = []
    if let list = Self.bytes(of: folder + "/" + names.list) {
      let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
      if lines.first == "\(Self.head)" {
        ours.insert(names.text)
        for line in lines.dropFirst() {
          guard let figure = WovenFigure(line: line) else { continue }
          if let name = figure.picture?.name { ours.insert(name) }
          if isRead, !figure.key.isEmpty { known[figure.key] = figure }
        }
      }
    }
    self.known = known
    self.ours = ours
  }

  /// Of a file that is no link; nil if there is none.
  private static func bytes(of path: String) -> [UInt8]? {
    isLink(path) ? nil : try? FileBytes.read(path)
  }

  private static func isLink(_ path: String) -> Bool {
    var facts = File()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether its picture is still what was drawn, and the tables what was read.
  func isCurrent(_ figure: WovenFigure, _ files: LessonFiles) -> Bool {
    if let picture = figure.picture {
      guard picture.isSafe, let bytes = Self.bytes(of: folder + "/" + picture.name) else { return false }
      guard ContentHash.text(of: bytes) == picture.hash else { return false }
    }
    return figure.tables.allSatisfy { table in
      (try? files.tables.bytes(table.path)).map { ContentHash.text(of: $0) == table.hash } ?? false
    }
  }

  /// Writes what has changed, or compares all with what is there.
  /// - Parameter pictures: the lesson's own, which are to lie beside the text.
  func write(_ woven: WovenLesson, _ pictures: [LessonPicture], text: [UInt8], isCompared: Bool) throws {
    let figures = woven.figures.compactMap { $0 }
    var files: [(name: String, bytes: [UInt8])] = pictures.map { ($0.path, $0.bytes) }
    for figure in figures {
      if let picture = figure.picture, let bytes = picture.bytes { files.append((picture.name, bytes)) }
    }
    files.append((names.text, text))
    if let picture = pictures.first(where: { picture in files.filter { $0.name == picture.path }.count > 1 }) {
      throw Failure(.badFile, "the lesson's picture \(picture.path) has the name of a figure's: give it another one")
    }
    if isCompared {
      for file in files { try Output.compare(file.bytes, with: folder + "/" + file.name) }
      return
    }
    // Before the first is written: nobody's file is in the way.
    for file in files where Self.bytes(of: folder + "/" + file.name) != file.bytes { try check(file.name) }
    // A picture stays ours while its block is wrong.
    let others = ours.union(pictures.map { $0.path }).subtracting(
      figures.compactMap { $0.picture?.name } + [names.text]
    ).sorted().map { name in
      WovenFigure(key: "", markup: "", picture: .init(name: name, hash: ""), numbers: [], tables: [])
    }
    let list = ([Self.head] + (figures + others).map { $0.line }).joined(separator: "\n") + "\n"
    if Self.isLink(folder + "/" + names.list) { throw link(names.list) }
    for picture in pictures { try makeFolders(for: picture.path) }
    for file in files + [(names.list, Array(list.utf8))] {
      let path = folder + "/" + file.name
      if Self.bytes(of: path) != file.bytes { try Output.write(file.bytes, to: path) }
    }
  }

  private func makeFolders(for name: String) throws {
    for place in name.indices where name[place] == "/" { try Output.makeFolder(folder + "/" + name[..<place]) }
  }

  private func check(_ name: String) throws {
    for place in name.indices where name[place] == "/" && Self.isLink(folder + "/" + name[..<place]) {
      throw link(String(name[..<place]))
    }
    let path = folder + "/" + name
    if Self.isLink(path) { throw link(name) }
    guard let there = File(at: path), !ours.contains(name) else { return }
    if InputFiles.contain(there) {
      throw Failure(.badUsage, "\(path) is a file that this command reads: give -o another folder")
    }
    throw Failure(
      .cannotCreate, "\(path) is there, and was not woven by edgewise: remove it, or give -o another folder")
  }

  private func link(_ name: String) -> Failure {
    Failure(.cannotCreate, "\(folder)/\(name) is a link, which might lead out of the folder: remove it")
  }
}

extension WovenFigure.Picture {
  /// A list that somebody wrote names no file elsewhere.
  fileprivate var isSafe: Bool { !name.contains("/") && name.hasSuffix(".svg") }
}
