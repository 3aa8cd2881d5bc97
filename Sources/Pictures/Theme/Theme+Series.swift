extension Theme {
  /// The colours of curves, told apart by dashes too, and none of them a gradient's; after Okabe and Ito's palette for all kinds of colour vision, darkened or
  /// lightened to be read on the background. Beyond the last they begin anew.
  package var series: [Colour] {
    switch name {
    case .auto, .light:
      [value, Colour(0x7a4fb0), Colour(0x00795c), Colour(0x8a6500), Colour(0xb0366f), text]
    case .dark:
      [value, Colour(0xc3a2f0), Colour(0x4fd1a5), Colour(0xe3c04d), Colour(0xf28fb8), text]
    case .print:
      [value, Colour(0x49206f), Colour(0x004d3a), Colour(0x594100), Colour(0x6f1a43), text]
    }
  }
}
