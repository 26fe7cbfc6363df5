import Foundation

/// Attempts to have the grade withheld, or told as something else, by what a compiler, a linker or an end can be made to say.
extension Attack {
  /// An error that says that it is elsewhere.
  private static func elsewhere(_ file: String) -> Attack {
    .source(
      "says that an error is in \"\(file)\"", .notBuilt("does not compile"),
      "#sourceLocation(file: \"\(file)\", line: 1)\nlet x: Int = \"\"\n" + idle)
  }

  /// A function that is called like something of the compiler's, of the linker's or of the runtime's.
  private static func symbol(_ name: String) -> Attack {
    .source(
      "calls a function \(name)", .itsOwnFault,
      idle + "@_silgen_name(\"\(name)\") public func stranger(_ x: Int) -> Int { x &+ 1 }\n")
  }

  private static func section(_ name: String) -> Attack {
    .source(
      "puts data into the section \(name)", .itsOwnFault,
      idle + "@section(\"\(name)\") @used let strange: (UInt32, UInt32, UInt32) = (8, 0xdeadbeef, 0x41414141)\n")
  }

  /// A program in a file whose name is more than it seems.
  private static func named(_ path: String) -> Attack {
    let shown = path.unicodeScalars.map { $0.isASCII ? String($0) : "U+" + String($0.value, radix: 16) }.joined()
    return .folder("is called \(shown)", .wrong) { folder in
      let file = folder + "/" + path
      // By bytes: a mark can make one character of a slash and what follows.
      let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))!
      try FileManager.default.createDirectory(atPath: String(file[..<slash]), withIntermediateDirectories: true)
      try Data(idle.utf8).write(to: URL(filePath: file))
    }
  }

  private static func importing(_ name: String, _ lines: String) -> Attack {
    .source("imports the kit's header \(name)", .notBuilt("does without PluginABI"), lines + "\n" + idle)
  }

  static func blame(_ target: Target) -> [Attack] {
    [
      "", " ", "x: error: y", ": error: ", "a\\nb", "a\\n<unknown>:0: error: z", "<unknown>",
      "<unknown>:0: error: cannot open",
      "/usr/include/stdio.h", "/opt/swift/usr/lib/swift/linux/x86_64/swiftrt.o", "/proc/self/maps", "entry.swift",
      "../entry.swift",
      "Stack dump:", "Adam.swift:1:1: error: no such module 'GradusKit'", "\\u{301}Adam.swift", "\\u{FE0F}",
      "a\\u{2028}b", "a\\tb", "\\u{202E}tfiws.madA",
    ].map(elsewhere)
      + [
        "$s7Student4AdamVMa", "$s7Student4AdamVMn", "$s7Student4AdamVN", "$s7Student4AdamVMf", "$s7StudentMXM",
        "$s7Student4AdamVWV", "swift_retain", "swift_release", "swift_allocObject", "main", "_start", "_init",
        "_DYNAMIC",
        "_GLOBAL_OFFSET_TABLE_", "__bss_start", "_end", "__ehdr_start", "$sSdN", "memcpy", "$s9GradusKit6TensorVMa",
      ].map(symbol)
      + [
        ".relro_padding", ".got", ".got.plt", ".plt", ".shstrtab", ".strtab", ".dynsym", ".dynstr", ".hash",
        ".gnu.hash",
        ".interp", ".bss", ".tbss", ".data.rel.ro", ".eh_frame_hdr", ".gnu.version", ".gnu.version_d", ".rela.plt",
        ".note.stapsdt",
        ".comment",
      ].map(section)
      + ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}", "\u{1F3FB}", "\u{E0041}"].flatMap { mark in
        ["\(mark)Adam.swift", "d/\(mark)Adam.swift", "d\(mark)/Adam\(mark).swift", "\(mark)/\(mark).swift"]
      }.map(named)
      + [
        importing("between texts", "let a = \"/*\"\nimport PluginABI\nlet b = \"*/\""),
        importing("between long texts", "let a = \"\"\"\n  /*\n  \"\"\"\nimport PluginABI\nlet b = \"*/\""),
        importing("between raw texts", "let a = #\"\\\"/*\"#; import PluginABI; let b = #\"*/\"#"),
        importing("behind an interpolation", "let a = \"\\(\"/*\")\"; import PluginABI // */"),
        importing("behind a pattern", "let a = #/\"/#; import PluginABI; let b = \"x\""),
        importing("behind nested comments", "/* /* */ \" */ import PluginABI"),
        importing("behind a hash and a quote", "let a = ##\"\"#/*\"##; import PluginABI; let b = \"*/\""),
        importing("by one of its types", "@_exported import struct PluginABI.gradus_host"),
        importing("under a condition", "#if swift(>=5)\nimport PluginABI\n#endif"),
        importing("behind a name in backticks", "let `/*` = 1; import PluginABI; let `*/` = 2"),
        importing("with its own name in backticks", "import `PluginABI`"),
        importing("for all the world", "public import PluginABI"),
        importing("for itself alone", "@_implementationOnly import PluginABI"),
        importing("as if it were to be tested", "@testable import PluginABI"),
        importing("with an attribute on the line above", "@preconcurrency\nimport PluginABI"),
        importing("behind a comment inside the line", "import/* \" */PluginABI"),
        importing("behind a comment that ends the line", "import // \"\"\"\n  PluginABI"),
        importing("after another place was named", "#sourceLocation(file: \"a\", line: 1)\nimport PluginABI"),
        importing("between patterns with quotes", "let a = #/\"\"\"/#\nimport PluginABI\nlet b = #/\"\"\"/#"),
        importing(
          "behind an interpolation in another", "let a = \"\\(\"\\(\"/*\")\")\"\nimport PluginABI\nlet b = \"*/\""),
        importing(
          "behind a long text in an interpolation",
          "let a = \"\"\"\n\\(\"\"\"\n/*\n\"\"\")\n\"\"\"\nimport PluginABI\nlet b = \"*/\""),
        importing("on lines that end like those of old machines", "let a = 1 // \"\rimport PluginABI\r"),
        importing("in the branch that counts", "#if false\nlet a = \"/*\n#else\nimport PluginABI\n#endif"),
        importing("after a form feed", "let a = 1\u{0C}\nimport\u{0C}PluginABI"),
        .source(
          "makes the compiler crash", .notBuilt("The compiler itself crashed on your submission, while type-checking"),
          "let x = " + Array(repeating: "1", count: 40_000).joined(separator: "+") + "\n" + idle),
        .run("raises the signal of an operator", .crashes("stopped on signal 15"), "raise(SIGTERM)"),
        .run("raises the signal of the host's clock", .wrong, "raise(SIGIO)"),
        .run("hangs up", .crashes("stopped on signal 1"), "raise(SIGHUP)"),
        .run("ends with the largest code", .crashes("ended itself with code 255"), "exit(255)"),
        .run(
          "prints a crash of another line and leaves", .crashes("ended itself with code 3"),
          "fputs(\"Adam.swift:1: Fatal error: Index out of range\\n\", stderr); exit(3)"),
        .run("raises the signal of its limit", .crashes("stopped on signal 24"), "raise(SIGXCPU)"),
        .run("ends with the code of a time-out", .crashes("ended itself with code 152"), "exit(128 + 24)"),
        .run("ends with the code of an abort", .crashes("ended itself with code 134"), "_exit(128 + 6)"),
      ]
  }
}
