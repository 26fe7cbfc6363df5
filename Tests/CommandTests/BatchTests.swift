import Foundation
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
    }
    let (one, two) = (try scratch.contents(of: "out1"), try scratch.contents(of: "out2"))
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
}
