import Foundation
import TestSupport
import Testing

/// `gradus ci` with each service's variables and files, and what that service reads afterwards.
@Suite struct CITests {
  private let wrong = "\(Repository.root)/assignments/30-exponentialDecay/Mistakes/timeFromZero.swift"
  private let right = "\(Repository.root)/assignments/30-exponentialDecay/Solution/ExponentialDecay.swift"

  /// Variables of the surroundings that these tests themselves may run in.
  private static let none = [
    "GITHUB_ACTIONS": "", "GITLAB_CI": "", "GITHUB_STEP_SUMMARY": "", "GITHUB_OUTPUT": "", "GRADUS_HIDDEN_SEED": "",
  ]

  private func ci(
    _ file: String, _ scratch: Scratch, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> Gradus.Outcome {
    try FileManager.default.createDirectory(atPath: scratch.path + "/work", withIntermediateDirectories: true)
    let copy = scratch.path + "/work/ExponentialDecay.swift"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: file, toPath: copy)
    return try Gradus.run(
      ["ci", "work", "--assignment", "30-exponentialDecay"] + arguments,
      environment: Self.none.merging(environment) { $1 }, in: scratch.path)
  }

  private func object(_ path: String) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func onGitHub() throws {
    let scratch = try Scratch()
    let environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": scratch.path + "/summary",
      "GITHUB_OUTPUT": scratch.path + "/output",
    ]
    let result = try ci(wrong, scratch, environment: environment)
    #expect(result.code == 1, "\(result.errors)")
    let commands = result.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(!commands.isEmpty && commands.allSatisfy { $0.hasPrefix("::error file=work/ExponentialDecay.swift,line=") })
    // The log is a screen, and the page has the rest.
    #expect(result.output.contains("work (30-exponentialDecay): 0 of 100 points"))
    #expect(!result.output.contains("usual/learningRate  "))
    let summary = try String(contentsOfFile: scratch.path + "/summary", encoding: .utf8)
    #expect(summary.contains("| usual/learningRate | 0 / 50 |"))
    #expect(try String(contentsOfFile: scratch.path + "/output", encoding: .utf8).contains("points=0\n"))
    for name in ["junit.xml", "report.json", "report.html", "ctrf.json", "report.sarif"] {
      #expect(FileManager.default.fileExists(atPath: scratch.path + "/gradus-reports/" + name), "\(name)")
    }
    #expect(try ci(right, scratch, environment: environment).code == 0)
  }

  @Test func aClosedSummaryIsSaid() throws {
    let scratch = try Scratch()
    let result = try ci(right, scratch, environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": scratch.path])
    #expect(result.code == 0)
    #expect(result.errors.contains("GITHUB_STEP_SUMMARY names \(scratch.path), which cannot be written to"))
  }

  @Test func onGitLab() throws {
    let scratch = try Scratch()
    #expect(try ci(wrong, scratch, environment: ["GITLAB_CI": "true"]).code == 1)
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/gradus-reports/gl-code-quality-report.json"))
  }

  @Test func onGradescope() throws {
    let scratch = try Scratch()
    _ = try scratch.write("{}", to: "autograder/submission_metadata.json")
    _ = try scratch.write(
      try String(contentsOfFile: wrong, encoding: .utf8), to: "autograder/submission/ExponentialDecay.swift")
    let arguments = [
      "ci", "--assignment", "30-exponentialDecay", "--root", scratch.path, "--reports", scratch.path + "/r",
    ]
    let result = try Gradus.run(arguments, environment: Self.none, in: scratch.path)
    #expect(result.code == 0, "\(result.errors)")
    let results = try object(scratch.path + "/autograder/results/results.json")
    #expect(results["score"] as? Double == 0)
    #expect((results["tests"] as? [[String: Any]])?.count == 3)
    // Of a grade that is withheld there is no score, and least of all the last one's.
    let failed = try Gradus.run(
      arguments, environment: Self.none.merging(["PATH": "/nowhere"]) { $1 }, in: scratch.path)
    #expect(failed.code == 70)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/autograder/results/results.json"))
  }

  @Test func onPrairieLearn() throws {
    let scratch = try Scratch()
    _ = try scratch.write("{}", to: "grade/data/data.json")
    _ = try scratch.write(
      try String(contentsOfFile: right, encoding: .utf8), to: "grade/student/ExponentialDecay.swift")
    let result = try Gradus.run(
      ["ci", "--assignment", "30-exponentialDecay", "--root", scratch.path], environment: Self.none, in: scratch.path)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try object(scratch.path + "/grade/results/results.json")["score"] as? Double == 1)
  }

  @Test func onClassroom50() throws {
    let scratch = try Scratch()
    let service = ["CLASSROOM": "c", "SUBMISSION_TAG": "submission-7", "ASSIGNMENT": "a"]
    let result = try ci(wrong, scratch, ["--submitted-at", "2026-01-31T12:00:00Z"], environment: service)
    #expect(result.code == 0, "\(result.errors)")
    let written = try object(scratch.path + "/result.json")
    #expect(written["submission"] as? String == "submission-7")
    #expect(written["score"] as? Int == 0)
    #expect(written["max-score"] as? Int == 100)
    #expect(written["datetime"] as? String == "2026-01-31T12:00:00Z")
    // Without the instant there is no result, least of all the last one.
    #expect(try ci(wrong, scratch, environment: service).code == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/result.json"))
    #expect(try ci(wrong, scratch, ["--submitted-at", "noon"], environment: service).code == 64)
  }

  @Test func onAutolab() throws {
    let scratch = try Scratch()
    let result = try ci(wrong, scratch, ["--platform", "autolab"])
    #expect(result.code == 0)
    let last = try #require(result.output.split(separator: "\n").last)
    #expect(last == #"{"scores":{"learningRate":0}}"#)
  }

  @Test func aShareMayPass() throws {
    let scratch = try Scratch()
    let half = try scratch.write(
      """
      import GradusKit
      struct ExponentialDecay: Schedule {
        @Setting var learningRate = 0.1
        @Setting var decay = 0.1
        func rate(at step: Int) -> Double { learningRate * exp(-0.1 * Double(step)) }
      }
      """, to: "half.swift")
    #expect(try ci(half, scratch).code == 1)
    #expect(try ci(half, scratch, ["--pass", "0.5"]).code == 0)
    #expect(try ci(half, scratch, ["--pass", "0.6"]).code == 1)
    #expect(try ci(half, scratch, ["--pass", "1.5"]).code == 64)
  }

  @Test func aReportExistsWhereNothingCouldBegin() throws {
    let scratch = try Scratch()
    _ = try scratch.write(try String(contentsOfFile: right, encoding: .utf8), to: "work/ExponentialDecay.swift")
    for (arguments, code, words) in [
      (["work", "--assignment", "30-exponentialDecai"], 64, "there is no assignment"),
      (["work", "--assignment", "30-exponentialDecay", "--require-hidden-seed"], 64, "there is no hidden seed"),
      (["work"], 64, "--assignment"),
    ] as [([String], Int32, String)] {
      let result = try Gradus.run(["ci"] + arguments, environment: Self.none, in: scratch.path)
      #expect(result.code == code, "\(result.errors)")
      let document = try String(contentsOfFile: scratch.path + "/gradus-reports/junit.xml", encoding: .utf8)
      let cases = try Schema.validated(document).all("testcase")
      #expect(cases.count == 1)
      #expect(cases[0].children.first?.name == "error")
      #expect(cases[0].children.first?.attributes["message"]?.contains(words) == true, "\(document)")
    }
  }

  /// Beyond the limit less is told, by the times at which the submissions came.
  @Test(arguments: [("2026-01-02T12:00:00Z", true), ("2026-01-03T12:00:00Z", false)])
  func aLimitTellsLess(_ created: String, _ isPast: Bool) throws {
    let scratch = try Scratch()
    let earlier = #"{"submission_time": "2026-01-02T11:00:00Z", "score": 40.0, "results": {}}"#
    _ = try scratch.write(
      #"{"created_at": "\#(created)", "previous_submissions": [\#(earlier)]}"#,
      to: "autograder/submission_metadata.json")
    _ = try scratch.write(
      try String(contentsOfFile: wrong, encoding: .utf8), to: "autograder/submission/ExponentialDecay.swift")
    let result = try Gradus.run(
      ["ci", "--assignment", "30-exponentialDecay", "--root", scratch.path, "--limit", "1/24h"],
      environment: Self.none, in: scratch.path)
    #expect(result.code == 0, "\(result.errors)")
    let results = try object(scratch.path + "/autograder/results/results.json")
    #expect((results["output"] as? String)?.contains("1 submission is told everything in 24 hours") == isPast)
    let tests = try #require(results["tests"] as? [[String: Any]])
    #expect(tests.contains { ($0["output"] as? String)?.contains("is one too small") ?? false } != isPast)
    #expect(try ci(wrong, scratch, ["--limit", "1/24h"]).code == 64)
  }

  /// The checkout is the student's: what lies in the folder of the reports withholds no grade, and no old report stays.
  @Test func whatLiesInTheCheckoutWithholdsNothing() throws {
    let scratch = try Scratch()
    _ = try scratch.write("mine", to: "gradus-reports/notes.txt")
    _ = try scratch.write("<testsuites/>", to: "gradus-reports/junit.xml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/gradus-reports/report.json",
      withDestinationPath: scratch.path + "/gradus-reports/notes.txt")
    let result = try ci(right, scratch)
    #expect(result.code == 0 && result.errors.contains("notes.txt"), "\(result.code) \(result.errors)")
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: scratch.path + "/gradus-reports/" + name, encoding: .utf8)
    }
    #expect(
      try text("notes.txt") == "mine" && text("junit.xml").contains("<testcase")
        && text("report.json").contains("checks"))
  }

  /// A link of the reports' name would leave the student's own in their place.
  @Test func aLinkInTheCheckoutLeadsNowhere() throws {
    let scratch = try Scratch()
    let forged = try scratch.write("<testsuites/>", to: "own/junit.xml")
    let note = try scratch.write("mine", to: "own/note.txt")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/gradus-reports", withDestinationPath: scratch.path + "/own")
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/result.json", withDestinationPath: note)
    let result = try ci(
      wrong, scratch, ["--submitted-at", "2026-01-31T12:00:00Z"],
      environment: ["CLASSROOM": "c", "SUBMISSION_TAG": "t"])
    #expect(result.code == 0, "\(result.errors)")
    let suite = try String(contentsOfFile: scratch.path + "/gradus-reports/junit.xml", encoding: .utf8)
    #expect(suite.contains("<failure"))
    #expect(try object(scratch.path + "/result.json")["score"] as? Int == 0)
    #expect(try String(contentsOfFile: forged, encoding: .utf8) == "<testsuites/>")
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "mine")
  }

  /// A student chooses neither the course that she is graded by, nor, beside a secret, the assignment.
  @Test(arguments: [("./course/30-exponentialDecay", ""), ("30-exponentialDecay", String(repeating: "s", count: 64))])
  func aSubmissionDoesNotChooseWhatItIsGradedBy(_ request: String, _ secret: String) throws {
    let scratch = try Scratch()
    _ = try scratch.write(request + "\n", to: "work/.gradus/assignment")
    let solution = try String(contentsOfFile: right, encoding: .utf8)
    _ = try scratch.write(solution, to: "work/Sources/ExponentialDecay.swift")
    try FileManager.default.createDirectory(atPath: scratch.path + "/course", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(Repository.root)/assignments/30-exponentialDecay", toPath: scratch.path + "/course/30-exponentialDecay"
    )
    func run() throws -> Gradus.Outcome {
      try Gradus.run(
        ["ci", "work"], environment: Self.none.merging(["GRADUS_HIDDEN_SEED": secret]) { $1 }, in: scratch.path)
    }
    let refused = try run()
    #expect(refused.code == 64 && refused.errors.contains("does not choose"), "\(refused.code) \(refused.errors)")
    guard secret.isEmpty else { return }
    // A name of this installation is believed: a folder of her own is graded in her own workflow.
    _ = try scratch.write("30-exponentialDecay\n", to: "work/.gradus/assignment")
    #expect(try run().code == 0)
  }

  @Test func theSeedOfAServiceDrawsHiddenCases() throws {
    let scratch = try Scratch()
    let result = try ci(
      right, scratch, ["--sandbox", "reduced"], environment: ["GRADUS_HIDDEN_SEED": String(repeating: "s", count: 64)])
    let report = try String(contentsOfFile: scratch.path + "/gradus-reports/report.json", encoding: .utf8)
    #expect(report.contains("hidden-1"), "\(result.output)\(result.errors)")
  }
}
