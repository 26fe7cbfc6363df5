// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]
// For a program in C alone, started for every compilation: loading libraries would take it ten times as long as its work.
let alone = LinkerSetting.unsafeFlags(["-nostartfiles", "-static-executable"], .when(configuration: .release))

let package = Package(
  name: "gradus",
  products: [.library(name: "GradusKit", targets: ["GradusKit"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .target(name: "Tensors", swiftSettings: strict),
    .target(name: "Traces", dependencies: ["Tensors"], swiftSettings: strict),
    .target(name: "GradeModel", swiftSettings: strict),
    .target(name: "CKernels", cSettings: strictC),
    .target(name: "Equations", dependencies: ["CKernels", "Tensors"], swiftSettings: strict),
    .target(name: "Reference", dependencies: ["Equations", "Tensors", "Traces"], swiftSettings: strict),
    .target(
      name: "Oracles", dependencies: ["Equations", "Reference", "Tensors", "Traces"], swiftSettings: strict),
    .target(
      name: "Assignments",
      dependencies: [
        "Equations", "GradeModel", "Policy", "Reference", "Tensors", "Traces",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Judging", dependencies: ["Equations", "GradeModel", "Reference", "Tensors", "Traces"],
      swiftSettings: strict),
    .target(
      name: "Diagnosis", dependencies: ["Equations", "GradeModel", "Judging", "Reference", "Tensors", "Traces"],
      swiftSettings: strict),
    .target(
      name: "Grading",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "GradeModel", "Judging", "Reference", "Traces",
      ],
      swiftSettings: strict),
    .target(
      name: "Verification",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "GradeModel", "Grading", "Judging", "Reference", "Tensors", "Traces",
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(
      name: "Reporting",
      dependencies: ["GradeModel", "CLibXML2", .product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: strict),
    .target(
      name: "Gradebook", dependencies: ["GradeModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),

    .target(name: "Policy", dependencies: ["GradeModel"], swiftSettings: strict),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .target(
      name: "Intake", dependencies: ["CLibArchive", "CProcess", "Policy", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),

    // The plugin boundary.
    .target(name: "PluginABI", cSettings: strictC),
    .target(name: "GradusKit", dependencies: ["PluginABI", "Tensors"], swiftSettings: strict),
    .target(name: "WorkerProtocol", swiftSettings: strict),
    .target(name: "CSandbox", cSettings: strictC),
    .executableTarget(
      name: "gradus-worker", dependencies: ["PluginABI", "WorkerProtocol", "CSandbox"], swiftSettings: strict),
    .executableTarget(
      name: "gradus-limit", dependencies: ["CSandbox"], cSettings: strictC, linkerSettings: [alone]),
    .target(name: "CProcess", cSettings: strictC),
    .target(
      name: "PluginHost", dependencies: ["CProcess", "GradeModel", "WorkerProtocol", "Traces", "Tensors"],
      swiftSettings: strict),

    .target(
      name: "Workspace", dependencies: [.product(name: "Mustache", package: "swift-mustache")], swiftSettings: strict),

    .executableTarget(
      name: "gradus",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "GradeModel", "Gradebook", "Grading", "Intake", "Oracles",
        "PluginHost", "Policy", "Reference", "Reporting", "Tensors", "Traces", "Verification", "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "gradus-benchmarks", dependencies: ["Equations", "Reference"],
      path: "Benchmarks/gradus-benchmarks", swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["CLibXML2"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "GradingSupport",
      dependencies: [
        "Assignments", "Equations", "GradeModel", "Grading", "Judging", "Reference", "Tensors", "TestSupport", "Traces",
      ],
      path: "Tests/GradingSupport", swiftSettings: strict),
    .target(
      name: "Evaluation",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "GradeModel", "Grading", "GradingSupport", "Judging", "Reference",
        "Tensors", "Traces", "Verification",
      ],
      path: "Benchmarks/Evaluation", swiftSettings: strict),
    .executableTarget(
      name: "gradus-evaluate",
      dependencies: [
        "Assignments", "Equations", "Evaluation", "GradingSupport", "PluginHost", "Reference", "Tensors", "Traces",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Evaluate", swiftSettings: strict),
    .executableTarget(
      name: "gradus-cost", dependencies: ["Assignments", "PluginHost", "Tensors", "Traces"], path: "Benchmarks/Cost",
      swiftSettings: strict),
    .executableTarget(
      name: "gradus-fuzz",
      dependencies: [
        "Assignments", "GradeModel", "Intake", "PluginHost", "Policy", "Reporting", "Tensors", "TestSupport", "Traces",
        "WorkerProtocol",
      ],
      path: "Tests/Fuzz", exclude: ["corpus"], swiftSettings: strict),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: strict),
    .testTarget(name: "EquationsTests", dependencies: ["Equations"], swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests",
      dependencies: ["Reference", "Equations", "Judging", "Oracles", "TestSupport", "Traces", "Tensors"],
      swiftSettings: strict),
    .testTarget(name: "TracesTests", dependencies: ["Traces", "Tensors"], swiftSettings: strict),
    .testTarget(
      name: "JudgingTests",
      dependencies: [
        "Assignments", "Equations", "Evaluation", "GradeModel", "Grading", "GradingSupport", "Judging", "Reference",
        "Tensors", "Traces", "Verification",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "Evaluation", "GradeModel", "Grading", "GradingSupport", "Judging",
        "Oracles", "Reference", "Tensors", "TestSupport", "Traces", "Verification",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GradingTests",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "Evaluation", "GradeModel", "Grading", "GradingSupport", "Oracles",
        "Reference", "Reporting", "Tensors", "TestSupport", "Traces", "Verification",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Assignments", "Diagnosis", "Equations", "Grading", "GradingSupport", "Reference", "TestSupport", "Traces",
        "Verification",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AssignmentsTests",
      dependencies: ["Assignments", "Equations", "GradeModel", "Policy", "Reference", "Traces", "Tensors"],
      exclude: ["Oracles"],
      swiftSettings: strict),
    .testTarget(name: "GradeModelTests", dependencies: ["GradeModel"], swiftSettings: strict),
    .testTarget(
      name: "GradebookTests",
      dependencies: ["Gradebook", "GradeModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "GradeModel", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "PolicyTests", dependencies: ["Policy", "GradeModel", "Tensors"], swiftSettings: strict),
    .testTarget(
      name: "IntakeTests", dependencies: ["Intake", "CLibArchive", "GradeModel", "Policy"], swiftSettings: strict),
    .testTarget(name: "GradusKitTests", dependencies: ["GradusKit", "PluginABI"], swiftSettings: strict),
    .testTarget(name: "WorkerProtocolTests", dependencies: ["WorkerProtocol", "Tensors"], swiftSettings: strict),
    .testTarget(name: "CSandboxTests", dependencies: ["CSandbox", "WorkerProtocol"], swiftSettings: strict),
    .testTarget(
      name: "PluginHostTests",
      dependencies: [
        "PluginHost", "GradeModel", "Traces", "Tensors", "WorkerProtocol", "gradus-worker", "gradus-limit",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HostileTests",
      dependencies: ["gradus", "gradus-worker", "gradus-limit", "PluginHost", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "gradus", "gradus-worker", "gradus-limit", "Assignments", "Equations", "GradeModel", "Gradebook", "Grading",
        "Intake", "Judging", "PluginHost", "Policy", "Reference", "TestSupport", "Tensors", "Traces", "Verification",
      ],
      swiftSettings: strict),
  ]
)
