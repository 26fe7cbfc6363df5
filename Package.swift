// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "gradus",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")
  ],
  targets: [
    .target(name: "Tensors", swiftSettings: strict),
    .target(name: "Traces", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "GradeModel", swiftSettings: strict),
    .target(
      name: "Assignments", dependencies: ["Tensors", "Traces", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
    .testTarget(
      name: "AssignmentsTests", dependencies: ["Assignments", "Traces", "Tensors"], exclude: ["Oracles"],
      swiftSettings: strict),
  ]
)
