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
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "Reporting", dependencies: ["GradeModel", "CLibXML2"], swiftSettings: strict),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
    .testTarget(name: "GradeModelTests", dependencies: ["GradeModel"], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "GradeModel", "CLibXML2"], swiftSettings: strict),
  ]
)
