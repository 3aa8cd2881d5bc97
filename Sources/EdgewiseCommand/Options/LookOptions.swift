import ArgumentParser
import Pictures
import Renderers
import Terminal

/// How what is drawn or listed looks.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Significant digits in pictures.", valueName: "n"))
  var precision: Int = 4

  @Option(help: "The colours: light, dark or print (default: light; in the terminal, tones for either background).")
  var theme: Theme.Name?

  @Option(
    help: ArgumentHelp(
      "Columns of a picture in text (default: the terminal's, else COLUMNS, else 80).", valueName: "n"))
  var width: Int?

  @Flag(help: "Pictures in text with 7-bit characters only.")
  var ascii = false

  @Option(help: "Colours in text: auto, always or never.")
  var color: ColourChoice = .auto

  func validate() throws {
    guard (1...17).contains(precision) else {
      throw ValidationError("--precision takes a whole number from 1 to 17.")
    }
    if let width, !(20...100_000).contains(width) {
      throw ValidationError("--width takes a whole number from 20 to 100000.")
    }
  }

  /// Graphs and tables in text.
  func picture(colour: ColourDepth, direction: Direction? = nil) -> TerminalPicture {
    TerminalPicture(
      width: width ?? Console.width, ascii: ascii, colour: colour, theme: theme.map { Theme.named($0) },
      direction: direction)
  }

  /// Plots in text.
  func plotText(colour: ColourDepth) -> PlotText {
    PlotText(width: width ?? Console.width, ascii: ascii, colour: colour, theme: theme.map { Theme.named($0) })
  }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension Theme.Name: ExpressibleByArgument {}
