import PluginHost
import Reporting

/// The files and folders that a command reads. No report is written over one, or among them.
struct Inputs {
  private let folders: Set<FileIdentity>
  private let files: Set<FileIdentity>

  /// - Parameters:
  ///   - submission: a submission, or the folder of all.
  ///   - seed: the hidden seed's file.
  ///   - assignment: its identifier, or the path of its folder.
  ///   - installation: `nil` if there is none.
  init(submission: String, seed: String?, assignment: String?, installation: Installation?) throws(Failure) {
    var ours = installation.map { [$0.assignments, $0.references, $0.kit] } ?? []
    // Beside the assignments of a course there may be reports: nothing else of it is read.
    if let course = assignment.flatMap(Shelf.course) { ours += Shelf.folders(in: course) }
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
