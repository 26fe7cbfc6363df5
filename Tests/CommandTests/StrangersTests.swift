import Foundation
import TestSupport
import Testing

/// Right programs by authors who had the handouts only. Those marked `held` are measured by script/strangers alone.
@Suite struct StrangersTests {
  struct Program: Sendable, CustomTestStringConvertible {
    var file: String
    var testDescription: String { file }
    var assignment: String { String(file.prefix(2)) }
  }

  static let right: [Program] = {
    let table = try? String(contentsOfFile: "\(Repository.root)/Tests/Strangers/expect.tsv", encoding: .utf8)
    let rows = (table ?? "").split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    return rows.filter { $0.count == 6 && $0[1] == "right" && !$0[5].hasPrefix("held") }
      .map { Program(file: String($0[0])) }
  }()

  @Test func theTableIsRead() { #expect(Self.right.count > 40) }

  @Test(arguments: right) func aRightProgramLosesNothing(_ program: Program) throws {
    let ids = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/assignments")
    let id = try #require(ids.first { $0.hasPrefix(program.assignment + "-") })
    let result = try Gradus.run(["check", "Tests/Strangers/\(program.file)", "--assignment", id])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
