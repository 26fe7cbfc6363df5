// swift-tools-version: 6.2
import PackageDescription

// The kit that submissions are compiled against, for your editor and for `swift build`. `gradus new --update` replaces
// this folder: changes in it are lost.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "gradus",
  products: [.library(name: "GradusKit", targets: ["GradusKit"])],
  targets: [
    .target(name: "Tensors", swiftSettings: settings),
    .target(name: "PluginABI"),
    .target(name: "GradusKit", dependencies: ["PluginABI", "Tensors"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
