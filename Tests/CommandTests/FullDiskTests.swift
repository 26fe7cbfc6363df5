import Foundation
import Gradebook
import TestSupport
import Testing

/// A disk without room, in the middle of a batch.
@Suite(.serialized) struct FullDiskTests {
  private static func shell(_ words: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }

  /// The grades that were made are kept, the sentence says so, and with room the same command goes on to the same files.
  @Test(.enabled(if: geteuid() == 0, "a small disk is mounted by root"), arguments: [250, 400, 600])
  func aBatchGoesOnWhenThereIsRoom(kilobytes: Int) throws {
    let scratch = try Scratch()
    for number in 0..<40 { _ = try scratch.write("essay \(number)", to: "class/essay\(number).txt") }
    let disk = scratch.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    try #require(try Self.shell(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", disk]))
    defer { _ = try? Self.shell(["umount", disk]) }
    func batch(_ output: String) throws -> Gradus.Outcome {
      try Gradus.run(
        ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", output],
        environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    }
    let full = try batch(disk + "/out")
    #expect(full.code == 70 && full.errors.contains("room"), "\(full.output)\(full.errors)")
    #expect(try Self.shell(["mount", "-o", "remount,size=64m", disk]))
    let done = try batch(disk + "/out")
    #expect(done.code == 0 && done.output.contains("40 not graded, 0 withheld"), "\(done.output)\(done.errors)")
    _ = try batch(scratch.path + "/fresh")
    #expect(try scratch.exports(of: "disk/out") == scratch.exports(of: "fresh"))
  }

  /// A zip that was cut might be handed to a platform as if it were all.
  @Test(.enabled(if: geteuid() == 0, "a small disk is mounted by root")) func feedbackIsWholeOrNotThere() throws {
    let scratch = try Scratch()
    for number in 0..<20 { _ = try scratch.write("essay \(number)", to: "class/essay\(number).txt") }
    let batch = try Gradus.run(
      ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out", "--html"],
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    #expect(batch.code == 0, "\(batch.errors)")
    let disk = scratch.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    // Room for the table of 20 students, and for less than 20 pages.
    try #require(try Self.shell(["mount", "-t", "tmpfs", "-o", "size=20k", "tmpfs", disk]))
    defer { _ = try? Self.shell(["umount", disk]) }
    let full = try Gradus.run([
      "handover", scratch.path + "/class", scratch.path + "/out", "--output", disk + "/marks",
    ])
    #expect(full.code == 70 && full.errors.contains("feedback.zip: No space left on device"), "\(full.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk + "/marks") == ["marks.csv"])
  }
}
