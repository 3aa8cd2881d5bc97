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
    // The library: graphs, gradients, pictures, training. Links no Graphviz.
    .library(name: "Edgewise", targets: ["Edgewise"]),
    // Pictures as snapshots, in Swift Testing and in XCTest.
    .library(name: "EdgewiseTesting", targets: ["EdgewiseTesting"]),
    .executable(name: "edgewise", targets: ["EdgewiseCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // What differs by system, once.
    .target(name: "Platform", swiftSettings: strict),
    // exp, log, tanh …, in C: the same bits everywhere.
    .target(name: "ElementaryFunctions"),
    // Facts of characters: names, widths, what may be shown.
    .target(name: "Letters", dependencies: ["Platform"], swiftSettings: strict),
    // Where boxes and wires stand, in any unit.
    .target(name: "Layout", swiftSettings: strict),
    // Roots: mathematics, pictures, the terminal. They know nothing of each other.
    .target(name: "Autodiff", dependencies: ["ElementaryFunctions", "Letters", "Platform"], swiftSettings: strict),
    .target(name: "Pictures", dependencies: ["ElementaryFunctions", "Letters", "Platform"], swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["CTerminal", "Letters", "Platform"], swiftSettings: strict),
    // What may be done inside a signal's handler, which is C.
    .target(name: "CTerminal"),

    // Mathematics in symbols, and in text.
    .target(name: "Formulas", dependencies: ["Autodiff", "Letters", "Pictures"], swiftSettings: strict),
    .target(
      name: "Training", dependencies: ["Autodiff", "ElementaryFunctions", "Letters", "Platform"],
      swiftSettings: strict),
    .target(
      name: "FlowLanguage", dependencies: ["Autodiff", "ElementaryFunctions", "Letters", "Training"],
      swiftSettings: strict),
    .target(
      name: "Verification", dependencies: ["Autodiff", "FlowLanguage", "Letters", "Training"],
      swiftSettings: strict),

    // The two joints: mathematics to picture, picture to text.
    .target(
      name: "Depiction", dependencies: ["Autodiff", "Formulas", "Letters", "Pictures", "Training"],
      swiftSettings: strict),
    .target(
      name: "Renderers",
      dependencies: ["ElementaryFunctions", "Layout", "Letters", "Pictures", "Platform", "Terminal"],
      swiftSettings: strict),

    // What two pictures differ in.
    .target(
      name: "Differences", dependencies: ["Autodiff", "Depiction", "Letters", "Pictures", "Renderers"],
      swiftSettings: strict),

    // libgvc, opened when it is asked for, and nothing of it anywhere else.
    .target(
      name: "CGraphvizShim", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Graphviz", dependencies: ["CGraphvizShim", "Layout"],
      swiftSettings: strict),

    // Markdown with figures and numbers that are proved.
    .target(
      name: "Lessons",
      dependencies: [
        "Autodiff", "Depiction", "Edgewise", "FlowLanguage", "Letters", "Pictures", "Platform", "Renderers",
        "Training",
        "Verification",
      ], swiftSettings: strict),
    // cmark-gfm, opened when it is asked for.
    .target(
      name: "CCommonMark", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CommonMark", dependencies: ["CCommonMark", "Lessons", "Platform"], swiftSettings: strict),

    // A person watching.
    .target(
      name: "Playback",
      dependencies: ["Depiction", "Pictures", "Renderers", "Terminal", "Training"],
      swiftSettings: strict),

    // The library's one import, and the command.
    .target(
      name: "Edgewise",
      dependencies: [
        "Autodiff", "Depiction", "FlowLanguage", "Letters", "Pictures", "Platform", "Renderers", "Training",
        "Verification",
      ],
      swiftSettings: strict),
    .target(
      name: "EdgewiseTesting", dependencies: ["Differences", "Edgewise", "Pictures", "Platform", "Renderers"],
      swiftSettings: strict),
    // The core for a page; what it exports is compiled for WebAssembly alone: .ci/web.
    .target(
      name: "Web",
      dependencies: [
        "Autodiff", "Depiction", "Edgewise", "FlowLanguage", "Letters", "Pictures", "Platform", "Renderers",
        "Training",
      ],
      exclude: ["page", "wasi"], swiftSettings: strict),
    .executableTarget(
      name: "EdgewiseCommand",
      dependencies: [
        "Autodiff", "CTerminal", "CommonMark", "Depiction", "Differences", "Edgewise", "FlowLanguage", "Graphviz",
        "Layout", "Lessons", "Letters", "Pictures",
        "Platform",
        "Playback", "Renderers", "Terminal", "Training", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Resources/language.md")]
        + [
          "edgewise.py", "github.yml", "jupyter.py", "mkdocs.py", "pandoc.lua", "pre-commit.yaml", "sphinx.py",
        ].map { .embedInCode("Resources/adapters/\($0)") },
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Tests: one target for each module, with what its tests import.
let tests: [(module: String, imports: [Target.Dependency])] = [
  ("ElementaryFunctions", []),
  ("Letters", []),
  ("Autodiff", []),
  ("Pictures", []),
  ("Layout", []),
  ("Terminal", []),
  ("Formulas", ["Autodiff", "FlowLanguage", "Pictures", "Renderers"]),
  ("Training", ["Autodiff", "FlowLanguage"]),
  ("FlowLanguage", ["Autodiff", "Letters", "Training", "Verification"]),
  ("Verification", ["Autodiff", "FlowLanguage", "Training"]),
  ("Depiction", ["Autodiff", "FlowLanguage", "Pictures", "Training"]),
  ("Renderers", ["Autodiff", "Depiction", "FlowLanguage", "Pictures", "Terminal", "Training"]),
  ("Graphviz", []),
  ("Lessons", ["CommonMark", "FlowLanguage"]),
  ("Differences", ["Edgewise", "Pictures", "Renderers"]),
  ("Playback", ["Autodiff", "Depiction", "FlowLanguage", "Pictures", "Renderers", "Terminal"]),
  ("Edgewise", ["Depiction", "Formulas", "Layout", "Pictures", "Renderers", "Training"]),
]
// Read where they lie, as graphs/ is.
let excluded = [
  "ElementaryFunctions": ["Fixtures"], "FlowLanguage": ["Corpus", "Crashers"], "Training": ["Fixtures"],
  "Verification": ["Fixtures"],
]
// The command is tried as a script tries it: as a process.
package.targets.append(
  .testTarget(
    name: "EdgewiseCommandTests",
    dependencies: ["Edgewise", "EdgewiseCommand", "Graphviz", "Terminal"], swiftSettings: strict))
for (module, imports) in tests {
  package.targets.append(
    .testTarget(
      name: module + "Tests", dependencies: [.byName(name: module)] + imports,
      exclude: excluded[module] ?? [], swiftSettings: strict))
}

// Speed, each figure beside its bound: `make bench`. Asked for, so that no one else builds the C tapes.
if Context.environment["EDGEWISE_BENCH"] != nil {
  package.cxxLanguageStandard = .cxx17
  package.targets += [
    .target(name: "CTapes", path: "Benchmarks/CTapes"),
    .executableTarget(
      name: "bench",
      dependencies: ["CTapes", "Edgewise", "ElementaryFunctions", "Layout", "Pictures", "Renderers", "Terminal"],
      path: "Benchmarks/bench", swiftSettings: strict),
  ]
}

// Changed files through reader, formatter and evaluation: `make fuzz SECONDS=60`.
if Context.environment["EDGEWISE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Depiction", "Edgewise", "FlowLanguage", "Renderers"], path: "Benchmarks/fuzz",
      swiftSettings: strict))
}
