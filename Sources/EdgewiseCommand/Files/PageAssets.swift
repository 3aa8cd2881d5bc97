import Edgewise
import Platform
import Renderers

/// The style sheet, the script and the engine of a page, which `make web` makes and `make install` brings along.
enum PageAssets {
  /// All three, for a page.
  static func inside() throws -> HTMLPage.Assets {
    let folder = try folder()
    return .inside(
      style: try Input.bytes(of: folder + HTMLPage.style), script: try Input.bytes(of: folder + HTMLPage.script),
      engine: try Input.bytes(of: folder + HTMLPage.engine))
  }

  /// Puts them into a folder that pages share.
  static func copy(to folder: String) throws {
    let source = try self.folder()
    try Output.makeFolder(folder)
    for name in [HTMLPage.style, HTMLPage.script, HTMLPage.engine] {
      try Output.write(try Input.bytes(of: source + name), to: "\(folder)/\(name)")
    }
  }

  /// Where they are: what `EDGEWISE_WEB` says, beside the command, or where `make install` puts them; with a slash behind.
  private static func folder() throws -> String {
    var folders: [String] = []
    if let named = Console.environment("EDGEWISE_WEB"), !named.isEmpty {
      folders = [named + "/"]
    } else if let command = FileBytes.resolved("/proc/self/exe") ?? FileBytes.resolved(CommandLine.arguments[0]),
      let slash = command.lastIndex(of: "/")
    {
      let beside = String(command[...slash])
      folders = [beside, beside + "../share/edgewise/"]
    }
    for folder in folders where File(at: folder + HTMLPage.engine) != nil { return folder }
    throw Failure(
      .unavailable,
      "no engine for a page: \(HTMLPage.engine) is not in \(folders.joined(separator: " or ")). `make web` makes it, "
        + "in .build/web: EDGEWISE_WEB names its folder")
  }
}
