// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "gradus",
  targets: [
    .target(name: "Tensors", swiftSettings: strict),
    .target(name: "Traces", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "GradeModel", swiftSettings: strict),
    .target(name: "Equations", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "Reference", dependencies: ["Equations", "Tensors", "Traces"], swiftSettings: strict),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "EquationsTests", dependencies: ["Equations"], swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Reference", "Equations", "Traces", "Tensors"], swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
  ]
)
