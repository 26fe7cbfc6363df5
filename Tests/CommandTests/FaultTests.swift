import Foundation
import TestSupport
import Testing

/// The machine's means run out while honest programs are graded: nobody loses a mark, nothing stands still, nothing traps.
/// `script/faults` goes through all calls.
@Suite struct FaultTests {
  private static func makeClass(_ count: Int, in scratch: Scratch) throws {
    let source = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    for number in 0..<count { _ = try scratch.write(source, to: "class/s\(number).swift") }
  }

  /// Calls, errors, the first time and how often: each one during the grading itself.
  private static let faults: [(call: String, error: Int32, first: Int, count: Int)] = [
    ("openat", EMFILE, 40, 3), ("open", EMFILE, 30, 2), ("read", EIO, 60, 3), ("write", ENOSPC, 16, 1),
    ("write", ENOSPC, 64, 3),
    ("pipe2", ENFILE, 40, 0), ("poll", ENOMEM, 40, 3), ("posix_spawn", EAGAIN, 14, 2), ("posix_spawn", ENOMEM, 12, 0),
    ("pthread_create", EAGAIN, 12, 0), ("mkdir", ENOSPC, 6, 1), ("fstat", EIO, 20, 3), ("readdir", EIO, 30, 1),
    ("fdopendir", ENOMEM, 6, 1), ("close", EIO, 30, 0), ("waitpid", EINTR, 3, 20), ("read", EINTR, 20, 200),
  ]

  @Test func nobodyPaysForTheMachine() async throws {
    let scratch = try Scratch()
    try Self.makeClass(2, in: scratch)
    let library = try await Faults.library(in: scratch)
    for (number, fault) in Self.faults.enumerated() {
      let begin = ContinuousClock.now
      let result = try Gradus.run(
        ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out\(number)"],
        environment: Faults.environment(
          library, fault.call, fault.error, first: fault.first, count: fault.count))
      let title = Comment(rawValue: "\(fault): \(result.code)\n\(result.output)\(result.errors)")
      #expect([0, 64, 70].contains(result.code), title)
      #expect(ContinuousClock.now - begin < .seconds(120), title)
      for (name, data) in (try? scratch.exports(of: "out\(number)")) ?? [:] where name.hasSuffix(".xml") {
        let text = String(decoding: data, as: UTF8.self)
        let isFair = ["full marks", "withheld"].contains { text.contains("name=\"gradus.verdict\" value=\"\($0)\"") }
        #expect(isFair, title)
      }
    }
  }

  /// Sixteen at once on a machine that has descriptors for two.
  @Test(arguments: [24, 48]) func jobsAreBoundedByDescriptors(descriptors: Int) throws {
    let scratch = try Scratch()
    try Self.makeClass(16, in: scratch)
    let command =
      "ulimit -n \(descriptors); exec '\(try Gradus.program.path)' batch '\(scratch.path)/class' --assignment 10-adam "
      + "--output '\(scratch.path)/out' --jobs 16"
    let result = try Gradus.run(["-c", command], program: "/bin/sh")
    #expect(
      result.code == 0 && result.output.hasPrefix("16 graded, 16 with full marks"), "\(result.output)\(result.errors)")
    #expect(result.errors.contains("at once instead of 16: the limit of open files"), "\(result.errors)")
    // A slow machine says besides how far it is.
    let said = result.errors.split(separator: "\n").filter { !$0.contains(" a minute, ") }
    #expect(said.count == 1, "\(result.errors)")
  }
}
