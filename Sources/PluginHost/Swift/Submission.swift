internal import Glibc

/// A student's Swift files, read into memory once: what is compiled is what was read.
package struct Submission: Sendable, Equatable {
  /// One source file.
  package struct File: Sendable, Equatable {
    /// Its path inside the submission, such as `Sources/Adam.swift`.
    package let path: String
    package let bytes: [UInt8]
  }

  /// The most that is taken in.
  package struct Bounds: Sendable, Equatable {
    package var files = 64
    package var bytes = 1 << 20
    package var depth = 8
    /// Files and folders of every kind that are looked at.
    package var entries = 10_000

    package init() {}
  }

  /// The name of the submission's file or folder.
  package let name: String
  /// The files, sorted by path; at least one.
  package let files: [File]

  /// Reads a file, or every Swift file in a folder and its sub-folders. Skips `Package.swift`, `Tests`, hidden files
  /// and folders. Links and special files are never followed; one with the name of a Swift file is refused.
  package init(at path: String, bounds: Bounds = Bounds()) throws(SubmissionError) {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    name = Files.name(of: Files.realPath(trimmed) ?? trimmed)
    var reader = Reader(bounds: bounds)
    switch Files.kind(at: trimmed) {
    case nil:
      throw errno == EACCES ? .unreadable(path: path, reason: Files.reason(EACCES)) : .missing(path: path)
    case .file:
      guard trimmed.hasSuffix(".swift") else { throw .notSwift(path: path) }
      try reader.take(as: Files.name(of: trimmed)) { Files.bytes(of: trimmed, limit: $0) }
    case .folder:
      guard let folder = OpenFolder(trimmed) else { throw .unreadable(path: path, reason: Files.reason()) }
      try reader.walk(folder, prefix: "", depth: 0)
    case .other:
      throw .notPlain(path: path)
    }
    guard reader.files.contains(where: { !$0.bytes.isEmpty }) else { throw .empty(path: path) }
    files = reader.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

private struct Reader {
  let bounds: Submission.Bounds
  var files: [Submission.File] = []
  var total = 0
  var entries = 0

  init(bounds: Submission.Bounds) {
    self.bounds = bounds
  }

  mutating func walk(_ folder: OpenFolder, prefix: String, depth: Int) throws(SubmissionError) {
    let names = folder.names(limit: bounds.entries - entries)
    entries += names.count
    guard entries <= bounds.entries else { throw .tooManyEntries(limit: bounds.entries) }
    for name in names where !name.hasPrefix(".") {
      let isSource = name.hasSuffix(".swift") && name != "Package.swift"
      switch folder.kind(of: name) {
      case .folder:
        guard name != "Tests" && depth < bounds.depth else { continue }
        guard let inner = OpenFolder(name, in: folder) else {
          throw .unreadable(path: prefix + name, reason: Files.reason())
        }
        try walk(inner, prefix: prefix + name + "/", depth: depth + 1)
      case .file:
        if isSource { try take(as: prefix + name) { folder.bytes(of: name, limit: $0) } }
      case .other:
        if isSource { throw .notPlain(path: prefix + name) }
      case nil:
        if isSource { throw .unusableName(path: printable(prefix + name)) }
      }
    }
  }

  /// - Parameter read: returns the bytes, or nil with `errno` set.
  mutating func take(as relative: String, _ read: (_ limit: Int) -> [UInt8]?) throws(SubmissionError) {
    let isUsable = relative.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != ":" && $0 != "\"" }
    guard isUsable else { throw .unusableName(path: printable(relative)) }
    guard files.count < bounds.files else { throw .tooManyFiles(limit: bounds.files) }
    guard let bytes = read(bounds.bytes - total) else {
      throw errno == ELOOP ? .notPlain(path: relative) : .unreadable(path: relative, reason: Files.reason())
    }
    total += bytes.count
    guard total <= bounds.bytes else { throw .tooLarge(path: relative, limit: bounds.bytes) }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notText(path: relative) }
    files.append(Submission.File(path: relative, bytes: bytes))
  }

  /// Returns the name with `?` for each control character.
  private func printable(_ name: String) -> String {
    name.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
  }
}
