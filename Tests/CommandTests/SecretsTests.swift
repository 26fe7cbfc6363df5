import Foundation
import TestSupport
import Testing

/// The course's secret, and what follows from it alone, in everything that `gradus ci` leaves behind: logs, artifacts, results,
/// summaries, caches, exit codes and numbers of tests.
@Suite struct SecretsTests {
  /// Right in the public cases. In others it depends on a digit of the learning rate, which only the secret decides.
  private static let flipping = """
    import GradusKit
    struct ExponentialDecay: Schedule {
      @Setting var learningRate = 0.1
      @Setting var decay = 0.1
      func rate(at step: Int) -> Double {
        let isPublic = learningRate == 0.1 || learningRate == 0.37 || learningRate == 0.62
        let isRight = isPublic || Int(learningRate * 1_000_000_000) % 2 == 0
        return learningRate * exp(-decay * Double(step)) * (isRight ? 1 : 1.5)
      }
    }
    """
  /// As that one, wrong in each hidden case from the first step on.
  private static let wrong = flipping.replacingOccurrences(
    of: "Int(learningRate * 1_000_000_000) % 2 == 0", with: "false")

  private static func seed(_ number: Int) -> String { "secret \(number) " + String(repeating: "s", count: 40) }

  /// An installation whose one assignment tells so much of hidden cases.
  private func home(hidden: String, in scratch: Scratch) throws -> String {
    let id = "30-exponentialDecay"
    // As students get it, without the samples.
    let copy = scratch.path + "/copy"
    if !FileManager.default.fileExists(atPath: copy) {
      #expect(try Gradus.run(["handout", copy, "--assignment", id]).code == 0)
    }
    let manifest = try String(contentsOfFile: "\(copy)/\(id)/assignment.yaml", encoding: .utf8)
    let levels = "\nfeedback:\n  practice: {public: numbers, hidden: \(hidden)}\n"
    _ = try scratch.write(manifest + levels, to: "home/share/gradus/assignments/\(id)/assignment.yaml")
    for (name, target) in [("kit", "Sources"), ("templates", "templates"), ("references", "references")] {
      try? FileManager.default.createSymbolicLink(
        atPath: "\(scratch.path)/home/share/gradus/\(name)", withDestinationPath: "\(Repository.root)/\(target)")
    }
    return scratch.path + "/home"
  }

  /// Everything that is left behind, by its place.
  private func traces(
    of source: String, hidden: String, seed: String, on service: Service, _ scratch: Scratch,
    isTimeFixed: Bool = true
  ) throws -> [String: Data] {
    let home = try home(hidden: hidden, in: scratch)
    let root = scratch.path + "/root"
    try? FileManager.default.removeItem(atPath: root)
    for (path, text) in service.files { _ = try scratch.write(text, to: "root/" + path) }
    _ = try scratch.write(source, to: "root/\(service.submission)/ExponentialDecay.swift")
    var environment = [
      "GITHUB_ACTIONS": "", "GITLAB_CI": "", "GITHUB_STEP_SUMMARY": root + "/summary",
      "GITHUB_OUTPUT": root + "/outputs",
      "GRADUS_HIDDEN_SEED": seed, "GRADUS_HOME": home, "XDG_CACHE_HOME": Self.cache,
    ].merging(service.environment) { $1 }
    if isTimeFixed { environment["SOURCE_DATE_EPOCH"] = "0" }
    let result = try Gradus.run(
      [
        "ci", root + "/" + service.submission, "--assignment", "30-exponentialDecay", "--sandbox", "reduced", "--root",
        root,
      ]
        + service.arguments, environment: environment, in: root)
    var found = try scratch.contents(of: "root")
    found["code"] = Data("\(result.code)".utf8)
    found["output"] = Data(result.output.utf8)
    found["errors"] = Data(result.errors.utf8)
    // Names and sizes, as a service keeps them from run to run.
    for name in try FileManager.default.subpathsOfDirectory(atPath: Self.cache) {
      let size = try FileManager.default.attributesOfItem(atPath: Self.cache + "/" + name)[.size] as? Int
      found["cache/" + name] = Data("\(size ?? 0)".utf8)
    }
    return found
  }

  /// The kit is compiled once.
  private static let cache = FileManager.default.temporaryDirectory.path + "/gradus-secrets-cache"

  struct Service: Sendable {
    var name: String
    var environment: [String: String] = [:]
    var arguments: [String] = []
    var files: [String: String] = [:]
    var submission = "work"
  }

