import Foundation
import TestSupport
import Testing

/// Surroundings that are not as a service documents them: one clear sentence, and a report all the same.
@Suite struct CIBadInputTests {
  private static let none = [
    "GITHUB_ACTIONS": "", "GITLAB_CI": "", "GITHUB_STEP_SUMMARY": "", "GITHUB_OUTPUT": "", "GRADUS_HIDDEN_SEED": "",
  ]
  private let solution = "\(Repository.root)/assignments/30-exponentialDecay/Solution"

  struct Row: Sendable {
    var name: String
    /// `nil` for the solution.
    var submission: String?
    var arguments: [String] = []
    var environment: [String: String] = [:]
    var code: Int32
    var words: String
    /// True if the report is one error.
    var isError: Bool
  }

  private static let rows = [
    Row(
      name: "no submission", submission: "nowhere", code: 64, words: "there is no file or folder nowhere", isError: true
    ),
    Row(
      name: "no submission, by a name that is a command", submission: "##[error]nowhere",
      environment: ["GITHUB_ACTIONS": "true"], code: 64, words: "there is no file or folder ## [error]nowhere",
      isError: true),
    Row(
      name: "no submission where marks are taken", submission: "nowhere", arguments: ["--platform", "autolab"],
      code: 64,
      words: "there is no file or folder nowhere", isError: true),
    Row(
      name: "a service that nobody knows", arguments: ["--platform", "jenkins"], code: 64,
      words: "there is no service 'jenkins'", isError: true),
    Row(
      name: "no secret", arguments: ["--require-hidden-seed"], code: 64, words: "there is no hidden seed", isError: true
    ),
    Row(
      name: "a secret that is too short", environment: ["GRADUS_HIDDEN_SEED": "x"], code: 64,
      words: "GRADUS_HIDDEN_SEED", isError: true),
    Row(
      name: "a summary that is a folder", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "/tmp"],
      code: 0, words: "GITHUB_STEP_SUMMARY names /tmp", isError: false),
    Row(
      name: "an output that is a folder", environment: ["GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": "/tmp"], code: 0,
      words: "GITHUB_OUTPUT names /tmp", isError: false),
    Row(
      name: "a limit elsewhere", arguments: ["--limit", "5/24h"], code: 64, words: "--limit is for Gradescope",
      isError: true),
    Row(
      name: "no instant", environment: ["CLASSROOM": "c", "SUBMISSION_TAG": "t"], code: 64, words: "--submitted-at",
      isError: true),
    Row(name: "no toolchain", environment: ["PATH": "/nowhere"], code: 70, words: "swift", isError: true),
  ]

  @Test(arguments: rows.indices) func isSaidInASentence(_ index: Int) throws {
    let row = Self.rows[index]
    let scratch = try Scratch()
    let result = try Gradus.run(
      ["ci", row.submission ?? solution, "--assignment", "30-exponentialDecay"] + row.arguments,
      environment: Self.none.merging(row.environment) { $1 }, in: scratch.path)
    #expect(result.code == row.code, "\(row.name): \(result.errors)")
    #expect(
      result.errors.split(separator: "\n").filter { $0.contains(row.words) }.count == 1, "\(row.name): \(result.errors)"
    )
    let suite = try Schema.wellFormed(
      try String(contentsOfFile: scratch.path + "/gradus-reports/junit.xml", encoding: .utf8))
    #expect(suite.all("error").isEmpty != row.isError, "\(row.name)")
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/gradus-reports/report.html"), "\(row.name)")
  }

  /// A manifest that is broken is told with its line, and without the place of our own files.
  @Test(arguments: ["ci", "check"]) func aBrokenManifestTellsNoPathOfOurs(_ command: String) throws {
    let scratch = try Scratch()
    _ = try scratch.write("title: Adam\nrecipe: adm\n", to: "home/share/gradus/assignments/10-adam/assignment.yaml")
    for (name, target) in [("kit", "Sources"), ("templates", "templates")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(scratch.path)/home/share/gradus/\(name)", withDestinationPath: "\(Repository.root)/\(target)")
    }
    let reports = scratch.path + "/reports"
    let options =
      command == "ci"
      ? ["--reports", reports] : ["--junit", reports + "/junit.xml", "--html", reports + "/report.html"]
    let result = try Gradus.run(
      [command, solution, "--assignment", "10-adam"] + options,
      environment: Self.none.merging(["GRADUS_HOME": scratch.path + "/home"]) { $1 }, in: scratch.path)
    #expect(result.code == 70, "\(result.errors)")
    for name in ["junit.xml", "report.html"] {
      let text = try String(contentsOfFile: reports + "/" + name, encoding: .utf8)
      #expect(text.contains("assignment.yaml:2"), "\(text)")
      #expect(!text.contains(scratch.path), "\(name)")
    }
  }

  /// An account of earlier submissions that cannot be used is not held against the student.
  @Test(
    arguments: [
      ("{", "no JSON object"), ("{}", "created_at"), (#"{"created_at": 12}"#, "created_at"), ("folder", "no such file"),
      ("huge", "more than 64 MiB"),
    ]) func metadataThatCannotBeUsed(_ text: String, _ words: String) throws
  {
    let scratch = try Scratch()
    let path = scratch.path + "/autograder/submission_metadata.json"
    _ = try scratch.write(text, to: "autograder/submission_metadata.json")
    if text == "folder" {
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } else if text == "huge" {
      // Without a byte of it on the disk.
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.truncate(atOffset: 65 << 20)
      try file.close()
    }
    let result = try Gradus.run(
      ["ci", solution, "--assignment", "30-exponentialDecay", "--root", scratch.path, "--limit", "1/1h"],
      environment: Self.none, in: scratch.path)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("the limit is not applied") && result.errors.contains(words), "\(result.errors)")
    let results = try String(contentsOfFile: scratch.path + "/autograder/results/results.json", encoding: .utf8)
    #expect(results.contains("\"score\" : 100"))
  }

  /// Nobody may write to a folder that is mounted for reading only: the log, and the service's own file elsewhere, have it all.
  @Test func aWorkspaceThatMayNotBeWrittenTo() throws {
    let scratch = try Scratch()
    _ = try scratch.write("{}", to: "autograder/submission_metadata.json")
    _ = try scratch.write("", to: "shut/.keep")
    let shut = scratch.path + "/shut"
    let result = try Gradus.run(
      [
        "--dev-bind", "/", "/", "--ro-bind", shut, shut, "--chdir", shut, "--", Gradus.program.path, "ci", solution,
        "--assignment", "30-exponentialDecay", "--root", scratch.path,
      ], environment: Self.none, program: "/usr/bin/bwrap")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("Read-only file system"), "\(result.errors)")
    #expect(result.output.contains("100 of 100 points"), "\(result.output)")
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/autograder/results/results.json"))
  }

  /// A folder of results that may not be written to is a failure, and the reports are there.
  @Test func resultsThatCannotBeWritten() throws {
    let scratch = try Scratch()
    _ = try scratch.write("{}", to: "autograder/submission_metadata.json")
    _ = try scratch.write("", to: "autograder/results")
    let result = try Gradus.run(
      ["ci", solution, "--assignment", "30-exponentialDecay", "--root", scratch.path], environment: Self.none,
      in: scratch.path)
    #expect(result.code == 64 && result.errors.contains("autograder/results"), "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/gradus-reports/junit.xml"))
  }
}
