import GradeModel
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A batch's submissions and its progress, in files, so that they outlive the process. They go by the name of each
/// submission's report: a number would mean another submission once the folder has changed.
struct BatchProgress: Sendable {
  let folder: String

  enum Mark: String {
    /// It is being graded.
    case started
    /// Its report is written; the file holds it.
    case finished
    /// The process ended while this one was being graded, among others.
    case suspect
    /// The process ended while this one alone was being graded; the file holds the signal.
    case blamed
  }

  // MARK: Submissions

  private var list: String { folder + "/names" }

  /// Writes down once, for every process of the batch, the submissions to grade.
  func begin(with names: [[UInt8]]) throws(Failure) {
    // No name holds a zero.
    let bytes: [UInt8] = names.flatMap { $0 + [0] }
    do {
      try Data(bytes).write(to: URL(filePath: list), options: .atomic)
    } catch {
      throw .grader(Wording.unwritable(list, error.localizedDescription))
    }
  }

  /// Reads the names of the submissions that the batch began with.
  func names() throws(Failure) -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: list) else { throw .grader(Wording.noList(list)) }
    return data.split(separator: 0).map { Array($0) }
  }

  // MARK: Progress

  func mark(_ report: String, _ mark: Mark, _ text: String = "") {
    if mark == .suspect { try? FileManager.default.removeItem(atPath: path(report, .started)) }
    try? Data(text.utf8).write(to: URL(filePath: path(report, mark)), options: .atomic)
  }

  /// Submissions that were being graded and are neither finished nor known to end the process.
  var open: [String] {
    names(.started).filter { !has($0, .finished) && !has($0, .blamed) }
  }

  /// True if the submission has to be graded alone.
  func isSuspect(_ entry: BatchEntry) -> Bool { has(entry.report, .suspect) }

  /// Returns the report on a submission that an earlier process has finished.
  func report(on entry: BatchEntry) -> Report? {
    guard let data = FileManager.default.contents(atPath: path(entry.report, .finished)),
      let report = try? JSON.report(from: data), report.submission.name.utf8.elementsEqual(entry.name.utf8)
    else { return nil }
    return report
  }

  /// Returns the signal that ended the process while this submission was being graded.
  func signal(_ entry: BatchEntry) -> Int32? {
    FileManager.default.contents(atPath: path(entry.report, .blamed)).flatMap {
      Int32(String(decoding: $0, as: UTF8.self))
    }
  }

  private func path(_ report: String, _ mark: Mark) -> String { "\(folder)/\(report).\(mark.rawValue)" }
  private func has(_ report: String, _ mark: Mark) -> Bool {
    FileManager.default.fileExists(atPath: path(report, mark))
  }

  private func names(_ mark: Mark) -> [String] {
    let ending = ".\(mark.rawValue)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }
}
