import Glibc
import Gradebook
import Intake
import PluginHost
import Reporting

/// One submission of a batch.
struct BatchEntry: Codable, Equatable, Sendable {
  /// Its name; bytes that are not UTF-8 stand as `%FF`.
  let name: String
  /// Its path; nil if the name is not UTF-8. Another character in place of a byte could make two names one, and grade
  /// one student's program for the other's.
  var path: String?
  /// Its report's name without the extension. No two are alike, so the batch also identifies the submission by it.
  let report: String

  /// The student's identifier; of a group, those of all; without an export or a roster, the submission's name.
  var student: String
  /// The student's name, if somebody told it.
  var person: String?
  /// Other names of the student in the roster; nil of a group, and where nobody is told apart from the submission.
  var known: [String]?
  /// The attempt's number, from 1.
  var number = 1
  /// The instant at which it was handed in, in seconds since 1970.
  var handedIn: Int?
  var isLate = false
  /// The reason why it cannot be opened.
  var fault: String?

  init(name: String, path: String?, report: String) {
    (self.name, self.path, self.report, student) = (name, path, report, name)
  }

  /// Its row in the gradebook.
  var attempt: Gradebook.Attempt {
    Gradebook.Attempt(
      name: name, report: report, student: student, number: number, handedIn: handedIn.map(Int64.init), isLate: isLate)
  }

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

  /// Returns the submissions of an export, with whose they are, sorted by name.
  static func all(_ handIns: HandIns) -> [BatchEntry] {
    let sorted = handIns.attempts.sorted { $0.origin.utf8.lexicographicallyPrecedes($1.origin.utf8) }
    return zip(sorted, all(sorted.map { Array($0.origin.utf8) }, in: "")).map { attempt, entry in
      var entry = entry
      entry.path = attempt.path
      entry.student = attempt.owner
      entry.person = attempt.students.map(\.name).joined(separator: ", ")
      if attempt.students.count == 1 { entry.known = handIns.alsoKnown?[attempt.owner] ?? [] }
      entry.number = attempt.number
      entry.handedIn = attempt.handedIn
      entry.isLate = attempt.isMarkedLate
      entry.fault = attempt.fault.map(\.description)
      return entry
    }
  }

  /// Returns the same hand-ins by the names that a batch grades them under: those that look alike go by their reports' names.
  static func named(_ handIns: HandIns) -> HandIns {
    var named = handIns
    let order = handIns.attempts.indices.sorted {
      handIns.attempts[$0].origin.utf8.lexicographicallyPrecedes(handIns.attempts[$1].origin.utf8)
    }
    for (index, entry) in zip(order, all(handIns)) { named.attempts[index].origin = entry.name }
    return named
  }

  /// Returns the names of everything in a folder that is not hidden, in the order of their bytes, and the count of what
  /// is hidden; nil if there is no folder, or if it cannot be read to its end.
  static func names(in folder: String) -> (names: [[UInt8]], hidden: Int)? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    var hidden = 0
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes.first != UInt8(ascii: ".") {
        names.append(bytes)
      } else if bytes != Array(".".utf8), bytes != Array("..".utf8) {
        hidden += 1
      }
    }
    guard errno == 0 else { return nil }
    return (names.sorted { $0.lexicographicallyPrecedes($1) }, hidden)
  }

  /// Reads the submission as an assignment takes it.
  func read(on bench: Bench) -> ReadSubmission {
    if let fault { return .unreadable(fault) }
    let read = bench.read(path, name: name)
    // Its student knows no folder that it was unpacked to, and that is another each time.
    if person != nil, let path, case .refused(let reason) = read { return .refused(reason.replacing(path, with: name)) }
    return read
  }

  /// True if the submission no longer exists: somebody took it away, which is no mistake in a program.
  var isGone: Bool {
    guard let path, fault == nil else { return false }
    return Self.isGone(path)
  }

  /// True if nothing is at a path.
  static func isGone(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }
}
