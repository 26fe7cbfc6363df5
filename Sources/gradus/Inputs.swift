import PluginHost
import Reporting

/// The files and folders that a command reads. No report is written over one, or among them.
struct Inputs {
  private let folders: Set<FileIdentity>
  private let files: Set<FileIdentity>

  /// - Parameters:
  ///   - submission: a submission, or the folder of all.
  ///   - seed: the hidden seed's file.
  init(submission: String, seed: String?, installation: Installation) throws(Failure) {
    let ours = [installation.assignments, installation.references, installation.kit]
    let given = FileIdentity(submission)
    folders = Set(ours.compactMap { FileIdentity($0) }).union(given.map { [$0] } ?? [])
    files = Set([given, seed.flatMap { FileIdentity($0) }].compactMap(\.self))
    guard let seed, ReportWriter.descriptor(seed) == nil, let own = FileIdentity(seed) else { return }
    let isAmongThem = try ReportFile.writing { try Self.folder(of: seed)?.lies(in: given.map { [$0] } ?? []) ?? false }
    if own == given || isAmongThem { throw .usage(Wording.seedAmongSubmissions(seed)) }
  }

  /// The folder that a file really stands in; `nil` if it cannot be opened.
  private static func folder(of path: String) throws(Failure) -> ReportDirectory? {
    guard let real = ReportWriter.realPath(path), let (folder, _) = try? ReportWriter.parts(of: real) else {
      return nil
    }
    return try? ReportDirectory(folder)
  }

  /// Refuses a folder for reports that is an input, or in one.
  func check(_ directory: ReportDirectory, for path: String) throws(Failure) {
    if try ReportFile.writing({ try directory.lies(in: folders) }) { throw .usage(Wording.outputAmongInputs(path)) }
  }

  /// Refuses a file for a report that is an input.
  func check(_ name: String, in directory: ReportDirectory, for path: String) throws(Failure) {
    try check(directory, for: path)
    if case .file(let present) = directory.present(name), files.contains(present) {
      throw .usage(Wording.outputAmongInputs(path))
    }
  }
}

/// A file that a report will be written to, looked at before the work and held by its folder until then.
struct ReportTarget {
  let path: String
  private let name: String
  /// `nil` for an open descriptor, such as `/dev/stdout`.
  private let directory: ReportDirectory?

  /// - Throws: if the file is an input, or neither new nor a report on this submission.
  init(
    _ path: String, _ form: ReportProof.Form, on submission: String, assignment: String, beside inputs: Inputs
  ) throws(Failure) {
    self.path = path
    guard ReportWriter.descriptor(path) == nil else {
      (name, directory) = ("", nil)
      return
    }
    let (folder, name) = try ReportFile.writing { try ReportWriter.parts(of: path) }
    let directory = try ReportFile.writing { try ReportDirectory(folder, for: path) }
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

  func write(_ text: @autoclosure () throws -> String) throws(Failure) {
    if let directory {
      try ReportFile.write(try text(), as: name, in: directory)
    } else {
      try ReportFile.write(try text(), to: path)
    }
  }
}
