import Edgewise
import Platform

/// A program that makes a PDF or PNG of an SVG: whichever of three is on the `PATH`.
struct Converter {
  enum Kind: String, CaseIterable {
    case rsvg = "rsvg-convert"
    case chromium, inkscape

    /// What it is called on one system or another.
    var names: [String] {
      self == .chromium ? ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"] : [rawValue]
    }
  }

  let kind: Kind
  let path: String

  /// Seconds.
  private static let limit = 60.0
  /// Of a PNG, dots for each pixel of the picture; of a larger one fewer.
  private static let scale = 2.0
  private static let mostDots = 30_000.0

  /// All that are here, in the order in which they are tried.
  static var all: [Converter] {
    let folders = (Console.environment("PATH") ?? "").split(separator: ":").map { String($0) }
    return Kind.allCases.compactMap { kind in
      for name in kind.names {
        for folder in folders where access("\(folder)/\(name)", X_OK) == 0 {
          return Converter(kind: kind, path: "\(folder)/\(name)")
        }
      }
      return nil
    }
  }

  /// The picture in another format, with no date and no program's name in it.
  static func bytes(of svg: [UInt8], as format: Format) throws -> [UInt8] {
    var messages: [String] = []
    for converter in all {
      do throws(Trouble) {
        let made = try converter.made(of: svg, as: format)
        return format == .png ? try PNG.withoutWords(made) : PDF.withoutWords(made)
      } catch {
        messages.append("\(converter.path) \(error.words)")
      }
    }
    let wanted =
      "\(format.rawValue) is made by rsvg-convert (package librsvg2-bin), chromium or inkscape: install one of them"
    throw Failure(
      .unavailable,
      messages.isEmpty ? "\(wanted); none is on the PATH" : messages.joined(separator: "; ") + "; \(wanted)")
  }

  /// Why there is no picture.
  struct Trouble: Error { let words: String }

  private func made(of svg: [UInt8], as format: Format) throws(Trouble) -> [UInt8] {
    guard let folder = ScratchFolder() else { throw Trouble(words: "has no folder to work in: \(systemError())") }
    defer { folder.remove() }
    let size = (width: SVGHead.length("width", of: svg) ?? 0, height: SVGHead.length("height", of: svg) ?? 0)
    guard size.width > 0, size.height > 0 else { throw Trouble(words: "got a picture without a size") }
    let (source, target) = (folder.path + "/figure.svg", folder.path + "/figure.\(format.rawValue)")
    let page = folder.path + "/figure.html"
    guard folder.write(svg, to: source),
      kind != .chromium || folder.write(Self.page(around: svg, size.width, size.height), to: page)
    else { throw Trouble(words: "cannot be handed the picture: \(systemError())") }
    let scale = min(Self.scale, Self.mostDots / max(size.width, size.height))
    let child = ChildProcess(path, arguments(format, size, scale, source, page, target, folder.path))
    switch child.run(limit: Self.limit, folder: folder.path) {
    case .ended(0): break
    case .ended(let status): throw Trouble(words: "failed with status \(status)")
    case .tookTooLong: throw Trouble(words: "took longer than \(Int(Self.limit)) seconds")
    case .notStarted(let code): throw Trouble(words: "cannot be started: \(systemError(code))")
    }
    guard let made = try? FileBytes.read(target), !made.isEmpty else { throw Trouble(words: "wrote nothing") }
    return made
  }

  private func arguments(
    _ format: Format, _ size: (width: Double, height: Double), _ scale: Double, _ source: String, _ page: String,
    _ target: String, _ folder: String
  ) -> [String] {
    switch kind {
    case .rsvg:
      return ["--format", format.rawValue] + (format == .png ? ["--zoom", "\(scale)"] : [])
        + ["--unlimited", "--output", target, source]
    case .inkscape:
      return ["--export-type=\(format.rawValue)", "--export-filename=\(target)"]
        + (format == .png ? ["--export-dpi=\(96 * scale)"] : []) + [source]
    case .chromium:
      let window = "--window-size=\(Int(size.width.rounded(.up))),\(Int(size.height.rounded(.up)))"
      return ["--headless", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=\(folder)/profile"]
        // Its own walls cannot be put up by root.
        + (geteuid() == 0 ? ["--no-sandbox"] : [])
        + (format == .png
          ? [window, "--force-device-scale-factor=\(scale)", "--screenshot=\(target)"]
          : ["--no-pdf-header-footer", "--print-to-pdf=\(target)"]) + ["file://\(page)"]
    }
  }

  /// The picture on a page of its own size.
  private static func page(around svg: [UInt8], _ width: Double, _ height: Double) -> [UInt8] {
    let head =
      "<!doctype html><meta charset=\"utf-8\"><title>figure</title><style>@page{size:\(width)px \(height)px;margin:0}"
      + "body{margin:0}svg{display:block}</style>"
    return Array(head.utf8) + svg
  }
}
