import Foundation
import Glibc

/// Submissions that are not plain files of source.
extension Attack {
  private static func make(_ files: [String: String], at path: String) throws {
    for (name, text) in files {
      let file = path + "/" + name
      try FileManager.default.createDirectory(
        atPath: String(file[..<file.lastIndex(of: "/")!]), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
    }
  }

  static func folders(_ target: Target) -> [Attack] {
    [
      .folder("a link to /etc/passwd", .notBuilt("links and special files are not followed")) { path in
        try make(["ok.swift": idle], at: path)
        symlink("/etc/passwd", path + "/Adam.swift")
      },
      .folder("a link as the whole submission", .notBuilt("")) { symlink(target.neighbour, $0) },
      .folder("a folder that is a link to all submissions", .notBuilt("No type named Adam")) { path in
        try make(["ok.swift": "let x = 1"], at: path)
        symlink(target.folder, path + "/more")
      },
      .folder("a link to itself", .notBuilt("")) { symlink($0, $0) },
      .folder("a pipe", .notBuilt("links and special files are not followed")) { path in
        try make(["ok.swift": idle], at: path)
        mkfifo(path + "/Adam.swift", 0o644)
      },
      .folder("a pipe as the whole submission", .notBuilt("neither a plain file nor a folder")) { mkfifo($0, 0o644) },
      .folder("a socket", .notBuilt("links and special files are not followed")) { path in
        try make(["ok.swift": idle], at: path)
        mknod(path + "/Adam.swift", S_IFSOCK | 0o644, 0)
      },
      .folder("a device, where one can be made", .notBuilt("")) { path in
        try make(["ok.txt": ""], at: path)
        mknod(path + "/Adam.swift", S_IFCHR | 0o644, 0x0105)
      },
      .folder("a line break in a name", .wrong) {
        try make(["A\ndam.swift": idle], at: $0)
      },
      .folder("escapes in a name", .wrong) {
        try make(["\u{1B}[31mAdam.swift": idle], at: $0)
      },
      .folder("a name that is no UTF-8", .notBuilt("")) { path in
        try make(["ok.swift": idle], at: path)
        let name: [CChar] = Array((path + "/").utf8CString.dropLast()) + [-1, -2] + Array(".swift".utf8CString)
        close(open(name, O_WRONLY | O_CREAT, 0o644))
      },
      .folder("names like flags and response files", .wrong) {
        try make(
          [
            "-o\(0).swift": "let a = 1", "@response.swift": "let b = 2", "..swift": "", "...swift": idle,
            "Adam.swift": idle,
          ], at: $0)
      },
      .folder("a quotation mark in a name", .wrong) {
        try make(["\"Adam.swift": idle], at: $0)
      },
      .folder("a package that runs when it is read", .wrong) {
        try make(
          [
            "Package.swift":
              "import Foundation\ntry! \"x\".write(toFile: \"\(target.forbidden)\", atomically: true, encoding: .utf8)",
            "Sources/Adam.swift": idle,
          ], at: $0)
      },
      .folder("statements that run by themselves", .wrong) {
        try make(["main.swift": idle + "\nprint(\"DONE\")\n"], at: $0)
      },
      .folder("statements that say they are elsewhere", .wrongOrNotBuilt) {
        let statements = "print(\"DONE\"); if true {\n#sourceLocation(file: \"main.swift\", line: 1)\n}\n"
        try make(["main.swift": idle + "\n#sourceLocation(file: \"main.swift\", line: 900)\n" + statements], at: $0)
      },
      .folder("an import in a demo that all else needs", .notBuilt("PluginABI")) {
        let demo = "import PluginABI\nlet needed = GRADUS_OK\nprint(needed)\n"
        try make(["Adam.swift": idle + "\nlet used = needed\n", "main.swift": demo], at: $0)
      },
      .folder("ten thousand files", .notBuilt("more than")) { path in
        try make(Dictionary(uniqueKeysWithValues: (0..<500).map { ("a\($0).swift", "let a\($0) = 1") }), at: path)
      },
      .folder("a file of ten megabytes", .notBuilt("larger than")) {
        try make(["Adam.swift": String(repeating: "// x\n", count: 2 << 20)], at: $0)
      },
      .folder("a hundred folders deep", .notBuilt("holds no Swift source")) {
        try make([String(repeating: "d/", count: 100) + "Adam.swift": idle], at: $0)
      },
      .folder("a NUL in the source", .notBuilt("is not UTF-8 text")) { try make(["Adam.swift": idle + "\0"], at: $0) },
      .folder("bytes that are no text", .notBuilt("is not UTF-8 text")) { path in
        try make(["ok.txt": ""], at: path)
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: path + "/Adam.swift"))
      },
      .folder("nothing at all", .notBuilt("holds no Swift source")) { try make(["README.md": ""], at: $0) },
    ]
  }
}
