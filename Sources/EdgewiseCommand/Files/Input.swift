import Edgewise
import FlowLanguage

/// Files as they come in, or the failure that ends the command.
enum Input {
  static func bytes(of path: String) throws -> [UInt8] {
    InputFiles.note(path)
    return try orFailure { () throws(FileError) in try FileBytes.read(path) }
  }

  static func source(_ path: String, _ origin: OriginOptions) throws -> FlowSource {
    InputFiles.note(path)
    return try orFailure { () throws(FileError) in
      try FlowSource(contentsOf: path, as: origin.sourceName, firstLine: origin.firstLine ?? 1)
    }
  }

  private static func orFailure<Result>(_ read: () throws(FileError) -> Result) throws -> Result {
    do {
      return try read()
    } catch {
      throw Failure(error.isMissing ? .missingFile : .badFile, error.description)
    }
  }
}
