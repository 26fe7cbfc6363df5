import Gradebook
import Reporting

/// The gradebook of a folder that is held open.
enum GradebookFile {
  /// True for a gradebook of ours, whose header has its sign, and for what SQLite puts beside it.
  static func isOfOurs(_ name: String, _ bytes: [UInt8]) -> Bool {
    if name == Gradebook.name { return bytes.starts(with: Gradebook.signature) || bytes.isEmpty }
    return Gradebook.companions.contains(name)
  }

  /// Opens the gradebook. A link in its place is refused, as for every report.
  ///
  /// - Parameter assignment: the assignment to begin one for if there is none.
  static func open(
    in directory: ReportDirectory, beginningFor assignment: String? = nil
  ) throws(Failure) -> Gradebook {
    for name in [Gradebook.name] + Gradebook.companions {
      switch directory.present(name) {
      case .nothing, .file: break
      default: throw .usage(ReportWriteError.isLink(path: directory.path + "/" + name).description)
      }
    }
    // SQLite makes files beside it by its path, so it takes no descriptor.
    let folder = ReportWriter.realPath(directory.openPath) ?? directory.path
    let path = folder + "/" + Gradebook.name
    let gradebook = try Failure.ofGradebook { () throws(GradebookError) in
      try Gradebook(at: path, beginningFor: assignment)
    }
    // The folder that was looked at is the one that it was opened in.
    guard case .file(let file) = directory.present(Gradebook.name), FileIdentity(path) == file else {
      throw .usage(Wording.movedFolder(directory.path))
    }
    return gradebook
  }
}
