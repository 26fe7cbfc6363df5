import Glibc
import Gradebook
import Reporting

/// One submission of a batch.
struct BatchEntry: Equatable, Sendable {
  /// Its name; bytes that are not UTF-8 stand as `%FF`.
  let name: String
  /// Its path; nil if the name is not UTF-8. Another character in place of a byte could make two names one, and grade
  /// one student's program for the other's.
  let path: String?
  /// Its report's name without the extension. No two are alike, so the batch also identifies the submission by it.
  let report: String

  /// Its row in the gradebook.
  var attempt: Gradebook.Attempt { Gradebook.Attempt(name: name, report: report, student: name) }

  /// Returns the submissions of these names.
  static func all(_ names: [[UInt8]], in folder: String) -> [BatchEntry] {
    let reports = ReportName.files(for: names)
    let texts = names.map { String(validating: $0, as: UTF8.self) }
    let shown = zip(texts, reports).map { $0 ?? $1 }
    // Rows are matched by what a reader sees. If two would look alike, all go by their reports' names, which for most
    // are their own.
    let isPlain = Set(shown.map { Visible.text($0) }).count == names.count
    return names.indices.map { index in
      BatchEntry(
        name: isPlain ? shown[index] : reports[index], path: texts[index].map { "\(folder)/\($0)" },
        report: reports[index])
    }
  }

  /// Returns the names of everything in a folder that is not hidden, in the order of their bytes, and the count of what
  /// is hidden; nil if there is no folder.
  static func names(in folder: String) -> (names: [[UInt8]], hidden: Int)? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    var hidden = 0
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes.first != UInt8(ascii: ".") {
        names.append(bytes)
      } else if bytes != Array(".".utf8), bytes != Array("..".utf8) {
        hidden += 1
      }
    }
    return (names.sorted { $0.lexicographicallyPrecedes($1) }, hidden)
  }

  /// True if the submission no longer exists: somebody took it away, which is no mistake in a program.
  var isGone: Bool {
    var status = stat()
    guard let path else { return false }
    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }
}
