import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Platform
import Terminal

extension FlowFile {
  /// Reads a flow file with the options' settings; its warnings are said, its errors end the command with status 65;
  /// with 64, if it is the options that do not fit the file. `color` is that of messages.
  ///
  /// - Parameter kept: remembers the tables that were read.
  static func read(
    _ path: String, _ options: ReadingOptions, color: ColourChoice, keeping kept: Guarded<[String: [UInt8]]>? = nil
  ) throws -> FlowFile {
    try read(try Input.source(path, options.origin), from: path, options, color: color, keeping: kept)
  }

  /// The same of what has been read.
  static func read(
    _ source: FlowSource, from path: String, _ options: ReadingOptions, color: ColourChoice,
    keeping kept: Guarded<[String: [UInt8]]>? = nil
  ) throws -> FlowFile {
    let folder = TableSource.beside(path, allowingOutside: options.allowOutside, noting: InputFiles.note)
    let tables = TableSource { table throws(TableError) in
      let bytes = try folder.bytes(table)
      kept?.withLock { $0[table] = bytes }
      return bytes
    }
    do {
      let file = try FlowFile.read(
        source, settings: try options.settings(), output: options.of, tables: tables)
      Console.complain(file.warningListingParts, color)
      return file
    } catch let errors as FlowErrors {
      Console.complain(errors.listingParts, color)
      let areOptionsAtFault = !options.set.isEmpty || options.of != nil
      if areOptionsAtFault, (try? FlowFile.read(source, tables: tables)) != nil { throw Failure(.badUsage) }
      // All else is well with the file: what is missing is the table.
      throw Failure(errors.diagnostics.allSatisfy(\.isMissingFile) ? .missingFile : .badFile)
    }
  }
}
