import GradeModel
import PluginHost
import Reporting

/// The report files that a check writes.
struct ReportTargets {
  /// The paths that were asked for.
  struct Paths {
    var junit: String?
    var json: String?
    var html: String?

    var isEmpty: Bool { junit == nil && json == nil && html == nil }
  }

  private var junit: ReportTarget?
  private var json: ReportTarget?
  private var html: ReportTarget?

  var hasPage: Bool { html != nil }

  /// - Throws: if a path is refused, or two are one file.
  init(_ paths: Paths, on submission: String, assignment: String, beside inputs: Inputs) throws(Failure) {
    func target(_ path: String?, _ form: ReportProof.Form) throws(Failure) -> ReportTarget? {
      guard let path else { return nil }
      return try ReportTarget(path, form, on: submission, assignment: assignment, beside: inputs)
    }
    (junit, json, html) = (
      try target(paths.junit, .junit), try target(paths.json, .json), try target(paths.html, .html)
    )
    if let path = shared { throw .usage(Wording.oneFileForTwo(path)) }
  }

  /// Writes that grading could not begin to every path that may be written to: a reader finds this sentence, and never the
  /// report of an earlier run.
  static func writeStillborn(
    _ report: Report, to paths: Paths, dialect: JUnit.Dialect, beside inputs: Inputs, installation: Installation?
  ) {
    guard !paths.isEmpty else { return }
    func target(_ path: String?, _ form: ReportProof.Form) -> ReportTarget? {
      path.flatMap {
        try? ReportTarget($0, form, on: report.submission.name, assignment: nil, beside: inputs)
      }
    }
    let targets = ReportTargets(
      junit: target(paths.junit, .junit), json: target(paths.json, .json), html: target(paths.html, .html))
    guard targets.shared == nil else { return }
    let pages = installation.flatMap { try? HTML(of: $0) }
    if pages == nil { targets.html?.remove() }
    try? targets.write(report, dialect: dialect, pages: pages)
  }

  private init(junit: ReportTarget?, json: ReportTarget?, html: ReportTarget?) {
    (self.junit, self.json, self.html) = (junit, json, html)
  }

  /// A path that two reports would be written to.
  private var shared: String? {
    let pairs = [(junit, json), (junit, html), (json, html)]
    return pairs.lazy.compactMap { one, other in
      guard let one, let other, one.isSame(as: other) else { return nil }
      return one.path
    }.first
  }

  /// - Parameter command: the command that shows a finding again.
  func write(
    _ report: Report, dialect: JUnit.Dialect, pages: HTML?, command: Reproduction? = nil
  ) throws(Failure) {
    try junit?.write(JUnit.document(for: report, dialect))
    try json?.write(JSON.document(for: report))
    if let pages { try html?.write(pages.document(for: report, command: command)) }
  }
}

/// A file that a report will be written to, looked at before the work and held by its folder until then.
struct ReportTarget {
  let path: String
  private let name: String
  /// `nil` for an open descriptor, such as `/dev/stdout`.
  private let directory: ReportDirectory?

  /// Makes the folders on the way.
  ///
  /// - Parameter assignment: `nil` for any, if a report that is there may be replaced whatever it was for.
  /// - Throws: if the file is an input, or neither new nor a report on this submission.
  init(
    _ path: String, _ form: ReportProof.Form, on submission: String, assignment: String?, beside inputs: Inputs
  ) throws(Failure) {
    self.path = path
    guard ReportWriter.descriptor(path) == nil else {
      (name, directory) = ("", nil)
      return
    }
    let (folder, name) = try ReportFile.writing { try ReportWriter.parts(of: path) }
    // Looked at before anything is made.
    let above = try ReportFile.writing { try ReportDirectory(Self.nearest(to: folder), for: path) }
    try inputs.check(above, for: path)
    let directory = try ReportFile.writing { try ReportDirectory(folder, making: true, for: path) }
    (self.name, self.directory) = (name, directory)
    try inputs.check(name, in: directory, for: path)
    switch directory.present(name) {
    case .nothing, .special: break
    case .link: throw .usage(ReportWriteError.isLink(path: path).description)
    case .folder: throw .usage(ReportWriteError.isFolder(path: path).description)
    case .file:
      guard ReportProof.holds(name, in: directory, form, on: submission, assignment: assignment) else {
        throw .usage(Wording.notOurReport(path, on: submission))
      }
    }
  }

  /// True if two reports would be one file.
  func isSame(as other: ReportTarget) -> Bool {
    guard let directory, let otherDirectory = other.directory else { return false }
    return name.utf8.elementsEqual(other.name.utf8) && directory.isSame(as: otherDirectory)
  }

  /// Returns the folder itself, or the first above it that is there.
  private static func nearest(to folder: String) -> String {
    var folder = folder
    while FileIdentity(folder) == nil, folder != ReportWriter.parent(of: folder) {
      folder = ReportWriter.parent(of: folder)
    }
    return folder
  }

  /// Takes the report of an earlier run away.
  func remove() { directory?.remove(name) }

  func write(_ text: @autoclosure () throws -> String) throws(Failure) {
    if let directory {
      try ReportFile.write(try text(), as: name, in: directory)
    } else {
      try ReportFile.write(try text(), to: path)
    }
  }
}
