/// The modules that an assignment lets its submissions import beside the kit, and what comes with them.
package struct Imports: Sendable, Equatable {
  /// What one module brings along.
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

  /// The import of a module that is there for the kit alone, if a submission has one. What is not there at all is left to the
  /// compiler.
  static func error(in submission: Submission) -> CompileError? {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    for file in submission.files {
      let lines = String(decoding: file.bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
      for (index, line) in lines.enumerated() {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "/") }
        guard let place = words.firstIndex(of: "import"), !words[..<place].contains(where: { $0.hasPrefix("//") })
        else { continue }
        let module = words[(place + 1)...].first { !kinds.contains($0) }
        if module == "PluginABI" {
          return .forbiddenImport(module: "PluginABI", file: file.path, line: index + 1)
        }
      }
    }
    return nil
  }

  /// The C headers that those modules are made of.
  var headers: [String] { isEmpty ? [] : ["/usr/include"] }
}
