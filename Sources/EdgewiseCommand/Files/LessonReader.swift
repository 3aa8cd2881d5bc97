import CommonMark
import Edgewise
import FlowLanguage
import Lessons
import Platform

/// A lesson as it comes in, and what it may read besides.
struct LessonReader {
  private let path: String
  private let origin: OriginOptions
  let files: LessonFiles

  init(_ path: String, _ origin: OriginOptions, allowsOutside: Bool) {
    self.path = path
    self.origin = origin
    files = Self.files(beside: path, allowsOutside: allowsOutside)
  }

  /// What a lesson may read.
  static func files(beside path: String, allowsOutside: Bool) -> LessonFiles {
    let beside = TableSource.beside(path, allowingOutside: allowsOutside, noting: InputFiles.note)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    // Of flow files that lie deeper: their tables lie beside them.
    let folders = Guarded<[String]>([])
    let tables = TableSource { table throws(TableError) in
      do throws(TableError) {
        return try beside.bytes(table)
      } catch {
        for folder in folders.withLock({ $0 }) { if let bytes = try? beside.bytes(folder + table) { return bytes } }
        throw error
      }
    }
    return LessonFiles(tables: tables) { name throws(TableError) in
      guard let text = String(validating: try beside.bytes(name), as: UTF8.self) else {
        throw TableError(reason: "it is not text in UTF-8")
      }
      if let slash = name.lastIndex(of: "/") { folders.withLock { $0.append(String(name[...slash])) } }
      return FlowSource(name: name.hasPrefix("/") ? name : folder + name, text: text)
    }
  }

  func lesson() throws -> Lesson {
    let name = path == "-" ? origin.sourceName ?? "standard input" : path
    return try Self.lesson(Input.bytes(of: path), name: name, firstLine: origin.firstLine ?? 1)
  }

  /// The pictures of a lesson that are files beside it; what cannot come along is told of.
  func pictures(
    of lesson: Lesson, for dialect: Dialect, _ problems: inout [LessonProblem]
  ) throws -> [LessonPicture] {
    var pictures: [LessonPicture] = []
    var seen: Set<String> = []
    for (_, link) in LessonPicture.links(in: try CommonMark.html(of: lesson.bytes)) {
      guard let path = LessonPicture.path(of: link), seen.insert(path).inserted else { continue }
      let reason: String
      do throws(TableError) {
        let bytes = try files.tables.bytes(path)
        if dialect == .html || LessonPicture.isBelow(path) {
          pictures.append(LessonPicture(path: path, bytes: bytes))
          continue
        }
        reason = "it would lie outside the folder that is written"
      } catch {
        reason = error.reason
      }
      problems.append(LessonProblem(noPicture: path, link: link, because: reason, in: lesson))
    }
    return pictures
  }

  static func lesson(_ bytes: [UInt8], name: String, firstLine: Int = 1) throws -> Lesson {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Failure(.badFile, "\(name) is no text in UTF-8")
    }
    return Lesson(name: name, bytes: bytes, blocks: try CommonMark.blocks(of: bytes), firstLine: firstLine)
  }
}

extension LessonProblem {
  /// What the command ends with.
  var status: ExitStatus {
    switch kind {
    case .refuted: .refuted
    case .missing: .missingFile
    case .bad, .warning: .badFile
    }
  }
}
