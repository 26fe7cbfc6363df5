// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "gradus",
  dependencies: [
    // No traits: its Foundation conveniences are not needed.
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .target(name: "Tensors", swiftSettings: strict),
    .target(name: "Traces", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "GradeModel", swiftSettings: strict),

    // The plugin boundary.
    .target(name: "PluginABI", cSettings: strictC),
    .target(name: "GradusKit", dependencies: ["PluginABI", "Tensors"], swiftSettings: strict),
    .target(name: "WorkerProtocol", swiftSettings: strict),
    .target(name: "CSandbox", cSettings: strictC),
    .executableTarget(
      name: "gradus-worker", dependencies: ["PluginABI", "WorkerProtocol", "CSandbox"], swiftSettings: strict),
    .executableTarget(name: "gradus-limit", dependencies: ["CSandbox"], cSettings: strictC),
    .target(
      name: "PluginHost",
      dependencies: [
        "WorkerProtocol", "Traces", "Tensors",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
    .testTarget(name: "GradusKitTests", dependencies: ["GradusKit", "PluginABI"], swiftSettings: strict),
    .testTarget(name: "WorkerProtocolTests", dependencies: ["WorkerProtocol", "Tensors"], swiftSettings: strict),
    .testTarget(name: "CSandboxTests", dependencies: ["CSandbox", "WorkerProtocol"], swiftSettings: strict),
    .testTarget(
      name: "PluginHostTests",
      dependencies: ["PluginHost", "Traces", "Tensors", "gradus-worker", "gradus-limit"], swiftSettings: strict),
  ]
)
