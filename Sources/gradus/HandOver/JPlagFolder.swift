import GradeModel
import Intake
import PluginHost
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folders that JPlag compares: `submissions` with one for each student, and `base-code` with what all were given.
struct JPlagFolder {
  /// The students whose newest attempts are in it.
  private(set) var count = 0
  /// Texts with forms that JPlag's grammar of Swift 5.4 does not have, and the first place of one.
  private(set) var doubtful: [(student: String, form: Submission.NewForm, place: Place)] = []
  /// Those without a text to compare.
  private(set) var without: [String] = []

  /// Writes the folders: of each student, or group, the newest attempt that can be opened.
  ///
  /// - Parameters:
  ///   - starter: the files that students were given.
  ///   - types: the types that the assignment asks for.
  init(_ handIns: HandIns, starter: [(path: String, bytes: Data)], types: [String], in target: String) throws(Failure) {
    var newest: [String: Attempt] = [:]
    for attempt in handIns.attempts where attempt.fault == nil { newest[attempt.owner] = attempt }
    let owners = Set(handIns.attempts.map(\.owner)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let folders = ReportName.files(for: owners.map { Array($0.utf8) })
    for (owner, folder) in zip(owners, folders) {
      guard let attempt = newest[owner], let submission = try? Submission(at: attempt.path, declaring: types) else {
        without.append(owner)
        continue
      }
      count += 1
      for file in submission.files {
        try Self.write(Data(file.bytes), to: "\(target)/submissions/\(folder)/\(file.path)")
      }
      if let (form, place) = submission.placesBeyondSwift54().first { doubtful.append((owner, form, place)) }
    }
    for file in starter { try Self.write(file.bytes, to: "\(target)/base-code/\(file.path)") }
  }

  private static func write(_ bytes: Data, to path: String) throws(Failure) {
    do {
      let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
      try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
    } catch {
      throw .usage(Wording.unwritable(path, error.localizedDescription))
    }
  }

  /// Returns the words about it, the command to compare first.
  func lines(_ target: String) -> [String] {
    [Wording.jplag(count, target)]
      + (without.isEmpty ? [] : [Wording.jplagWithout(without)])
      + (doubtful.isEmpty
        ? []
        : [Wording.jplagDoubtful(doubtful.count)]
          + doubtful.map {
            "  \(Visible.line($0.student, limit: 100)): \(Wording.newForm($0.form)) (\($0.place.file):\($0.place.line))"
          })
  }
}
