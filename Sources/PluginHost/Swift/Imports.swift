/// The modules that an assignment lets its submissions import beside the kit, and what comes with them.
package struct Imports: Sendable, Equatable {
  /// The parts of one module.
  private struct Module {
    /// Modules in the compiler's folder for the platform.
    let modules: [String]
    /// Folders of the compiler's resources with C modules.
    let folders: [String]
    let libraries: [String]
  }

  // Foundation exports the C library to whoever imports it. Networking and XML are modules of their own, and stay out.
  private static let known: [String: Module] = [
    "Foundation": Module(
      modules: [
        "Foundation", "FoundationEssentials", "FoundationInternationalization", "Dispatch", "Glibc",
        "Synchronization", "_Builtin_float", "_FoundationCollections",
      ],
      folders: ["CoreFoundation", "_FoundationCShims", "_foundation_unicode", "dispatch", "os", "Block"],
      libraries: [
        "Foundation", "FoundationEssentials", "FoundationInternationalization", "swiftGlibc", "swiftDispatch",
      ])
  ]

  /// The modules as the manifest names them, sorted.
  let names: [String]

  init(_ names: [String]) throws(HostError) {
    for name in names where Self.known[name] == nil {
      throw .unknownImport(module: name, known: Self.known.keys.sorted())
    }
    self.names = Set(names).sorted()
  }

  var isEmpty: Bool { names.isEmpty }
  var modules: [String] { names.flatMap { Self.known[$0]!.modules } }
  var folders: [String] { names.flatMap { Self.known[$0]!.folders } }
  var libraries: [String] { names.flatMap { Self.known[$0]!.libraries } }

  /// A module that exists for the kit alone. The compiler reports modules that do not exist.
  static let kitsOwn = "PluginABI"

  /// The modules that any submission may import.
  var given: Set<String> { Set(["GradusKit", "Swift"] + names) }

  /// The imports of a file, as our own reading has them: each module with the line of its name.
  static func list(in file: Submission.File) -> [(module: String, line: Int)] {
    let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    var found: [(module: String, line: Int)] = []
    var isImport = false
    for word in Tokens(file.bytes).words {
      // The kind of what is imported may stand before the module's name.
      let isKind = isImport && kinds.contains(word.text)
      if isImport && !isKind { found.append((word.text, word.line)) }
      isImport = word.text == "import" || isKind
    }
    return found
  }

  /// The refusal of a submission that imports the kit's own module.
  ///
  /// - Parameter listed: the imports as the frontend lists them; `nil` if it could not. Then our own reading counts.
  static func error(in files: [Submission.File], listed: [String]?) -> CompileError? {
    if let listed, !listed.contains(kitsOwn) { return nil }
    for file in files {
      if let line = list(in: file).first(where: { $0.module == kitsOwn })?.line {
        return .forbiddenImport(module: kitsOwn, file: file.path, line: line)
      }
    }
    guard listed != nil, let file = files.first(where: mentionsKitsOwn) else { return nil }
    let before = file.bytes.firstRange(of: Array(kitsOwn.utf8)).map { file.bytes[..<$0.lowerBound] } ?? []
    return .forbiddenImport(module: kitsOwn, file: file.path, line: before.count { $0 == 10 } + 1)
  }

  /// True if a file could import the kit's own module: its name stands somewhere.
  static func mentionsKitsOwn(_ file: Submission.File) -> Bool { file.bytes.firstRange(of: Array(kitsOwn.utf8)) != nil }

  /// The C headers that those modules are made of.
  var headers: [String] { isEmpty ? [] : ["/usr/include"] }
}
