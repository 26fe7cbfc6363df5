import Foundation
import TestSupport
import Testing

/// Grades that were made with hidden cases, and a later command that forgets them.
@Suite struct HiddenCasesTests {
  @Test func nobodyForgetsTheHiddenCases() throws {
    let scratch = try Scratch()
    let sample = Repository.root + "/assignments/30-exponentialDecay/Mistakes/grows.swift"
    _ = try scratch.write(try String(contentsOfFile: sample, encoding: .utf8), to: "class/ada.swift")
    let seed = try scratch.write("sixteen bytes and more", to: "seed")
    func run(_ words: [String]) throws -> Gradus.Outcome {
      try Gradus.run(words.map { $0.replacing("@", with: scratch.path) })
    }
    let batch = ["batch", "@/class", "--assignment", "30-exponentialDecay", "--output", "@/out"]
    let first = try run(batch + ["--hidden-seed", seed])
    #expect(first.code == 0, "\(first.errors)")
    let before = try scratch.exports(of: "out")
    for words in [batch, ["regrade", "@/out"], ["regrade", "@/out", "--apply"]] {
      let refused = try run(words)
      #expect(refused.code == 64 && refused.errors.contains("expected --hidden-seed as then"), "\(refused.errors)")
    }
    #expect(try scratch.exports(of: "out") == before)
    #expect(try run(["regrade", "@/out", "--hidden-seed", seed]).code == 0)
    #expect(try run(["regrade", "@/out", "--public-only"]).code == 0)
    // Said once for a batch, it is known from then on.
    #expect(try run(batch + ["--public-only"]).code == 0)
    #expect(try run(["regrade", "@/out"]).code == 0)
  }

  /// A level of feedback decides what a student reads, and never what she earns.
  @Test func marksDoNotDependOnWhatIsTold() throws {
    let scratch = try Scratch()
    let id = "30-exponentialDecay"
    let shipped = Repository.root + "/assignments/" + id
    for (name, sample) in [("ada", "Solution/ExponentialDecay.swift"), ("bob", "Mistakes/grows.swift")] {
      _ = try scratch.write(
        try String(contentsOfFile: "\(shipped)/\(sample)", encoding: .utf8), to: "class/\(name).swift")
    }
    let seed = try scratch.write("sixteen bytes and more", to: "seed")
    let manifest = try String(contentsOfFile: shipped + "/assignment.yaml", encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/course", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: shipped, toPath: "\(scratch.path)/course/\(id)")
    _ = try scratch.write(
      manifest + "\nfeedback:\n  last: {public: nothing, hidden: nothing}\n", to: "course/\(id)/assignment.yaml")
    func rows(_ assignment: String, _ words: [String], _ output: String) throws -> [[String]] {
      let result = try Gradus.run(
        ["batch", scratch.path + "/class", "--assignment", assignment, "--output", scratch.path + "/" + output] + words)
      #expect(result.code == 0, "\(result.errors)")
      let summary = try #require(try scratch.exports(of: output)["summary.csv"])
      return String(decoding: summary, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(4).map(String.init) }
    }
    let secret = ["--hidden-seed", seed]
    let (whole, secretly) = (try rows(id, [], "whole"), try rows(id, secret, "secretly"))
    #expect(whole.count == 3 && whole[1][1] == whole[1][2] && whole[1][1] != "0" && whole[2][1] != whole[2][2])
    #expect(try rows(id, ["--phase", "pastLimit"] + secret, "past") == secretly)
    #expect(try rows("\(scratch.path)/course/\(id)", [], "nothing") == whole)
    #expect(try rows("\(scratch.path)/course/\(id)", secret, "nothing-secretly") == secretly)
    let report = try #require(try scratch.exports(of: "nothing")["bob.swift.xml"])
    let text = String(decoding: report, as: UTF8.self)
    #expect(text.contains("the submission is received") && !text.contains("incorrect"), "\(text)")
  }
}
