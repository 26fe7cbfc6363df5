import Foundation
import Gradebook
import TestSupport
import Testing

/// A batch that goes on, and one that has nothing left to do: its exports are those of one run without an end.
@Suite(.serialized) struct ResumeTests {
  private static let fixed = ["SOURCE_DATE_EPOCH": "1700000000"]

  private func arguments(_ scratch: Scratch, output: String, _ more: [String] = []) -> [String] {
    ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/" + output] + more
  }

  /// Submissions that are graded in no time, since they are no programs, and one that takes some.
  private func makeClass(_ count: Int, in scratch: Scratch) throws {
    for number in 0..<count { _ = try scratch.write("essay \(number)", to: "class/essay\(number).txt") }
    let source = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Mistakes/betasSwapped.swift", encoding: .utf8)
    _ = try scratch.write(source, to: "class/bob.swift")
  }

  private func counted(_ result: Gradus.Outcome) -> Comment { Comment(rawValue: result.output + result.errors) }

  @Test func whatIsUnchangedIsNotGradedAgain() throws {
    let scratch = try Scratch()
    try makeClass(3, in: scratch)
    func batch(_ output: String, _ more: [String] = []) throws -> Gradus.Outcome {
      try Gradus.run(arguments(scratch, output: output, more), environment: Self.fixed)
    }
    let first = try batch("out")
    #expect(first.code == 0 && first.output.contains("1 graded, 0 with full marks; 3 not graded, 0 withheld: "))
    let fresh = try scratch.exports(of: "out")
    // Somebody edits one report and removes another; the seal of the rows stays.
    _ = try scratch.write("edited", to: "out/notes.tmp")
    try FileManager.default.removeItem(atPath: scratch.path + "/out/notes.tmp")
    let report = scratch.path + "/out/bob.swift.xml"
    let text = try String(contentsOfFile: report, encoding: .utf8)
    try text.replacing("30.000", with: "99.000").write(toFile: report, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: scratch.path + "/out/essay1.txt.xml")
    let second = try batch("out")
    #expect(second.output.contains("4 unchanged since they were graded"), counted(second))
    #expect(try scratch.exports(of: "out") == fresh)

    // What has changed is graded, and nothing else.
    _ = try scratch.write("another essay in Swift", to: "class/essay2.txt")
    try FileManager.default.moveItem(
      atPath: scratch.path + "/class/essay2.txt", toPath: scratch.path + "/class/essay2.swift")
    let third = try batch("out")
    #expect(third.output.contains("3 unchanged since they were graded"), counted(third))
    _ = try batch("anew")
    let mended = try scratch.exports(of: "out").filter { $0.key != "essay2.txt.xml" }
    #expect(try mended == scratch.exports(of: "anew"))

    // Pages need numbers that were not kept; afterwards they are.
    let pages = try batch("out", ["--html"])
    #expect(!pages.output.contains("unchanged"), counted(pages))
    let again = try batch("out", ["--html"])
    #expect(again.output.contains("4 unchanged since they were graded"), counted(again))
  }