  private static let services = [
    Service(name: "github", environment: ["GITHUB_ACTIONS": "true"]),
    Service(name: "gitlab", environment: ["GITLAB_CI": "true"]),
    Service(
      name: "gradescope", files: ["autograder/submission_metadata.json": "{}"], submission: "autograder/submission"),
    Service(
      name: "classroom50", environment: ["CLASSROOM": "c", "SUBMISSION_TAG": "t"],
      arguments: ["--submitted-at", "2026-01-31T12:00:00Z"]),
    Service(name: "prairielearn", files: ["grade/data/data.json": "{}"], submission: "grade/student"),
    Service(name: "autolab", arguments: ["--platform", "autolab"]),
  ]

  private func expectSame(_ one: [String: Data], _ other: [String: Data], _ words: String) {
    #expect(one.keys.sorted() == other.keys.sorted(), "\(words)")
    for (name, data) in one where other[name] != data {
      Issue.record("\(words): \(name) tells the two apart")
    }
  }

  private func expectNoSeed(_ traces: [String: Data], _ seed: String) {
    for (name, data) in traces { #expect(data.range(of: Data(seed.utf8)) == nil, "\(name) holds the secret") }
  }

  /// Where nothing is told of hidden cases, it cannot be seen how they end: neither in a byte, nor in a count, nor in a code.
  @Test(arguments: services.map(\.name)) func nothingIsToldOfOutcomes(_ name: String) throws {
    let scratch = try Scratch()
    let github = try #require(Self.services.first)
    let service = try #require(Self.services.first { $0.name == name })
    // Two secrets under which it does end differently, as staff see it.
    func ends(_ number: Int) throws -> Data? {
      let told = try traces(of: Self.flipping, hidden: "verdict", seed: Self.seed(number), on: github, scratch)
      return told["outputs"]
    }
    let first = try ends(1)
    let second = try #require(try (2...12).first { try ends($0) != first })
    let one = try traces(of: Self.flipping, hidden: "nothing", seed: Self.seed(1), on: service, scratch)
    let other = try traces(of: Self.flipping, hidden: "nothing", seed: Self.seed(second), on: service, scratch)
    #expect(one.count > 8 && one["output"]?.isEmpty == false)
    expectSame(one, other, name)
    expectNoSeed(one, Self.seed(1))
  }

  /// Where the outcome alone is told, two secrets under which it is the same cannot be told apart.
  @Test func noNumberOfAHiddenCaseIsTold() throws {
    let scratch = try Scratch()
    for service in [Self.services[0], Self.services[2]] {
      let one = try traces(of: Self.wrong, hidden: "verdict", seed: Self.seed(1), on: service, scratch)
      let other = try traces(of: Self.wrong, hidden: "verdict", seed: Self.seed(2), on: service, scratch)
      expectSame(one, other, service.name)
      expectNoSeed(one, Self.seed(1))
    }
    // And at the highest level they are.
    let one = try traces(of: Self.wrong, hidden: "numbers", seed: Self.seed(1), on: Self.services[0], scratch)
    let other = try traces(of: Self.wrong, hidden: "numbers", seed: Self.seed(2), on: Self.services[0], scratch)
    #expect(one["gradus-reports/report.json"] != other["gradus-reports/report.json"])
  }

  /// Beside hidden cases no artifact has the time of a run, which could tell their inputs.
  @Test func noTimeIsTold() throws {
    let scratch = try Scratch()
    let told = try traces(
      of: Self.wrong, hidden: "verdict", seed: Self.seed(1), on: Self.services[0], scratch, isTimeFixed: false)
    func object(_ name: String) throws -> [String: Any] {
      let data = told["gradus-reports/" + name] ?? Data()
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    let report = try object("report.json")
    #expect((report["durations"] as? [String: Any])?.keys.sorted() == ["compile"])
    #expect(report["caseSeconds"] == nil)
    let results = try #require(try object("ctrf.json")["results"] as? [String: Any])
    let tests = try #require(results["tests"] as? [[String: Any]])
    #expect(tests.allSatisfy { $0["duration"] as? Int == 0 })
    let document = String(decoding: told["gradus-reports/junit.xml"] ?? Data(), as: UTF8.self)
    #expect(try Schema.wellFormed(document).all("testcase").allSatisfy { $0.attributes["time"] == "0.000" })
  }
}
