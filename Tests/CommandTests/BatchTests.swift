import Foundation
import Gradebook
import TestSupport
import Testing

@Suite struct BatchTests {
  /// A class of five, with names that no file system likes, one that does not compile and one that never returns.
  private func makeClass(in scratch: Scratch) throws {
    let samples = Repository.root + "/assignments/10-adam"
    for (name, sample) in [
      ("ada.swift", "Solution/Adam.swift"), ("bob & co; $x.swift", "Mistakes/ascends.swift"),
      ("zoë\nnew line.swift", "Mistakes/doesNotCompile.swift"), ("crash.swift", "Mistakes/crashesOutOfBounds.swift"),
      ("endless.swift", "Mistakes/neverReturns.swift"),
    ] {
      let source = try String(contentsOfFile: samples + "/" + sample, encoding: .utf8)
      _ = try scratch.write(source, to: "class/" + name)
    }
    _ = try scratch.write("not Swift at all", to: "class/essay.txt")
    _ = try scratch.write("", to: "class/empty/README.md")
    _ = try scratch.write("hidden", to: "class/.DS_Store")
  }

  /// Two names that are not UTF-8, and one that looks like both: nobody is graded for another's program.
  @Test func namesThatAreNoTextStayApart() throws {
    let scratch = try Scratch()
    let source = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    _ = try scratch.write(source, to: "class/a\u{FFFD}.swift")
    _ = try scratch.write("struct X {}", to: "class/a%FF.swift")
    for byte in [0xFF, 0xFE] as [UInt8] {
      let path: [CChar] = (Array((scratch.path + "/class/a").utf8) + [byte] + Array(".swift\0".utf8)).map {
        CChar(bitPattern: $0)
      }
      let file = open(path, O_WRONLY | O_CREAT, 0o644)
      try #require(file >= 0)
      _ = write(file, source, source.utf8.count)
      close(file)
    }
    let result = try Gradus.run([
      "batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out",
    ])
    #expect(
      result.code == 0 && result.output.hasPrefix("1 graded, 1 with full marks; 3 not graded, 0 withheld"),
      "\(result.output)\(result.errors)")
    let reports = try scratch.exports(of: "out")
    #expect(
      reports.keys.sorted() == [
        "a%25FF.swift.xml", "a%FE.swift.xml", "a%FF.swift.xml", "a\u{FFFD}.swift.xml", "summary.csv",
      ])
    for name in ["a%FE.swift.xml", "a%FF.swift.xml"] {
      let text = String(decoding: try #require(reports[name]), as: UTF8.self)
      #expect(text.contains("characters that a source file's name cannot have"), "\(text)")
    }
  }

  /// A name of 247 bytes in two characters, and a report that cannot be written: each concerns one submission only.
  @Test func oneReportThatCannotBeWrittenStopsNobody() async throws {
    let scratch = try Scratch()
    let source = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    let long = "b" + String(repeating: "\u{301}", count: 120) + ".swift"
    for name in ["a.swift", long, "c.swift"] { _ = try scratch.write(source, to: "class/" + name) }
    // The first report has no room on the disk.
    let faults = Faults.environment(try await Faults.library(in: scratch), "renameat", ENOSPC, first: 1, count: 1)
    let result = try Gradus.run(
      ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out", "--jobs", "1"],
      environment: faults)
    #expect(
      result.code == 70 && result.output.hasPrefix("2 graded, 2 with full marks; 0 not graded, 1 withheld"),
      "\(result.output)\(result.errors)")
    #expect(
      result.errors.contains("a.swift.xml") && result.errors.contains("1 withheld, by a fault of the grader: a.swift"),
      "\(result.errors)")
    let written = try scratch.exports(of: "out")
    let reports = written.keys.filter { $0.hasSuffix(".xml") }.sorted()
    #expect(reports.count == 2 && reports.contains("c.swift.xml"), "\(reports)")
    #expect(reports.contains { $0.utf8.starts(with: "b\u{301}".utf8) && $0.utf8.count < 150 }, "\(reports)")
    let rows = String(decoding: try #require(written["summary.csv"]), as: UTF8.self).split(separator: "\r\n")
    #expect(rows.count == 4 && rows[1].contains("withheld"), "\(rows)")
  }

  /// A fault of ours in one submission, here a signal from outside, costs that one its report and no other.
  @Test func aFaultOfOursWithholdsOneSubmission() throws {
    let scratch = try Scratch()
    try makeClass(in: scratch)
    for name in ["bob & co; $x.swift", "crash.swift", "zoë\nnew line.swift", "essay.txt", "empty"] {
      try FileManager.default.removeItem(atPath: scratch.path + "/class/" + name)
    }
    let solution = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    _ = try scratch.write(solution, to: "class/zed.swift")
    let process = try batchKilledOnce(in: scratch, grading: "endless.swift")
    #expect(process.code == 70)
    let reports = try scratch.exports(of: "out")
    #expect(reports.keys.sorted() == ["ada.swift.xml", "endless.swift.xml", "summary.csv", "zed.swift.xml"])
    let summary = String(decoding: try #require(reports["summary.csv"]), as: UTF8.self)
    #expect(summary.contains("ada.swift,100.000,100.000,full marks"), "\(summary)")
    #expect(summary.contains("zed.swift,100.000,100.000,full marks"), "\(summary)")
    #expect(
      summary.contains("endless.swift,,100.000,withheld,The grader itself failed on this submission (signal 9)."),
      "\(summary)")
  }

  @Test func oneBadSubmissionNeverStopsTheRestAndBytesDoNotDependOnJobs() throws {
    let scratch = try Scratch()
    try makeClass(in: scratch)
    for jobs in [1, 2] {
      let result = try Gradus.run(
        [
          "batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out\(jobs)",
          "--jobs",
          "\(jobs)",
        ], environment: ["SOURCE_DATE_EPOCH": "1700000000"])
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors.contains("1 in \(scratch.path)/class passed over"), "\(result.errors)")
    }
    let (one, two) = (try scratch.exports(of: "out1"), try scratch.exports(of: "out2"))
    #expect(one == two)
    #expect(one.count == 8, "\(one.keys.sorted())")

    let summary = try #require(one["summary.csv"].map { String(decoding: $0, as: UTF8.self) })
    let rows = summary.split(separator: "\r\n").map(String.init)
    #expect(rows.count == 8)
    #expect(rows.contains { $0.hasPrefix("ada.swift,100.000,100.000,full marks") })
    #expect(rows.contains { $0.contains("essay.txt") && $0.contains("nothing graded") })
    for (name, data) in one where name.hasSuffix(".xml") {
      let root = try Schema.validated(String(decoding: data, as: UTF8.self))
      let suite = try #require(root.all("testsuite").first)
      let isClean = suite.attributes["failures"] == "0" && suite.attributes["errors"] == "0"
      #expect(isClean == (name == "ada.swift.xml"), "\(name)")
      #expect(suite.attributes["timestamp"] == "2023-11-14T22:13:20")
    }
  }

  /// Runs a batch over `class`, one at a time,
  /// and kills the grading process once it begins the submission after `ada.swift`.
  private func batchKilledOnce(
    in scratch: Scratch, grading name: String, meanwhile: () throws -> Void = {}
  ) throws -> (code: Int32, errors: String) {
    let process = Process()
    process.executableURL = try Gradus.program
    process.arguments = [
      "batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out", "--jobs", "1",
    ]
    let errors = scratch.path + "/errors"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    func isBegun() -> Bool {
      let book = try? Gradebook(at: scratch.path + "/out/" + Gradebook.name)
      return (try? book?.items())?.contains { $0.report == name && $0.state == .started } ?? false
    }
    while process.isRunning, !isBegun() { usleep(20_000) }
    let tasks = "/proc/\(process.processIdentifier)/task"
    let children = try FileManager.default.contentsOfDirectory(atPath: tasks).flatMap { task in
      try String(contentsOfFile: "\(tasks)/\(task)/children", encoding: .utf8).split(separator: " ")
    }
    let batch = try #require(children.compactMap { Int32($0) }.first, "\(children)")
    usleep(200_000)
    try meanwhile()
    // SIGKILL, because no handler can take it: a trap of ours cannot be recovered from, either.
    kill(batch, SIGKILL)
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// A folder that changes while it is graded moves nobody's report or row to somebody else.
  @Test func whatABatchGradesIsSettledWhenItBegins() throws {
    let scratch = try Scratch()
    let samples = Repository.root + "/assignments/10-adam/"
    let solution = try String(contentsOfFile: samples + "Solution/Adam.swift", encoding: .utf8)
    let endless = try String(contentsOfFile: samples + "Mistakes/neverReturns.swift", encoding: .utf8)
    for name in ["ada.swift", "dan.swift", "zed.swift"] { _ = try scratch.write(solution, to: "class/" + name) }
    _ = try scratch.write(endless, to: "class/bob.swift")
    for name in ["ada.swift", "carol.swift"] {
      let beginning = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite "
      _ = try scratch.write(beginning + "name=\"10-adam: \(name)\" package=\"gradus.10-adam\"/>", to: "out/\(name).xml")
    }
    let result = try batchKilledOnce(in: scratch, grading: "bob.swift") {
      _ = try scratch.write(solution, to: "class/aaa-late.swift")
      try FileManager.default.removeItem(atPath: scratch.path + "/class/dan.swift")
    }
    #expect(result.code == 70, "\(result.errors)")
    let reports = try scratch.exports(of: "out")
    #expect(
      reports.keys.sorted() == [
        "ada.swift.xml", "bob.swift.xml", "carol.swift.xml", "dan.swift.xml", "summary.csv", "zed.swift.xml",
      ])
    let summary = String(decoding: try #require(reports["summary.csv"]), as: UTF8.self)
    let rows = summary.split(separator: "\r\n").dropFirst().map(String.init)
    #expect(rows.count == 4, "\(rows)")
    for (row, beginning) in zip(
      rows,
      [
        "ada.swift,100.000,100.000,full marks", "bob.swift,,100.000,withheld,The grader itself failed",
        "dan.swift,,100.000,withheld,\"dan.swift was in the folder when the batch began, and was gone",
        "zed.swift,100.000,100.000,full marks",
      ])
    { #expect(row.hasPrefix(beginning), "\(row)") }
    for name in ["ada", "bob", "dan", "zed"] {
      let report = String(decoding: try #require(reports["\(name).swift.xml"]), as: UTF8.self)
      #expect(report.contains("name=\"gradus.submission\" value=\"\(name).swift\""), "\(report)")
    }
    #expect(
      result.errors.contains(
        "has changed since the batch began: 1 came and is not graded (aaa-late.swift); 1 went (dan.swift)"),
      "\(result.errors)")
    #expect(
      result.errors.contains(
        "holds 2 reports from before: 1 have names of this batch and are replaced one by one, 1 are"),
      "\(result.errors)")
  }

  /// A student's file can have the name of a file in a folder of ours: the class is still there afterwards.
  @Test(arguments: ["lock", ".temporary-folder-of-gradus"])
  func noSubmissionMakesTheClassALeftover(_ name: String) throws {
    let scratch = try Scratch()
    // As `mktemp -d` makes it for a grader.
    for folder in ["gradus-submissions", "gradus-a1B2c3"] {
      _ = try scratch.write("struct X {}", to: "tmp/\(folder)/alice.swift")
      _ = try scratch.write("", to: "tmp/\(folder)/\(name)")
      chmod(scratch.path + "/tmp/" + folder, 0o700)
    }
    let result = try Gradus.run(
      [
        "batch", scratch.path + "/tmp/gradus-submissions", "--assignment", "10-adam", "--output", scratch.path + "/out",
      ], environment: ["TMPDIR": scratch.path + "/tmp"])
    #expect(result.code == 0, "\(result.errors)")
    for folder in ["gradus-submissions", "gradus-a1B2c3"] {
      #expect(FileManager.default.fileExists(atPath: scratch.path + "/tmp/\(folder)/alice.swift"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tmp").count == 2)
  }
}
