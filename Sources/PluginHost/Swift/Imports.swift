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

  /// Returns the first import of a module that exists for the kit alone.
  /// The compiler reports modules that do not exist.
  static func error(in files: [Submission.File]) -> CompileError? {
    let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    for file in files {
      var isImport = false
      for word in Tokens(file.bytes).words {
        if isImport && word.text == "PluginABI" {
          return .forbiddenImport(module: "PluginABI", file: file.path, line: word.line)
        }
        // The kind of what is imported may stand before the module's name.
        isImport = word.text == "import" || isImport && kinds.contains(word.text)
      }
    }
    return nil
  }

  /// The C headers that those modules are made of.
  var headers: [String] { isEmpty ? [] : ["/usr/include"] }
}
