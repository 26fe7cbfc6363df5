internal import Glibc

/// A student's Swift files, read into memory once: what is compiled is what was read.
package struct Submission: Codable, Sendable, Equatable {
  /// One source file.
  package struct File: Sendable, Equatable {
    /// Its path inside the submission, such as `Sources/Adam.swift`.
    package let path: String
    /// UTF-8, whatever the file itself was written in.
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
  /// Files that only show what the others do. They are compiled if the others do not compile without them.
  let demos: [File]
  /// Other files and folders that are no part of the program; a folder ends in `/`.
  let others: [String]
  /// All that is left aside, sorted.
  package var leftAside: [String] { (demos.map(\.path) + others).sorted() }

  /// Reads a file, or every Swift file in a folder and its sub-folders, but for hidden ones and for what is left aside
  /// (``LeftAside``). Links and special files are never followed; one with the name of a Swift file is refused.
  ///
  /// - Parameter types: the types that the assignment asks for; demos are told by declaring none of them.
  package init(at path: String, declaring types: [String] = [], bounds: Bounds = Bounds()) throws(SubmissionError) {
    var trimmed = path
    while trimmed.utf8.count > 1 && trimmed.ends(with: "/") { trimmed = String(trimmed.utf8.dropLast()) ?? "/" }
    name = Files.name(of: Files.realPath(trimmed) ?? trimmed)
    var reader = Reader(bounds: bounds)
    switch Files.kind(at: trimmed) {
    case nil:
      throw errno == ENOENT || errno == ENOTDIR ? .missing(path: path) : .refused(path)
    case .file:
      guard LeftAside.isSource(trimmed) else { throw .notSwift(path: path) }
      try reader.take(as: Files.name(of: trimmed)) { Files.bytes(of: trimmed, limit: $0) }
    case .folder:
      guard let folder = OpenFolder(trimmed) else { throw .refused(path) }
      try reader.walk(folder, prefix: "", depth: 0)
    case .other:
      throw .notPlain(path: path)
    }
    let all = reader.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let parts = types.isEmpty ? (files: all, demos: [], tests: []) : LeftAside.parts(of: all, declaring: types)
    (files, demos) = (parts.files, parts.demos)
    others = reader.others + parts.tests.map(\.path)
    guard files.contains(where: { !$0.bytes.isEmpty }) else {
      throw files.first.map { .blank(path: $0.path) } ?? .empty(path: path, leftAside: others.sorted())
    }
  }
}

extension Submission {
  /// True if it was made of these files: its own are among them, byte for byte, and the others it has left aside.
  package func isMade(of all: [File]) -> Bool {
    let bytes = Dictionary(all.map { ($0.path, $0.bytes) }) { first, _ in first }
    let own = files + demos
    return own.allSatisfy { bytes[$0.path] == $0.bytes }
      && Set(bytes.keys).subtracting(own.map(\.path)).isSubset(of: Set(others))
  }
}

private struct Reader {
  let bounds: Submission.Bounds
  var files: [Submission.File] = []
  /// The files that are left aside by their names.
  var others: [String] = []
  var total = 0
  var entries = 0

  init(bounds: Submission.Bounds) {
    self.bounds = bounds
  }

  mutating func walk(_ folder: OpenFolder, prefix: String, depth: Int) throws(SubmissionError) {
    guard let names = folder.names(limit: bounds.entries - entries) else { throw .refused(prefix) }
    entries += names.count
    guard entries <= bounds.entries else { throw .tooManyEntries(limit: bounds.entries) }
    for name in names where !name.begins(with: ".") && name != "__MACOSX" {
      let isSource = LeftAside.isSource(name)
      switch folder.kind(of: name) {
      case .folder:
        guard !LeftAside.isTests(name), depth < bounds.depth else {
          others.append(printable(prefix + name) + "/")
          continue
        }
        guard let inner = OpenFolder(name, in: folder) else {
          throw .refused(prefix + name)
        }
        try walk(inner, prefix: prefix + name + "/", depth: depth + 1)
      case .file where LeftAside.isManifest(name): others.append(printable(prefix + name))
      case .file:
        if isSource { try take(as: prefix + name) { folder.bytes(of: name, limit: $0) } }
      case .other:
        if isSource { throw .notPlain(path: prefix + name) }
      // A name that is not UTF-8 is written with more bytes, and then nothing has it, or it is too long for anything.
      case nil where errno != ENOENT && errno != ENAMETOOLONG: throw .refused(prefix + name)
      case nil:
        if isSource { throw .unusableName(path: printable(prefix + name)) }
      }
    }
  }

  /// - Parameter read: returns the bytes, or nil with `errno` set.
  mutating func take(as relative: String, _ read: (_ limit: Int) -> [UInt8]?) throws(SubmissionError) {
    let relative = Self.compilable(relative)
    guard Self.canBeWritten(relative), !files.contains(where: { Self.exclude($0.path, relative) }) else {
      throw .unusableName(path: printable(relative))
    }
    guard files.count < bounds.files else { throw .tooManyFiles(limit: bounds.files) }
    guard let bytes = read(bounds.bytes - total) else {
      throw .refused(relative)
    }
    total += bytes.count
    guard total <= bounds.bytes else { throw .tooLarge(path: relative, limit: bounds.bytes) }
    guard let text = Self.unicode(bytes) else { throw .notText(path: relative) }
    files.append(Submission.File(path: relative, bytes: text))
  }

  /// A path that the compiler's lists and messages can hold: signs that end a path there are written as `%3A`.
  private static func compilable(_ path: String) -> String {
    path.unicodeScalars.map { scalar in
      guard scalar.value < 32 || scalar.value == 127 || scalar == ":" || scalar == "\"" else { return String(scalar) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  /// True if a folder of ours can hold a file of this path: other signs in its names may have made them too long.
  private static func canBeWritten(_ path: String) -> Bool {
    path.utf8.count <= 2_000 && path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy { $0.count <= 255 }
  }

  /// True if no folder can hold files of both paths: they are the same, or one is a folder of the other's.
  private static func exclude(_ one: String, _ other: String) -> Bool {
    one.isSame(as: other) || one.utf8.starts(with: (other + "/").utf8) || other.utf8.starts(with: (one + "/").utf8)
  }

  /// A text in UTF-8; UTF-16 is known by its first two bytes.
  private static func unicode(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else {
      return !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil ? bytes : nil
    }
    guard bytes.count % 2 == 0 else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).map { place in
      isLittle
        ? UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 : UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }
    return String(validating: units, as: UTF16.self).flatMap { $0.utf8.contains(0) ? nil : Array($0.utf8) }
  }

  /// Returns the name with `?` for each control character.
  private func printable(_ name: String) -> String {
    name.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
  }
}
