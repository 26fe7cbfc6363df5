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

  /// The build takes an import of whatever happens to be built already.
  @Test func whatATargetImportsIsDeclaredAndWhatItDeclaresIsImported() throws {
    let targets = PackageTargets(manifest: try Self.text(of: "Package.swift")).all
    try #require(targets.count > 30)
    let programs = Set(targets.filter { $0.kind == "executableTarget" }.map(\.name))
    let ours = Set(targets.map(\.name)).union(targets.flatMap(\.dependencies))
    for target in targets {
      let imported = try Self.imports(in: target).intersection(ours)
      let undeclared = imported.subtracting(target.dependencies)
      #expect(undeclared.isEmpty, "\(target.name) imports \(undeclared.sorted()), which Package.swift does not say")
      // A program is started and not imported; a target of C includes headers.
      let unused = Set(target.dependencies).subtracting(imported).subtracting(programs)
      #expect(imported.isEmpty || unused.isEmpty, "\(target.name) does not import \(unused.sorted())")
    }
  }

  /// The modules that the files of a target import. Imports stand above all else: a program in a text of a test is further down.
  private static func imports(in target: PackageTargets.Target) throws -> Set<String> {
    let folder = "\(Repository.root)/\(target.path)"
    let left = target.excluded.map { $0 + "/" }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
      path.hasSuffix(".swift") && !left.contains(where: path.hasPrefix)
    }
    var modules: Set<String> = []
    for file in files {
      for line in try text(of: "\(target.path)/\(file)").split(separator: "\n") {
        let words = line.split(separator: " ")
        if let place = words.firstIndex(of: "import"), words[..<place].allSatisfy({ isBeforeImport($0) }) {
          modules.insert(String(words[words.count - 1]).split(separator: ".")[0].description)
        } else if !line.hasPrefix("//") && !line.hasPrefix("#") {
          break
        }
      }
    }
    return modules
  }

  private static func isBeforeImport(_ word: Substring) -> Bool {
    word.hasPrefix("@") || ["public", "package", "internal"].contains(word)
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
    #expect(targets.all.first { $0.name == "Rooms" }?.dependencies == ["Base", "CZip", "Yams", "Walls"])
    #expect(targets.all.last?.path == "Tests/RoomsTests" && targets.all[2].excluded == ["Base"])
  }

  /// The lines of the Mermaid block that are edges, in their order.
  private static func edges(drawnIn page: String) -> [String] {
    page.split(separator: "\n").drop { $0 != "```mermaid" }.dropFirst().prefix { $0 != "```" }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.contains("-->") }
  }
}

/// The targets of a package manifest.
private struct PackageTargets {
  struct Target {
    let name: String
    let kind: Substring
    let path: String
    /// Other targets and products of other packages, in their order.
    let dependencies: [String]
    let excluded: [String]

    /// True if it belongs to the product.
    var isRoom: Bool { kind != "testTarget" && path.hasPrefix("Sources/") }
  }

  /// All but system libraries.
  private(set) var all: [Target] = []
  var names: [String] { all.filter(\.isRoom).map(\.name) }
  /// "A --> B" where A depends on B, among those of the product.
  var edges: Set<String> {
    let names = names
    return Set(
      all.filter(\.isRoom).flatMap { target in
        target.dependencies.filter(names.contains).map { "\(target.name) --> \($0)" }
      })
  }

  init(manifest: String) {
    // A comment goes to the end of its line; the two slashes of an address follow a colon.
    var rest = manifest.replacing(/(^|[^:])\/\/[^\n]*/) { $0.output.1 }[...]
    while let start = rest.firstMatch(of: /\.(target|executableTarget|testTarget|systemLibrary)\(/) {
      let entry = Self.enclosed(rest[start.range.upperBound...], "(", ")")
      rest = rest[entry.endIndex...]
      guard start.output.1 != "systemLibrary", let name = entry.firstMatch(of: /name: "([^"]*)"/)?.output.1 else {
        continue
      }
      let folder = start.output.1 == "testTarget" ? "Tests/" : "Sources/"
      let path = entry.firstMatch(of: /path: "([^"]*)"/)?.output.1
      all.append(
        Target(
          name: String(name), kind: start.output.1, path: path.map(String.init) ?? folder + name,
          dependencies: Self.list("dependencies", of: entry), excluded: Self.list("exclude", of: entry)))
    }
  }

  /// The names in a list of an entry.
  private static func list(_ key: String, of entry: Substring) -> [String] {
    guard let start = entry.firstRange(of: "\(key): [") else { return [] }
    return enclosed(entry[start.upperBound...], "[", "]")
      .replacing(/\.(product|target)\(name: ("[^"]*")[^)]*\)/) { String($0.output.2) }
      .matches(of: /"([^"]*)"/).map { String($0.output.1) }
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
