import Foundation
import GradeModel
import Gradebook
import Intake
import Policy
import TestSupport
import Testing

@testable import gradus

/// Marks of a gradebook that has seen more than one batch.
@Suite struct ClassGradesTests {
  /// Batches one after the other: each name with its points, all out of one maximum.
  private static func grades(
    _ batches: [(points: [String: Double], maximum: Double)], finished: Set<String>? = nil, at instant: Int64? = nil,
    adjusted: [String] = []
  ) throws -> ClassGrades {
    let scratch = try Scratch()
    let folder = scratch.path + "/out"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let book = try Gradebook(at: folder + "/" + Gradebook.name, beginningFor: "10-adam")
    let conditions = try book.identifier(
      of: Conditions(
        assignment: "a", marking: "m", kit: "k", toolchain: "t", grader: "g", isolation: "full", phase: "last",
        instant: ""))
    for (number, batch) in batches.enumerated() {
      let names = batch.points.keys.sorted()
      try book.begin(names.map { BatchItem(report: $0, entry: $0) })
      for name in names where number + 1 < batches.count || finished?.contains(name) ?? true {
        let grading = Gradebook.Grading(
          name: name, conditions: conditions, sources: "", isWithheld: false, exit: 1, points: batch.points[name] ?? 0,
          maximum: batch.maximum, message: "", buildSeconds: 0, isIllustrated: false, report: "{}", extras: "{}")
        _ = try book.settle(
          Gradebook.Attempt(name: name, report: name, student: name, handedIn: instant), by: grading, checks: [])
      }
    }
    for student in adjusted {
      try book.adjust(student, by: Adjustment(points: 2, reason: "oral", author: "T", made: "2026-01-31T12:00:00"))
    }
    book.close()
    // The folder goes with its value.
    return try withExtendedLifetime(scratch) { try ClassGrades(of: try OpenGradebook(folder)) }
  }

  private static func handIns(_ names: [String], at instant: Int? = nil) throws -> HandIns {
    let scratch = try Scratch()
    for name in names { _ = try scratch.write("", to: "class/\(name)/Adam.swift") }
    return try withExtendedLifetime(scratch) {
      var found = try Intake.read(scratch.path + "/class", unpackingTo: scratch.path + "/unpacked")
      for index in found.attempts.indices { found.attempts[index].handedIn = instant }
      return found
    }
  }

  /// An assignment out of 12 with a test among its submissions, then out of 10 without it.
  @Test func whatTheLastBatchHasNotIsForgotten() throws {
    let grades = try Self.grades([(["ann": 6, "test": 12], 12), (["ann": 5], 10)])
    #expect(grades.maximum == 10)
    let marks = grades.marks(of: try Self.handIns(["ann"]), Policy(), [:])
    #expect(marks.map(\.settled.mark) == [5])
  }

  /// A group that has got another member is called otherwise, and so is a student of another roster.
  @Test func pointsThatReachNobodyAreTold() throws {
    let grades = try Self.grades([(["ann": 5, "bo": 5], 10)], adjusted: ["ann", "ann+bo"])
    let handIns = try Self.handIns(["ann", "bo"])
    #expect(grades.unmet(in: handIns) == ["ann+bo"])
    #expect(grades.marks(of: handIns, Policy(), [:]).map(\.settled.mark) == [7, 5])
  }

  @Test func maximaThatDifferAreRefused() throws {
    let failure = try #require(throws: Failure.self) {
      try Self.grades([(["ann": 6, "bo": 12], 12), (["ann": 5, "bo": 10], 10)], finished: ["ann"])
    }
    #expect(
      failure.message
        == "some of these grades are out of 10 points and some out of 12: run gradus batch to its end first, with "
        + "--allow-lower if it holds grades back")
  }

  /// A folder's name is the same when its student hands in again.
  @Test func whatWasHandedInAgainHasNoMark() throws {
    let grades = try Self.grades([(["ann": 5], 10)], at: 1_000)
    #expect(grades.renewed(in: try Self.handIns(["ann"], at: 1_000)).isEmpty)
    #expect(grades.renewed(in: try Self.handIns(["ann"])).isEmpty)
    let newer = try Self.handIns(["ann"], at: 2_000)
    #expect(grades.renewed(in: newer) == ["ann"])
    #expect(grades.marks(of: newer, Policy(), [:]).map(\.settled.mark) == [nil])
    #expect(grades.marks(of: try Self.handIns(["ann"], at: 1_000), Policy(), [:]).map(\.settled.mark) == [5])
  }

  /// A sum or a share may be a hair below a half of a hundredth. The table and the sheet have one number.
  @Test(arguments: [
    (66.665, "66.67"), (66.66499999999999, "66.67"), (1.005, "1.01"), (0.125, "0.13"), (87.994999, "87.99"),
    (100, "100.00"),
  ])
  func aMarkIsRoundedOnce(_ points: Double, _ shown: String) throws {
    let grades = try Self.grades([(["ann": points], 100)])
    let mark = try #require(grades.marks(of: try Self.handIns(["ann"]), Policy(), [:]).first?.settled)
    #expect(mark.mark == Double(shown) && mark.points == Double(shown))
    let sheet = try GradeSheet(Array("id,Grade\nann,\n".utf8), file: "s")
    let filled = sheet.filled([.init(student: mark.student, points: points)])
    #expect(String(decoding: filled.bytes, as: UTF8.self) == "id,Grade\nann,\(shown)\n")
  }
}
