import GradeModel
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a batch grades and how far it has come, in files, so that it outlives the process: by the name of each submission's
/// report, since a number would mean another submission once the folder has changed.
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

  // MARK: What is graded

  private var list: String { folder + "/names" }

  /// Says once, for every process of the batch, what it grades.
  func begin(with names: [[UInt8]]) throws(Failure) {
    // No name holds a zero.
    let bytes: [UInt8] = names.flatMap { $0 + [0] }
    do {
      try Data(bytes).write(to: URL(filePath: list), options: .atomic)
    } catch {
      throw .grader(Wording.unwritable(list, error.localizedDescription))
    }
  }

  /// The names of the submissions that the batch began with.
  func names() throws(Failure) -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: list) else { throw .grader(Wording.noList(list)) }
    return data.split(separator: 0).map { Array($0) }
  }

  // MARK: How far it is

  func mark(_ report: String, _ mark: Mark, _ text: String = "") {
    if mark == .suspect { try? FileManager.default.removeItem(atPath: path(report, .started)) }
    try? Data(text.utf8).write(to: URL(filePath: path(report, mark)), options: .atomic)
  }

  /// What was being graded and is neither finished nor known to end the process.
  var open: [String] {
    names(.started).filter { !has($0, .finished) && !has($0, .blamed) }
  }

  /// Whether it is to be graded alone.
  func isSuspect(_ entry: BatchEntry) -> Bool { has(entry.report, .suspect) }

  /// The report on a submission that an earlier process has finished.
  func report(on entry: BatchEntry) -> Report? {
    guard let data = FileManager.default.contents(atPath: path(entry.report, .finished)),
      let report = try? JSON.report(from: data), report.submission.name.utf8.elementsEqual(entry.name.utf8)
    else { return nil }
    return report
  }

  /// The signal that ended the process while this submission was being graded.
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
