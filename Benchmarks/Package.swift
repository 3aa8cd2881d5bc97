// swift-tools-version: 6.2

import PackageDescription

// Speed, each figure beside its bound; `make bench` runs it. A package of its own, so that no one who depends on Edgewise
// builds the C tapes.
let package = Package(
  name: "edgewise-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "edgewise", path: "..")],
  targets: [
    .target(name: "CTapes"),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CTapes",
        .product(name: "Edgewise", package: "edgewise"),
        .product(name: "EdgewiseSVG", package: "edgewise"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
