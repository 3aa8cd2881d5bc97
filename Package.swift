// swift-tools-version: 6.2

import PackageDescription

// One strict setting for every Swift target: warnings are errors, and the imports of the
// upcoming language mode.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "edgewise",
  platforms: [.macOS(.v15)],
  products: [
    // The library: graphs, gradients, DOT and terminal text. Links no Graphviz.
    .library(name: "Edgewise", targets: ["Edgewise"]),
    // SVG, for those who accept libgvc.
    .library(name: "EdgewiseSVG", targets: ["Graphviz"]),
    .executable(name: "edgewise", targets: ["EdgewiseCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // Roots: mathematics, pictures, characters. They know nothing of each other.
    .target(name: "Autodiff", swiftSettings: strict),
    .target(name: "Diagrams", swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["CTerminal"], swiftSettings: strict),
    // What may be done inside a signal's handler, which is C.
    .target(name: "CTerminal"),

    // Mathematics in symbols, and in text.
    .target(name: "Formulas", dependencies: ["Autodiff"], swiftSettings: strict),
    .target(name: "Training", dependencies: ["Autodiff"], swiftSettings: strict),
    .target(name: "FlowLanguage", dependencies: ["Autodiff", "Training"], swiftSettings: strict),
    .target(
      name: "Verification", dependencies: ["Autodiff", "FlowLanguage", "Formulas", "Training"],
      swiftSettings: strict),

    // The two joints: mathematics to picture, picture to text.
    .target(
      name: "Depiction", dependencies: ["Autodiff", "Diagrams", "Formulas", "Training"],
      swiftSettings: strict),
    .target(name: "Renderers", dependencies: ["Diagrams", "Terminal"], swiftSettings: strict),

    // libgvc, and nothing of it anywhere else.
    .systemLibrary(
      name: "CLibgvc", pkgConfig: "libgvc",
      providers: [
        .apt(["libgraphviz-dev"]), .brew(["graphviz"]), .yum(["graphviz-devel"]),
      ]),
    .target(
      name: "CGraphvizShim", dependencies: ["CLibgvc"],
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Graphviz", dependencies: ["CGraphvizShim", "Diagrams", "Renderers", "Terminal"],
      swiftSettings: strict),

    // A person watching.
    .target(
      name: "Playback",
      dependencies: ["Autodiff", "Depiction", "Diagrams", "Renderers", "Terminal", "Training"],
      swiftSettings: strict),

    // The library's one import, and the command.
    .target(
      name: "Edgewise",
      dependencies: [
        "Autodiff", "Depiction", "Diagrams", "FlowLanguage", "Formulas", "Renderers", "Terminal",
        "Training", "Verification",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "EdgewiseCommand",
      dependencies: [
        "Autodiff", "Depiction", "Diagrams", "Edgewise", "FlowLanguage", "Formulas", "Graphviz",
        "Playback", "Renderers", "Terminal", "Training", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Tests: one target for each module, with what its tests import.
let tests: [(module: String, imports: [Target.Dependency])] = [
  ("Autodiff", []),
  ("Diagrams", []),
  ("Terminal", []),
  ("Formulas", ["Autodiff", "FlowLanguage"]),
  ("Training", ["Autodiff", "FlowLanguage"]),
  ("FlowLanguage", ["Autodiff", "Training"]),
  ("Verification", ["Autodiff", "FlowLanguage", "Formulas", "Training"]),
  ("Depiction", ["Autodiff", "Diagrams", "FlowLanguage", "Formulas", "Training"]),
  ("Renderers", ["Autodiff", "Depiction", "Diagrams", "FlowLanguage", "Terminal", "Training"]),
  ("Graphviz", ["Diagrams", "Renderers"]),
  ("Playback", ["Autodiff", "Depiction", "Diagrams", "FlowLanguage", "Renderers", "Terminal", "Training"]),
  ("Edgewise", ["Graphviz"]),
]
// The command is tried as a script tries it: as a process.
package.targets.append(
  .testTarget(
    name: "EdgewiseCommandTests", dependencies: ["EdgewiseCommand", "Graphviz"], swiftSettings: strict))
for (module, imports) in tests {
  package.targets.append(
    .testTarget(
      name: module + "Tests", dependencies: [.byName(name: module)] + imports,
      // Read where they lie, as graphs/ is.
      exclude: ["Training", "Verification"].contains(module) ? ["Fixtures"] : [], swiftSettings: strict))
}
