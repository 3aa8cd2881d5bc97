import Depiction
import Diagrams
import Edgewise
import FlowLanguage
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FlowFile {
  /// Reads a flow file with the options' settings; its warnings are said, its errors end the command with status 65.
  static func read(_ path: String, options: PictureOptions) throws -> FlowFile {
    let source = try Input.source(path)
    let coloured = Console.colour(options.color, on: STDERR_FILENO) != .none
    do {
      let file = try FlowFile.read(
        source, settings: try options.settings(), output: options.of, tables: FolderTables(besideFile: path))
      if !file.warnings.isEmpty { Console.complain(file.warningListing(coloured: coloured)) }
      return file
    } catch let errors as FlowErrors {
      Console.complain(errors.listing(coloured: coloured))
      // All else is well with the file: what is missing is the table.
      throw Failure(errors.diagnostics.allSatisfy(\.isMissingFile) ? .missingFile : .badFile)
    }
  }
}
