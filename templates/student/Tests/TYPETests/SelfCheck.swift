import Foundation
import Testing

// One test for each case and quantity that `gradus check` compares: a self-check on the public cases, and not the mark.

/// A case's quantity in the report of `gradus check`.
struct Check: Sendable, CustomTestStringConvertible {
  let title: String
  let isRight: Bool
  let message: String
  var testDescription: String { title }
}

private struct Report: Decodable {
  struct Check: Decodable {
    let caseID: String
    let quantity: String
    let outcome: String
    let message: String
    let diagnosis: Diagnosis?
  }
  struct Diagnosis: Decodable { let sentences: [String] }
  struct Obstacle: Decodable { let message: String }
  let checks: [Check]
  let obstacle: Obstacle?
}

/// Runs `gradus check` once on this folder. The variable GRADUS names the program if it is not on PATH.
private func checks() -> [Check] {
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString).json")
  defer { try? FileManager.default.removeItem(at: file) }
  let gradus = Process()
  gradus.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  gradus.arguments = [
    ProcessInfo.processInfo.environment["GRADUS"] ?? "gradus", "check", package.path, "--json", file.path,
  ]
  gradus.standardOutput = FileHandle.nullDevice
  do {
    try gradus.run()
    gradus.waitUntilExit()
    let report = try JSONDecoder().decode(Report.self, from: Data(contentsOf: file))
    if let obstacle = report.obstacle {
      return [Check(title: "gradus check", isRight: false, message: obstacle.message)]
    }
    return report.checks.map {
      Check(
        title: "\($0.caseID)/\($0.quantity)", isRight: ["correct", "followThrough"].contains($0.outcome),
        message: ($0.diagnosis?.sentences ?? []).first ?? $0.message)
    }
  } catch {
    return [Check(title: "gradus check", isRight: false, message: "gradus did not run to its end: \(error)")]
  }
}

@Test("self-check, not the mark", arguments: checks())
func quantity(_ check: Check) {
  #expect(check.isRight, "\(check.message)")
}
