// swift-tools-version: 6.2

import PackageDescription

// A user's package: it sees what the library's product shows, and nothing else.
let package = Package(
  name: "client",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "edgewise", path: "../..")],
  targets: [
    .executableTarget(name: "client", dependencies: [.product(name: "Edgewise", package: "edgewise")]),
    .testTarget(
      name: "ClientTests",
      dependencies: [
        .product(name: "Edgewise", package: "edgewise"), .product(name: "EdgewiseTesting", package: "edgewise"),
      ], exclude: ["__Snapshots__"]),
  ],
  swiftLanguageModes: [.v6]
)
