internal import Glibc

/// A student's Swift files, read into memory once: what is compiled is what was read.
package struct Submission: Sendable, Equatable {
  /// One source file.
  package struct File: Sendable, Equatable {
    /// Its path inside the submission, such as `Sources/Adam.swift`.
    package let path: String
    package let bytes: [UInt8]
  }

  /// What is taken in at most.
  package struct Bounds: Sendable, Equatable {
    package var files = 64
    package var bytes = 1 << 20
    package var depth = 8

    package init() {}
  }

  /// The name for the submission: its file's or folder's.
  package let name: String
  /// The files, sorted by path; at least one.
  package let files: [File]

  /// Reads a file, or every Swift file in a folder and its sub-folders. Passed over in a folder: `Package.swift`, `Tests`,
  /// hidden files and folders. Links and special files are refused where they stand for a Swift file, and never followed.
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
      try reader.take(trimmed, as: Files.name(of: trimmed))
    case .folder:
      try reader.walk(trimmed, prefix: "", depth: 0)
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

  init(bounds: Submission.Bounds) {
    self.bounds = bounds
  }

  mutating func walk(_ folder: String, prefix: String, depth: Int) throws(SubmissionError) {
    guard let names = Files.names(in: folder) else { throw .unreadable(path: folder, reason: Files.reason()) }
    for name in names where !name.hasPrefix(".") {
      let path = folder + "/" + name
      let isSource = name.hasSuffix(".swift") && name != "Package.swift"
      switch Files.kind(at: path) {
      case .folder:
        if name != "Tests" && depth < bounds.depth { try walk(path, prefix: prefix + name + "/", depth: depth + 1) }
      case .file:
        if isSource { try take(path, as: prefix + name) }
      case .other:
        if isSource { throw .notPlain(path: prefix + name) }
      case nil:
        if isSource { throw .unusableName(path: printable(prefix + name)) }
      }
    }
  }

  mutating func take(_ path: String, as relative: String) throws(SubmissionError) {
    let isUsable = relative.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != ":" && $0 != "\"" }
    guard isUsable else { throw .unusableName(path: printable(relative)) }
    guard files.count < bounds.files else { throw .tooManyFiles(limit: bounds.files) }
    guard let bytes = Files.bytes(of: path, limit: bounds.bytes - total) else {
      throw errno == ELOOP ? .notPlain(path: relative) : .unreadable(path: relative, reason: Files.reason())
    }
    total += bytes.count
    guard total <= bounds.bytes else { throw .tooLarge(path: relative, limit: bounds.bytes) }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notText(path: relative) }
    files.append(Submission.File(path: relative, bytes: bytes))
  }

  /// The name with control characters shown as such.
  private func printable(_ name: String) -> String {
    name.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
  }
}
