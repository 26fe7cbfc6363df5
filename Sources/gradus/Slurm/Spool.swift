import GradeModel
import Gradebook
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#endif

/// The folder that a batch shares with its tasks on other machines.
///
/// A file appears under its name when it is whole, and what is in it depends on its name alone: a task that runs twice
/// changes nothing, and a batch that is taken up again finds all that was done.
///
///     settings.json        what all tasks grade by
///     secret               what hidden cases are drawn from, if there are any
///     chunks/12.keys       the submissions of a task, a line each
///     chunks/12.json       the same with their sources
///     begun/KEY            a submission that a task has begun
///     results/KEY.json     one that is graded
///     done/KEY.json        one that is in the gradebook
///     log/                 what tasks have said
struct Spool: Sendable {
  let path: String

  private static let folders = ["chunks", "begun", "results", "done", "log"]

  /// The spool of a batch's folder: beside it, since nothing of it is a report.
  init(of output: ReportDirectory) {
    path = (ReportWriter.realPath(output.openPath) ?? output.path) + ".slurm"
  }

  init(path: String) { self.path = path }

  /// All that tasks grade by.
  struct Settings: Codable, Equatable {
    /// A word in the names of this batch's tasks, which no other batch has.
    var token: String
    var assignment: String
    var phase: Phase
    var sandbox: String
    var illustrated: Bool
    var conditions: Conditions
  }

  /// A submission of a task.
  struct Item: Codable, Equatable {
    var key: String
    var name: String
    /// A document of `ReadSubmission`.
    var sources: String

    init(name: String, sources: String) {
      key = SHA256.digest(of: "\(name)\0\(SHA256.digest(of: sources.utf8))".utf8)
      (self.name, self.sources) = (name, sources)
    }
  }

  /// A submission that was graded, with what the machine that did so found of everything else.
  struct Record: Codable {
    var conditions: Conditions
    var node: String
    var grading: Gradebook.Grading
    /// Those of the whole report, of which `grading` keeps the student's.
    var checks: [Check]
  }

  // MARK: The folder

  /// Returns the settings of a batch that has begun here; `nil` if there is none.
  var settings: Settings? { value(Settings.self, "settings.json") }

  /// Begins a batch. Only its owner sees its files.
  func begin(_ settings: Settings, secret: [UInt8]?) throws(Failure) {
    let known = Set(Self.folders + ["settings.json", "secret"])
    if let stranger = names(in: ".").first(where: { !known.contains($0) && !$0.hasPrefix(".") }) {
      throw .usage(Wording.strangeSpool(path, stranger))
    }
    remove()
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      for folder in Self.folders {
        try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
      }
    } catch {
      throw .grader(Wording.noSpool(path))
    }
    if let secret { try write(Data(secret), "secret") }
    try write(settings, "settings.json")
  }

  var secret: [UInt8]? { data("secret").map { Array($0) } }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  // MARK: Chunks

  /// Returns the keys of every chunk by its number.
  func chunks() -> [Int: [String]] {
    var found: [Int: [String]] = [:]
    for name in names(in: "chunks") where name.hasSuffix(".keys") {
      guard let number = Int(name.dropLast(5)), let data = data("chunks/\(name)") else { continue }
      found[number] = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return found
  }

  func write(_ items: [Item], asChunk number: Int) throws(Failure) {
    try write(items, "chunks/\(number).json")
    try write(Data(items.map { $0.key + "\n" }.joined().utf8), "chunks/\(number).keys")
  }

  func chunk(_ number: Int) -> [Item]? { value([Item].self, "chunks/\(number).json") }

  // MARK: Submissions

  func isGraded(_ key: String) -> Bool { exists("results/\(key).json") || exists("done/\(key).json") }
  func isBegun(_ key: String) -> Bool { exists("begun/\(key)") }
  func begin(_ key: String) throws(Failure) { try write(Data(), "begun/\(key)") }

  func write(_ record: Record, of key: String) throws(Failure) {
    try write(record, "results/\(key).json")
    unlink("\(path)/begun/\(key)")
  }

  /// Returns the keys that were graded since somebody last looked.
  func newKeys() -> [String] {
    names(in: "results").filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
  }

  /// Returns a record; `nil` if there is none that is whole.
  func record(of key: String) -> Record? {
    value(Record.self, "results/\(key).json") ?? value(Record.self, "done/\(key).json")
  }

  /// Lays aside what is in the gradebook now.
  func collected(_ key: String) { rename("\(path)/results/\(key).json", "\(path)/done/\(key).json") }

  /// Takes away a record that cannot be read, so that its submission is graded again.
  func discard(_ key: String) { unlink("\(path)/results/\(key).json") }

  /// Returns the last lines of the newest task that said something.
  func lastWords() -> String? {
    let logs = names(in: "log").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in logs.reversed() {
      guard let data = data("log/\(name)"), !data.isEmpty else { continue }
      return String(decoding: data.suffix(500), as: UTF8.self).split(separator: "\n").last.map(String.init)
    }
    return nil
  }

  // MARK: Files

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
  }

  private func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }
  private func data(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

  private func value<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
    data(name).flatMap { try? JSON.value(Value.self, from: $0) }
  }

  private func write(_ value: some Encodable, _ name: String) throws(Failure) {
    guard let text = try? JSON.line(value) else { throw .grader(Wording.noSpool(path)) }
    try write(Data(text.utf8), name)
  }

  /// Writes a file under a name that no process on any machine has, and renames it.
  private func write(_ data: Data, _ name: String) throws(Failure) {
    let temporary = "\(path)/.\(UUID().uuidString).tmp"
    do {
      try data.write(to: URL(filePath: temporary))
    } catch {
      unlink(temporary)
      throw .grader(Wording.noSpool(path))
    }
    guard rename(temporary, "\(path)/\(name)") == 0 else {
      unlink(temporary)
      throw .grader(Wording.noSpool(path))
    }
  }
}
