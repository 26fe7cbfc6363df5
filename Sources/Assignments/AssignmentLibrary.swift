internal import Equations
internal import GradeModel
import Foundation

/// A directory of assignments, one folder each: `10-adam/assignment.yaml`.
package struct AssignmentLibrary: Sendable {
  /// The name of the manifest in an assignment's folder.
  package static let manifest = "assignment.yaml"

  /// The directory's path.
  package let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  /// The folders that hold a manifest, sorted.
  package func ids() throws(AssignmentLibraryError) -> [String] {
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw .noDirectory(directory)
    }
    return entries.filter { FileManager.default.fileExists(atPath: manifestPath(of: $0)) }.sorted()
  }

  /// Every assignment, in the order of its identifiers.
  package func assignments() throws -> [Assignment] {
    try ids().map { try read($0, true) }
  }

  /// The assignment with an identifier, `10-adam`, or with a name at the end of only one identifier, `adam`.
  ///
  /// - Parameter samplesAreCompared: false where samples do not matter, so that they may be missing still.
  package func assignment(_ requested: String, comparingSamples samplesAreCompared: Bool = true) throws -> Assignment {
    try read(identify(requested), samplesAreCompared)
  }

  /// The identifier that a request refers to.
  package func identify(_ requested: String) throws(AssignmentLibraryError) -> String {
    let ids = try ids()
    if ids.contains(requested) { return requested }
    let named = ids.filter { bareName($0) == requested }
    if named.count == 1 { return named[0] }
    if !named.isEmpty { throw .ambiguous(requested, ids: named) }
    let nearest = Spelling.nearest(to: requested, among: ids + ids.map(bareName))
    throw .unknown(requested, nearest: ids.first { $0 == nearest || bareName($0) == nearest }, known: ids)
  }

  /// The folder of an assignment.
  package func folder(of id: String) -> String { "\(directory)/\(id)" }

  /// The path of a sample's submission: a folder, or a single source file.
  package func path(of sample: Sample, in id: String) -> String? {
    ["", ".swift"].map { "\(folder(of: id))/\(sample.name)\($0)" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  private func manifestPath(of id: String) -> String { "\(folder(of: id))/\(Self.manifest)" }

  private func read(_ id: String, _ samplesAreCompared: Bool) throws -> Assignment {
    let file = manifestPath(of: id)
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw AssignmentLibraryError.unreadable(file)
    }
    let assignment = try Assignment(manifest: bytes, file: file, id: id, feedback: try course().feedback)
    if samplesAreCompared { try compareSamplesWithFiles(of: assignment, manifest: bytes, file: file) }
    return assignment
  }

  /// The course that the assignments belong to, of `course.yaml` beside them; the usual one without that file.
  package func course() throws -> Course {
    let file = "\(directory)/course.yaml"
    guard FileManager.default.fileExists(atPath: file) else { return Course() }
    guard let bytes = FileManager.default.contents(atPath: file) else { throw AssignmentLibraryError.unreadable(file) }
    return try Course(bytes, file: file)
  }

  /// Checks that each shipped submission has an expectation, and each expectation a submission. Without the other,
  /// neither would ever be checked. A student's copy has neither, but for the starter.
  private func compareSamplesWithFiles(of assignment: Assignment, manifest: Data, file: String) throws {
    let listed = assignment.samples.map(\.name)
    let shipped = shippedSubmissions(of: assignment.id)
    if listed.isEmpty, shipped == ["Starter"] { return }
    let missing = assignment.samples.filter { path(of: $0, in: assignment.id) == nil }.map(\.name)
    let lines = utf8(Array(manifest)).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).drop { " '\"".contains($0) } }
    func problem(_ fault: ManifestProblem.Fault, near key: String) -> ManifestProblem {
      // Another's name may begin with this one.
      let line =
        lines.firstIndex {
          $0.hasPrefix(key) && $0.dropFirst(key.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
        } ?? 0
      return ManifestProblem(line: line + 1, column: 1, path: "samples", fault: fault)
    }
    let problems =
      missing.map { problem(.sampleWithoutFile($0), near: $0) }
      + shipped.filter { !listed.contains($0) }.map { problem(.fileWithoutSample($0), near: "samples") }
    if !problems.isEmpty { throw ManifestError(file: file, problems: problems.sorted { $0.line < $1.line }) }
  }

  /// `Solution`, `Starter` and the entries of `Variants` and `Mistakes`, as samples name them, sorted.
  private func shippedSubmissions(of id: String) -> [String] {
    let alone = ["Solution", "Starter"].filter { FileManager.default.fileExists(atPath: "\(folder(of: id))/\($0)") }
    let grouped = ["Variants", "Mistakes"].flatMap { group in
      let folder = "\(folder(of: id))/\(group)"
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return entries.compactMap { entry -> String? in
        if entry.hasSuffix(".swift") { return "\(group)/\(entry.dropLast(6))" }
        // A file beside the submissions is a note, not a submission; a folder is one.
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(entry)", isDirectory: &isFolder)
        return isFolder.boolValue && !entry.hasPrefix(".") ? "\(group)/\(entry)" : nil
      }
    }
    return (alone + grouped).sorted()
  }

  /// An identifier without its leading number: `adam` of `10-adam`.
  private func bareName(_ id: String) -> String {
    let digits = id.prefix { $0.isNumber }
    let rest = id.dropFirst(digits.count)
    return !digits.isEmpty && rest.hasPrefix("-") ? String(rest.dropFirst()) : id
  }
}

/// A failure to find an assignment.
package enum AssignmentLibraryError: Error, Equatable, Sendable {
  case noDirectory(String)
  case unreadable(String)
  case unknown(String, nearest: String?, known: [String])
  /// A manifest from which the samples cannot be taken without changing something else.
  case samplesNotSeparable(String)
  /// A name at the end of several identifiers.
  case ambiguous(String, ids: [String])
}

extension AssignmentLibraryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noDirectory(let path): "there is no folder of assignments at '\(path)'"
    case .unreadable(let path): "'\(path)' cannot be read"
    case .samplesNotSeparable(let path):
      "the key samples of '\(path)' cannot be taken out: write it as a block of its own lines, with no other key on them"
    case .unknown(let name, let nearest?, _): "there is no assignment '\(name)'; did you mean '\(nearest)'?"
    case .unknown(let name, nil, let known):
      "there is no assignment '\(name)'; there "
        + (known.isEmpty ? "is none at all" : "are \(known.joined(separator: ", "))")
    case .ambiguous(let name, let ids): "'\(name)' may mean \(ids.joined(separator: " or ")): write it in full"
    }
  }
}
