extension Theme {
  /// The colours of curves, told apart by dashes too, and none of them a gradient's; after Okabe and Ito's palette for all kinds of colour vision, darkened or
  /// lightened to be read on the background. Beyond the last they begin anew.
  package var series: [Colour] {
    switch name {
    case .auto, .light:
      [Colour(0x0072b2), Colour(0xb87a00), Colour(0x009e73), Colour(0xc2609a), text, Colour(0x2f8fcc)]
    case .dark:
      [Colour(0x56b4e9), Colour(0xe69f00), Colour(0x009e73), Colour(0xcc79a7), text, Colour(0xf0e442)]
    case .print:
      [Colour(0x003e63), Colour(0x8a5c00), Colour(0x00664a), Colour(0x8f4472), text, Colour(0x5c5c5c)]
    }
  }
}
