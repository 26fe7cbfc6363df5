package import Foundation
internal import GradeModel
import Yams

/// An assignment as students get it: the handout, the starter and the manifest without its samples.
///
/// Left out is all that tells the answers: the solution, the variants, the mistakes, and the list of them in the manifest.
package struct StudentCopy: Equatable, Sendable {
  /// Bytes by path inside the assignment's folder, sorted.
  package let files: [File]

  package struct File: Equatable, Sendable {
    package let path: String
    package let bytes: Data
  }

  /// - Throws: an error of the library when there is no such assignment, or when a file of it cannot be read.
  package init(of id: String, in library: AssignmentLibrary) throws {
    let folder = library.folder(of: id)
    var paths = ["README.md"].filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    paths += try Self.filesBelow("\(folder)/Starter").filter { $0.hasSuffix(".swift") }.map { "Starter/\($0)" }
    var files = try paths.map { File(path: $0, bytes: try Self.read("\(folder)/\($0)")) }
    let manifest = "\(folder)/\(AssignmentLibrary.manifest)"
    let copy = try Self.withoutSamples(
      try Self.read(manifest), file: manifest, feedback: try library.course().feedback)
    files.append(File(path: AssignmentLibrary.manifest, bytes: copy))
    self.files = files.sorted { $0.path < $1.path }
  }

  /// The files of the starter, by their paths inside `Starter`.
  package var starter: [File] {
    files.compactMap { $0.path.hasPrefix("Starter/") ? File(path: String($0.path.dropFirst(8)), bytes: $0.bytes) : nil }
  }

  /// The handout; nil if the assignment has none.
  package var handout: Data? { files.first { $0.path == "README.md" }?.bytes }

  /// Returns a manifest's bytes without the lines of its key `samples`. Everything else stays as the lecturer wrote it.
  ///
  /// - Parameter feedback: the course's levels, beside which the manifest's own are read.
  static func withoutSamples(_ manifest: Data, file: String, feedback: Feedback = .standard) throws -> Data {
    let bytes = utf8(Array(manifest))
    let text = String(decoding: bytes, as: UTF8.self)
    guard let root = try Yams.compose(yaml: text)?.mapping else { return manifest }
    let keys = root.keys.compactMap { key in key.mark.map { (name: key.string, line: $0.line) } }
      .sorted { $0.line < $1.line }
    guard let place = keys.firstIndex(where: { $0.name == "samples" }) else { return manifest }
    // By bytes: to a search by characters, a line that ends in CR and LF has no end.
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let next = place + 1 < keys.count ? keys[place + 1].line - 1 : lines.count
    // The comment above belongs to the list, as does the one above the next key to that key.
    let first = Self.start(ofKeyAt: keys[place].line - 1, in: lines)
    lines.removeSubrange(first..<max(first, Self.start(ofKeyAt: next, in: lines)))
    while lines.last?.allSatisfy({ $0 == UInt8(ascii: "\r") }) == true { lines.removeLast() }
    let rest = Data(lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
    // Held against the same reader: a copy that says something else is a fault of this function, and never handed out.
    var whole = try Assignment(manifest: manifest, file: file, id: "copy", feedback: feedback)
    whole.samples = []
    guard try Assignment(manifest: rest, file: file, id: "copy", feedback: feedback) == whole else {
      throw AssignmentLibraryError.samplesNotSeparable(file)
    }
    return rest
  }

  /// Returns the paths inside a folder; none if there is no such folder.
  private static func filesBelow(_ folder: String) throws -> [String] {
    guard (try? FileManager.default.attributesOfItem(atPath: folder)) != nil else { return [] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw AssignmentLibraryError.unreadable(folder)
    }
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder)
    } catch {
      throw AssignmentLibraryError.unreadable(folder)
    }
  }

  private static func start(ofKeyAt line: Int, in lines: [ArraySlice<UInt8>]) -> Int {
    var line = line
    while line > 0, lines.indices.contains(line - 1), lines[line - 1].first == UInt8(ascii: "#") { line -= 1 }
    return line
  }

  private static func read(_ path: String) throws -> Data {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw AssignmentLibraryError.unreadable(path) }
    return bytes
  }
}
