import Foundation
import TestSupport
import Testing

/// The architecture page, held against the package.
@Suite struct ArchitectureTests {
  private static func text(of file: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(Repository.root)/\(file)"), encoding: .utf8)
  }

  @Test func theGraphHasTheImportsOfThePackage() throws {
    let drawn = Self.edges(drawnIn: try Self.text(of: "docs/architecture.md"))
    let declared = PackageTargets(manifest: try Self.text(of: "Package.swift")).edges
    try #require(!declared.isEmpty)
    for edge in declared.subtracting(drawn).sorted() {
      Issue.record("docs/architecture.md misses the edge '\(edge)', which Package.swift has")
    }
    for edge in Set(drawn).subtracting(declared).sorted() {
      Issue.record("docs/architecture.md has the edge '\(edge)', which Package.swift does not have")
    }
    #expect(drawn == Set(drawn).sorted(), "the edges are sorted, each once")
  }

  @Test func theTableHasEveryRoomOnce() throws {
    let rooms = try Self.text(of: "docs/architecture.md").split(separator: "\n")
      .prefix { $0 != "```mermaid" }.compactMap { $0.firstMatch(of: /^\| `([\w-]+)` \|/)?.output.1 }.map(String.init)
    let targets = PackageTargets(manifest: try Self.text(of: "Package.swift")).names
    #expect(rooms.sorted() == targets.sorted())
  }

  /// A path that holds `…` or `<` stands for several.
  @Test func everyPathOfThePageIsThere() throws {
    let words = try Self.text(of: "docs/architecture.md").matches(of: /`([\w.+-]+\/[\w.+\/-]*)`/).map(\.output.1)
    try #require(!words.isEmpty)
    for word in words {
      let places = ["", "Sources/", "Sources/PluginHost/", "Sources/Equations/"].map {
        "\(Repository.root)/\($0)\(word)"
      }
      #expect(places.contains(where: FileManager.default.fileExists), "docs/architecture.md names \(word)")
    }
  }

  @Test func systemLibrariesPackagesAndTestsAreLeftOut() {
    let targets = PackageTargets(
      manifest: """
        dependencies: [.package(url: "https://example.org/a", exact: "1.0.0")],
        targets: [
          .target(name: "Base"),  // .target(name: "Gone"),
          .systemLibrary(name: "CZip", pkgConfig: "z", providers: [.apt(["zip-dev"])]),
          .target(
            name: "Rooms",
            dependencies: ["Base", "CZip", .product(name: "Yams", package: "Yams"), .target(name: "Walls")],
            swiftSettings: strict),
          .target(name: "Walls", dependencies: [], exclude: ["Base"]),
          .executableTarget(name: "house-keys", dependencies: ["Rooms"], path: "Sources/keys"),
          .executableTarget(name: "Clock", dependencies: ["Base"], path: "Benchmarks/Clock"),
          .target(name: "Support", dependencies: ["Base"], path: "Tests/Support"),
          .testTarget(name: "RoomsTests", dependencies: ["Rooms"]),
        ]
        """)
    #expect(targets.names == ["Base", "Rooms", "Walls", "house-keys"])
    #expect(targets.edges == ["Rooms --> Base", "Rooms --> Walls", "house-keys --> Rooms"])
  }

  /// The lines of the Mermaid block that are edges, in their order.
  private static func edges(drawnIn page: String) -> [String] {
    page.split(separator: "\n").drop { $0 != "```mermaid" }.dropFirst().prefix { $0 != "```" }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.contains("-->") }
  }
}

/// The targets of a package manifest that are ours and belong to the product.
private struct PackageTargets {
  private(set) var names: [String] = []
  /// "A --> B" where A depends on B.
  private(set) var edges: Set<String> = []

  init(manifest: String) {
    var dependencies: [(from: String, to: String)] = []
    // A comment goes to the end of its line; the two slashes of an address follow a colon.
    var rest = manifest.replacing(/(^|[^:])\/\/[^\n]*/) { $0.output.1 }[...]
    while let start = rest.firstMatch(of: /\.(target|executableTarget|testTarget|systemLibrary)\(/) {
      let entry = Self.enclosed(rest[start.range.upperBound...], "(", ")")
      rest = rest[entry.endIndex...]
      let path = entry.firstMatch(of: /path: "([^"]*)"/)?.output.1 ?? "Sources/"
      guard start.output.1 == "target" || start.output.1 == "executableTarget", path.hasPrefix("Sources/"),
        let name = entry.firstMatch(of: /name: "([^"]*)"/)?.output.1
      else { continue }
      names.append(String(name))
      guard let list = entry.firstMatch(of: /dependencies: \[/) else { continue }
      let elements = Self.enclosed(entry[list.range.upperBound...], "[", "]")
        .replacing(/\.product\([^)]*\)/, with: "")
        .replacing(/\.target\(name: ("[^"]*")[^)]*\)/) { String($0.output.1) }
      for element in elements.matches(of: /"([^"]*)"/) { dependencies.append((String(name), String(element.output.1))) }
    }
    edges = Set(dependencies.filter { names.contains($0.to) }.map { "\($0.from) --> \($0.to)" })
  }

  /// The text up to the bracket that closes one before it.
  private static func enclosed(_ text: Substring, _ opening: Character, _ closing: Character) -> Substring {
    var depth = 1
    return text.prefix { character in
      if character == opening { depth += 1 }
      if character == closing { depth -= 1 }
      return depth > 0
    }
  }
}
