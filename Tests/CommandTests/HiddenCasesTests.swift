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
}
