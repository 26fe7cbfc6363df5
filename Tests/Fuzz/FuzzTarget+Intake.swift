import Assignments
import Foundation
import Policy

@testable import Intake

extension FuzzTarget {
  /// An archive is read or refused, nothing is written beside its folder, and what is found is there.
  static func archive(_ bytes: [UInt8]) {
    // In memory where there is such a place: a thousand files a second are much for a disk.
    let memory = "/dev/shm"
    let place = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    let root = "\(place)/gradus-fuzz-\(getpid())"
    let folder = "\(root)/unpacked"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? Data(bytes).write(to: URL(filePath: "\(root)/class"))
    var bounds = Bounds()
    (bounds.ofClass.bytes, bounds.ofClass.entries) = (1 << 20, 1000)
    (bounds.ofStudent.bytes, bounds.ofStudent.entries) = (1 << 18, 100)
    do {
      let found = try Intake.read("\(root)/class", unpackingTo: folder, bounds: bounds)
      precondition(!found.attempts.isEmpty, "nobody has handed in")
      for attempt in found.attempts where attempt.fault == nil {
        precondition(attempt.path.hasPrefix(folder + "/"), "a path outside: \(attempt.path)")
        precondition(FileManager.default.fileExists(atPath: attempt.path), "a path to nothing: \(attempt.path)")
      }
      _ = found.attempts.compactMap { $0.fault?.description }
    } catch {
      precondition(!"\(error)".isEmpty)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    precondition(Set(names).isSubset(of: ["class", "unpacked"]), "written beside: \(names)")
  }

  /// A teacher's table is read or refused, and a sheet that is filled with nothing stays as it is.
  static func table(_ bytes: [UInt8]) {
    if let sheet = try? GradeSheet(bytes, file: "sheet.csv"), let table = try? Table(bytes) {
      let empty = sheet.filled([])
      precondition(empty.bytes == table.bytes, "other bytes without a mark")
      let marks = ((try? Roster(bytes, file: ""))?.students ?? []).map { GradeSheet.Mark(student: $0, points: 12.5) }
      let filled = sheet.filled(marks)
      guard let again = try? Table(filled.bytes) else { fatalError("a filled sheet cannot be read") }
      precondition(again.rows.map(\.cells.count) == table.rows.map(\.cells.count), "cells came or went")
    }
    let roster = try? Roster(bytes, file: "roster.csv")
    precondition(Set(roster?.students.map(\.id) ?? []).count == roster?.students.count ?? 0, "two students of one name")
    _ = try? Extensions.parse(bytes, file: "extensions.csv", roster: nil)
    _ = try? GradescopeMetadata(bytes, path: "metadata.yml")
    do {
      let policy = try Policy(bytes, file: "policy.yaml")
      precondition(policy.contradictions.isEmpty, "a policy that contradicts itself")
      _ = policy.settle([HandIn(number: 1, instant: 0, percent: 50)])
    } catch {
      precondition(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "a problem without a line")
    }
  }
}
