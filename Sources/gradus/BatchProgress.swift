import GradeModel
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How far a batch has come, in files, so that it outlives the process: by each submission's number.
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

  func mark(_ index: Int, _ mark: Mark, _ text: String = "") {
    if mark == .suspect { try? FileManager.default.removeItem(atPath: path(index, .started)) }
    try? Data(text.utf8).write(to: URL(filePath: path(index, mark)), options: .atomic)
  }

  /// What was being graded and is neither finished nor known to end the process.
  var open: [Int] {
    indices(.started).filter { !has($0, .finished) && !has($0, .blamed) }
  }

  /// What is to be graded alone.
  var suspects: [Int] { indices(.suspect).filter { !has($0, .finished) && !has($0, .blamed) } }

  func report(_ index: Int) -> Report? {
    guard let data = FileManager.default.contents(atPath: path(index, .finished)) else { return nil }
    return try? JSON.report(from: data)
  }

  /// The signal that ended the process while this submission was being graded.
  func signal(_ index: Int) -> Int32? {
    FileManager.default.contents(atPath: path(index, .blamed)).flatMap { Int32(String(decoding: $0, as: UTF8.self)) }
  }

  private func path(_ index: Int, _ mark: Mark) -> String { "\(folder)/\(index).\(mark.rawValue)" }
  private func has(_ index: Int, _ mark: Mark) -> Bool { FileManager.default.fileExists(atPath: path(index, mark)) }

  private func indices(_ mark: Mark) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".\(mark.rawValue)") }.compactMap { Int($0.prefix { $0 != "." }) }.sorted()
  }
}