  /// A process can end at any moment: ended by its user, or without a word.
  @Test func killedAtAnyMoment() throws {
    let scratch = try Scratch()
    try makeClass(60, in: scratch)
    let whole = try Gradus.run(arguments(scratch, output: "whole"), environment: Self.fixed)
    try #require(whole.code == 0, counted(whole))
    let fresh = try scratch.exports(of: "whole")
    var generator = SystemRandomNumberGenerator()
    for round in 0..<20 {
      let process = Process()
      process.executableURL = try Gradus.program
      process.arguments = arguments(scratch, output: "out", ["--jobs", round % 2 == 0 ? "1" : "2"])
      process.environment = ProcessInfo.processInfo.environment.merging(Self.fixed) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 10_000...1_500_000, using: &generator))
      kill(process.processIdentifier, [SIGKILL, SIGINT, SIGTERM][round % 3])
      process.waitUntilExit()
    }
    // The last one that was killed may still be on its way out.
    var last = try Gradus.run(arguments(scratch, output: "out"), environment: Self.fixed)
    for _ in 0..<50 where last.errors.contains("another gradus is at work") {
      usleep(100_000)
      last = try Gradus.run(arguments(scratch, output: "out"), environment: Self.fixed)
    }
    #expect(last.code == 0, counted(last))
    // The fold of SQLite's log is that of the last one to close it.
    let left = try scratch.contents(of: "out").filter { !$0.key.hasPrefix(".") && !$0.key.hasPrefix(Gradebook.name) }
    #expect(left == fresh)
  }

  /// A gradebook that cannot be used ends the batch before anything is written; its own file stays as it is.
  @Test func aBadGradebookIsRefusedAndStays() throws {
    let scratch = try Scratch()
    try makeClass(1, in: scratch)
    let other = try scratch.write("x", to: "elsewhere")
    for (bad, said, code) in [
      ("", "is no gradebook, or is damaged", 64), (nil, "gradebook.sqlite, which is no report of Gradus", 64),
    ] as [(String?, String, Int32)] {
      try? FileManager.default.removeItem(atPath: scratch.path + "/out")
      if let bad {
        _ = try scratch.write(bad, to: "out/" + Gradebook.name)
      } else {
        try FileManager.default.createDirectory(atPath: scratch.path + "/out", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: scratch.path + "/out/" + Gradebook.name, withDestinationPath: other)
      }
      let before = try scratch.contents(of: "out")
      let result = try Gradus.run(arguments(scratch, output: "out"))
      #expect(result.code == code && result.errors.contains(said), counted(result))
      #expect(try scratch.contents(of: "out") == before)
    }
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "x")
  }

  /// An adjustment is in the table and in the report, and stays there.
  @Test func anAdjustmentSurvivesTheNextBatch() throws {
    let scratch = try Scratch()
    try makeClass(1, in: scratch)
    _ = try Gradus.run(arguments(scratch, output: "out"))
    let words = ["adjust", scratch.path + "/out"]
    let options = ["--points", "+5", "--reason", "a good question", "--author", "Prof"]
    #expect(try Gradus.run(words + ["nobody"] + options).code == 64)
    #expect(try Gradus.run(words + ["bob.swift"] + options).output == "bob.swift: 35.000 of 100.000 points\n")
    for _ in 0..<2 {
      let exports = try scratch.exports(of: "out")
      let summary = String(decoding: try #require(exports["summary.csv"]), as: UTF8.self)
      #expect(
        summary.contains("bob.swift,35.000,100.000,marks lost,\"'+5 points by Prof: a good question; "), "\(summary)")
      let report = String(decoding: try #require(exports["bob.swift.xml"]), as: UTF8.self)
      #expect(report.contains("value=\"+5 points by Prof: a good question\""), "\(report)")
      #expect(report.contains("name=\"gradus.points\" value=\"35.000\""), "\(report)")
      _ = try scratch.write("// a change\n", to: "class/essay0.txt")
      _ = try Gradus.run(arguments(scratch, output: "out"))
    }
  }

  /// Given again, it would count twice.
  @Test func anAdjustmentThatNoReportHasIsKeptAndSaid() async throws {
    let scratch = try Scratch()
    try makeClass(1, in: scratch)
    _ = try Gradus.run(arguments(scratch, output: "out"))
    let full = Faults.environment(try await Faults.library(in: scratch), "renameat", ENOSPC, first: 1, count: 1)
    let words = [
      "adjust", scratch.path + "/out", "bob.swift", "--points", "+5", "--reason", "a good question", "--author", "Prof",
    ]
    let failed = try Gradus.run(words, environment: full)
    #expect(failed.code != 0 && failed.errors.contains("do not give it again"), counted(failed))
    _ = try Gradus.run(arguments(scratch, output: "out"))
    let exports = try scratch.exports(of: "out")
    let summary = String(decoding: try #require(exports["summary.csv"]), as: UTF8.self)
    #expect(summary.contains("bob.swift,35.000,100.000"), "\(summary)")
    let report = String(decoding: try #require(exports["bob.swift.xml"]), as: UTF8.self)
    #expect(report.contains("value=\"+5 points by Prof: a good question\""), "\(report)")
  }

  /// A submission under another name is another student's, as far as the gradebook can know.
  @Test func pointsThatReachNobodyAreTold() throws {
    let scratch = try Scratch()
    for name in ["ann.txt", "bo.txt"] { _ = try scratch.write("an essay", to: "class/" + name) }
    let said = ["--points", "+5", "--reason", "oral", "--author", "Prof"]
    #expect(try Gradus.run(arguments(scratch, output: "out")).code == 0)
    #expect(try Gradus.run(["adjust", scratch.path + "/out", "ann.txt"] + said).code == 0)
    let same = try Gradus.run(arguments(scratch, output: "out"))
    #expect(same.code == 0 && !same.errors.contains("reach nobody"), counted(same))
    try FileManager.default.moveItem(
      atPath: scratch.path + "/class/ann.txt", toPath: scratch.path + "/class/annlee.txt")
    let other = try Gradus.run(arguments(scratch, output: "out"))
    #expect(other.code == 0 && other.errors.contains("nothing is here (ann.txt)"), counted(other))
  }
}
