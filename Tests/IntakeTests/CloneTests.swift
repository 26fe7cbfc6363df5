import Foundation
import Testing

@testable import Intake

/// Working copies of an organisation's repositories.
@Suite struct CloneTests {
  @Test func theLastCommitTellsTheInstant() throws {
    let folders = try Folders()
    try folders.write([
      "adam-annlee/Adam.swift": "a", "adam-team-1/Adam.swift": "t", "adam-cy/Adam.swift": "c", "adam-cy/.git/HEAD": "x",
    ])
    for (clone, date) in [("adam-annlee", "2026-01-31T23:59:59+01:00"), ("adam-team-1", "2026-02-01T00:00:00Z")] {
      try git(["init", "--quiet"], in: "\(folders.path)/\(clone)", date)
      try git(["add", "."], in: "\(folders.path)/\(clone)", date)
      try git(["commit", "--quiet", "--message", "committer x <y> 1 +0000"], in: "\(folders.path)/\(clone)", date)
    }
    // A repository that asks for programs of its own gets none.
    let mark = "\(folders.unpacked)/ran"
    for key in ["core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand"] {
      try git(["config", key, "touch \(mark)"], in: "\(folders.path)/adam-annlee", "2026-01-31T23:59:59Z")
    }
    try git(["config", "log.showSignature", "true"], in: "\(folders.path)/adam-annlee", "2026-01-31T23:59:59Z")
    let roster = try Roster(
      Array("name,github_username,group\nAnn,AnnLee,\nBo,bo,team-1\nDi,di,team-1\nCy,cy,\n".utf8), file: "r")
    let found = try Intake.read(folders.path, roster: roster, unpackingTo: folders.unpacked)
    #expect(found.layout == .clones)
    #expect(found.attempts.map(\.owner) == ["AnnLee", "bo+di", "cy"])
    #expect(found.attempts.map(\.handedIn) == [1_769_900_399, 1_769_904_000, nil])
    #expect(found.absent.isEmpty && found.strangers.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  private func git(_ arguments: [String], in folder: String, _ date: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder, "GIT_COMMITTER_DATE": date,
      "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z",
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
