import Assignments
import Foundation
import GradeModel
import Gradebook
import Policy
import Reporting

/// The marks of a class under a course's policy.
enum PolicyFile {
  static func read(_ path: String) throws(Failure) -> Policy {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .usage(Wording.unreadableFile(path, "there is no such file, or it may not be read"))
    }
    return try policy(bytes, file: path)
  }

  static func policy(_ bytes: some Sequence<UInt8>, file: String) throws(Failure) -> Policy {
    do {
      return try Policy(bytes, file: file)
    } catch {
      throw .usage("\(error)")
    }
  }

  /// Settles each student's mark: in percent of the points of the attempt that counts.
  static func settlements(_ rows: [(entry: BatchEntry, row: SummaryCSV.Row)], _ policy: Policy) -> [String: Settlement]
  {
    Dictionary(grouping: rows) { $0.entry.student }.mapValues { rows in
      policy.settle(
        rows.map { entry, row in
          HandIn(
            number: entry.number, instant: entry.handedIn, isMarkedLate: entry.isLate,
            percent: row.exitCode == .graderError || row.maximum <= 0 ? nil : row.points / row.maximum * 100)
        })
    }
  }
}
