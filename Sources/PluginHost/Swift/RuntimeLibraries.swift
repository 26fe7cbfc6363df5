/// The libraries that any plugin for an assignment is linked with: Swift's own and those of the modules that it may import.
struct RuntimeLibraries: Sendable, Equatable {
  /// The linker's names for them: `swiftCore` for `libswiftCore.so`.
  let names: [String]
  /// Every file that the worker maps with all of them loaded, except its own program.
  let files: [String]

  private static let swift = [
    "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser", "swiftSwiftOnoneSupport",
  ]

  init(
    _ imports: Imports, installation: Installation, toolchain: Toolchain, recalling answers: KeptAnswers? = nil
  ) async throws(HostError) {
    names = Self.swift + imports.libraries
    files = try await SharedLibraries.of(
      installation.worker, with: names.map(Self.file), in: toolchain.runtime, recalling: answers)
  }

  /// The files' own names, by which the loader finds them.
  var loaded: [String] { names.map(Self.file) }

  private static func file(_ name: String) -> String { "lib\(name).so" }
}

/// Files that are read before a stranger's program can map them.
///
/// A page that has to be fetched from the disk takes a hundred times as long as one in memory. With the files read
/// before the first program comes, no program can change that, or learn from it.
actor WarmFiles {
  static let shared = WarmFiles()

  private var read: Set<String> = []

  /// Reads each file once in the life of this process.
  func read(_ paths: [String]) {
    for path in paths where read.insert(path).inserted { Files.readThrough(path) }
  }
}
