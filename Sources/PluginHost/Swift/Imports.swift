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
  static func error(in submission: Submission) -> CompileError? {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    for file in submission.files {
      let text = Words.withoutComments(String(decoding: file.bytes, as: UTF8.self))
      var isImport = false
      for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        for word in line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
          if isImport && word == "PluginABI" {
            return .forbiddenImport(module: "PluginABI", file: file.path, line: index + 1)
          }
          // The module's name, and the kind before it, may be on later lines than the word `import`.
          isImport = word == "import" || isImport && kinds.contains(word)
        }
      }
    }
    return nil
  }

  /// The C headers that those modules are made of.
  var headers: [String] { isEmpty ? [] : ["/usr/include"] }
}

/// The words of a source.
private enum Words {
  /// Returns the text with a blank in place of each comment, and as many lines. A comment mark in a string counts too,
  /// which hides at most the text behind it.
  static func withoutComments(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    var depth = 0
    while let scalar = rest.popFirst() {
      let pair = (scalar, rest.first)
      if pair == ("/", "*") {
        depth += 1
        rest.removeFirst()
      } else if depth > 0, pair == ("*", "/") {
        depth -= 1
        rest.removeFirst()
        kept.append(" ")
      } else if depth > 0 {
        if Character(scalar).isNewline { kept.append("\n") }
      } else if pair == ("/", "/") {
        while let next = rest.first, !Character(next).isNewline { rest.removeFirst() }
      } else {
        kept.append(scalar)
      }
    }
    return String(kept)
  }
}
