import ArgumentParser
import Pictures
import Platform
import Renderers
import Terminal

/// How what is drawn or listed looks.
struct LookOptions: ParsableArguments {
  @Option(
    name: .customLong("precision"), parsing: .unconditional,
    help: ArgumentHelp("Significant digits (default: 4).", valueName: "n"))
  var digits: Int?

  @Option(
    help:
      "The colours (default: auto, light and dark as the reader's system is; in text, tones for either background).")
  var theme: Theme.Name?

  @OptionGroup var text: TextOptions

  @Option(help: "Colours in text and messages.")
  var color: ColourChoice = .auto

  var precision: Int { digits ?? 4 }

  func validate() throws { try limit(digits, "--precision", to: 1...17) }

  /// The colours of text; nil: tones for either background.
  var textTheme: Theme? {
    guard let theme, theme != .auto else { return Console.isGroundDark.map { $0 ? .dark : .light } }
    return Theme.named(theme)
  }

  /// Graphs and tables in text.
  /// - Parameter isData: whether the environment has no say.
  func picture(colour: ColourDepth, direction: Direction? = nil, isData: Bool = false) -> TerminalPicture {
    TerminalPicture(
      width: text.columns, ascii: isData ? text.ascii : text.isASCII, colour: colour, theme: textTheme,
      direction: direction)
  }

  /// Plots in text.
  func plotText(colour: ColourDepth) -> PlotText {
    PlotText(width: text.columns, ascii: text.isASCII, colour: colour, theme: textTheme)
  }

  /// Objects to colours of text that has none.
  func checkTheme(toFile isFile: Bool) throws {
    if isFile ? color != .always : color == .never {
      try refuse(["--theme": theme != nil], on: "text without colour")
    }
  }

  /// The colours of text that goes to a file, or to standard output.
  func colour(toFile isFile: Bool) -> ColourDepth {
    isFile && color == .auto ? .none : Console.colour(color, on: STDOUT_FILENO)
  }
}

/// The measure of text.
struct TextOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Columns of text (default: the terminal's, else COLUMNS, else 80).", valueName: "n"))
  var width: Int?

  @Flag(help: "Text with 7-bit characters only (default where LC_ALL=C, TERM=linux or TERM=dumb).")
  var ascii = false

  /// What was asked for, else what the environment says.
  var isASCII: Bool { ascii || Console.isASCII }

  var columns: Int { width ?? Console.width }

  func validate() throws { try limit(width, "--width", to: Console.widths) }

  /// Objects to both, where no text is written.
  func check(on format: String) throws { try refuse(["--width": width != nil, "--ascii": ascii], on: format) }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension Theme.Name: ExpressibleByArgument {}
