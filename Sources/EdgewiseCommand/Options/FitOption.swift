import ArgumentParser
import Pictures

/// `--fit`.
struct FitOption: ParsableArguments {
  enum Choice: ExpressibleByArgument {
    case asItComes
    case frame(Fit)

    init?(argument: String) {
      if argument == "none" {
        self = .asItComes
        return
      }
      let sides = argument.split(whereSeparator: { $0 == "x" || $0 == "×" }).map { Int($0) }
      guard sides.count == 2, let width = sides[0], let height = sides[1],
        (100...100_000).contains(width), (100...100_000).contains(height)
      else { return nil }
      self = .frame(Fit(width: Double(width), height: Double(height)))
    }
  }

  @Option(
    help: ArgumentHelp(
      "Make an SVG smaller until its text can be read in this frame, such as 1200x675, or 'none': draw it as it comes "
        + "(default: 1600x900). What other options ask for stays.",
      valueName: "WxH"))
  var fit: Choice?

  /// Nil: as it comes.
  var frame: Fit? {
    switch fit {
    case nil: .slide
    case .asItComes: nil
    case .frame(let frame): frame
    }
  }
}
