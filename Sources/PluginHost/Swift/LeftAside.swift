/// The parts of a package that are not the program which is graded. Students hand in whole packages; nothing in these parts is
/// compiled, so that leaving code in one of them gains nothing.
enum LeftAside {
  static func isSource(_ name: String) -> Bool { name.lowercased().ends(with: ".swift") }

  /// `Package.swift`, `Package@swift-5.9.swift`.
  static func isManifest(_ name: String) -> Bool {
    name == "Package.swift" || name.begins(with: "Package@swift-") && isSource(name)
  }

  /// `Tests`, `tests`, `AdamTests`.
  static func isTests(_ folder: String) -> Bool {
    folder.ends(with: "Tests") || ["tests", "test"].contains(folder.lowercased())
  }

  /// Divides the files of a submission.
  ///
  /// - A test is a file that imports a module of tests.
  /// - A demo is a file called `main.swift`, one with `@main`, or a part of a playground.
  ///
  /// Neither is a file that declares one of the types itself; and if no file does, every file stays.
  static func parts(
    of files: [Submission.File], declaring types: [String]
  ) -> (files: [Submission.File], demos: [Submission.File], tests: [Submission.File]) {
    let read = files.map { (file: $0, tokens: Tokens($0.bytes)) }
    let kinds: Set = ["struct", "class", "actor", "enum", "typealias"]
    func declares(_ tokens: Tokens) -> Bool { types.contains { tokens.has(kinds, before: $0) } }
    guard read.contains(where: { declares($0.tokens) }) else { return (files, [], []) }
    var parts = (files: [Submission.File](), demos: [Submission.File](), tests: [Submission.File]())
    for (file, tokens) in read {
      if declares(tokens) {
        parts.files.append(file)
      } else if TestCode.modules.contains(where: { tokens.has(["import"], before: $0) }) {
        parts.tests.append(file)
      } else if isDemo(file.path) || tokens.has(["@"], before: "main") {
        parts.demos.append(file)
      } else {
        parts.files.append(file)
      }
    }
    return parts
  }

  private static func isDemo(_ path: String) -> Bool {
    Files.name(of: path).lowercased() == "main.swift"
      || path.pathComponents.dropLast().contains { $0.lowercased().ends(with: ".playground") }
  }
}
