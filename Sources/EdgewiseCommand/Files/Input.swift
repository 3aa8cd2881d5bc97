import Edgewise
import FlowLanguage

/// Files as they come in, or the failure that ends the command.
enum Input {
  static func bytes(of path: String) throws -> [UInt8] {
    try orFailure { () throws(FileError) in try FileBytes.read(path) }
  }

  static func source(_ path: String) throws -> FlowSource {
    try orFailure { () throws(FileError) in try FlowSource(contentsOf: path) }
  }

  private static func orFailure<Result>(_ read: () throws(FileError) -> Result) throws -> Result {
    do {
      return try read()
    } catch {
      throw Failure(error.isMissing ? .missingFile : .badFile, error.description)
    }
  }
}
