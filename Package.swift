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
    .target(name: "Equations", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "Reference", dependencies: ["Equations", "Tensors", "Traces"], swiftSettings: strict),
    .target(
      name: "Assignments",
      dependencies: ["Equations", "Reference", "Tensors", "Traces", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Grading",
      dependencies: ["Assignments", "Equations", "GradeModel", "Reference", "Tensors", "Traces"],
      swiftSettings: strict),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "Reporting", dependencies: ["GradeModel", "CLibXML2"], swiftSettings: strict),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "EquationsTests", dependencies: ["Equations"], swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Reference", "Equations", "Traces", "Tensors"], swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
    .testTarget(
      name: "GradingTests",
      dependencies: ["Grading", "Assignments", "GradeModel", "Reference", "Tensors", "Traces"],
      swiftSettings: strict),
    .testTarget(
      name: "AssignmentsTests", dependencies: ["Assignments", "Traces", "Tensors"], exclude: ["Oracles"],
      swiftSettings: strict),
    .testTarget(name: "GradeModelTests", dependencies: ["GradeModel"], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "GradeModel", "CLibXML2"], swiftSettings: strict),
  ]
)
