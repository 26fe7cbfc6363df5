import Foundation
import TestSupport
import Testing

/// Training loops, graded by the real program: `40-perceptron`'s solution with something else in it.
@Suite struct TrainerAssignmentTests {
  private func check(
    _ changes: [(String, String)], assignment: String = "40-perceptron", options: [String] = []
  ) throws -> Gradus.Outcome {
    var source = try String(
      contentsOfFile: Repository.root + "/assignments/40-perceptron/Solution/Perceptron.swift", encoding: .utf8)
    for (old, new) in changes {
      #expect(source.contains(old), "\(old)")
      source = source.replacingOccurrences(of: old, with: new)
    }
    let scratch = try Scratch()
    return try Gradus.run(
      ["check", try scratch.write(source, to: "Perceptron.swift"), "--assignment", assignment, "--full"] + options)
  }

  /// Each draws other numbers, and all are right.
  @Test func anySeedEarnsEverything() throws {
    let result = try check([("SeededGenerator(seed: 1)", "SeededGenerator(seed: 4711)")])
    #expect(result.code == 0 && result.output.contains("100 of 100 points"), "\(result.output)\(result.errors)")
    // Settings that this convention does not use cost nothing.
    #expect(!result.output.contains("declares no setting"), "\(result.output)")
  }

  @Test func theSystemsRandomNumbersAreFound() throws {
    let result = try check([("order.shuffle(using: &generator)", "order.shuffle()")])
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    #expect(result.unbroken.contains("two runs on the same inputs gave different values, first for batches at step 1"))
    #expect(result.output.contains("Total: 0 of 100 points"), "\(result.output)")
  }

  @Test func hiddenCasesAreTrainedToo() throws {
    let scratch = try Scratch()
    let seed = try scratch.write(String(repeating: "secret ", count: 8), to: "seed")
    let right = try check([], options: ["--hidden-seed", seed])
    #expect(right.code == 0 && right.output.contains("hidden-2"), "\(right.output)\(right.errors)")
    // The message says that a hidden case has one report too few, but not how many there are.
    let short = try check(
      [
        (
          "      report(self, weights)\n",
          "      if learningRate == 0.1 || learningRate == 0.35 { report(self, weights) }\n"
        )
      ],
      options: ["--hidden-seed", seed])
    // With hidden cases, the public ones carry no points.
    #expect(short.code == 1 && short.output.contains("Total: 0 of 100 points"), "\(short.output)\(short.errors)")
    #expect(!short.output.contains("your fit reported"), "\(short.output)")
  }

  /// A last batch that is too small must be left out, and the message names it.
  @Test func aSmallerLastBatchIsNamedWithItsLine() throws {
    let result = try check([
      ("next + data.batchSize > order.count", "next == order.count"),
      ("order[next..<next + data.batchSize]", "order[next..<min(next + data.batchSize, order.count)]"),
      ("next += data.batchSize\n", "next += batches.count\n"),
    ])
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    let words = "\"batches\" has the shape [2] at step 4; what a step takes has [6]"
    let said = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains(words) && said.contains("at Perceptron.swift:27"), "\(result.output)")
    // One case has no batch that is too small; 3 of 16 steps count in the second (40 points), 4 of 13 in the third (10).
    #expect(said.contains("Total: 60.577 of 100 points"), "\(result.output)")
  }

  @Test func aPropertyThatIsNearlyRightIsRecognised() throws {
    let result = try check([("loss", "losses")])
    #expect(result.output.contains("loss is not reported: call your 'losses' loss"), "\(result.output)")
  }

  @Test func whatIsNoTrainerIsSaidSo() throws {
    let result = try check([("struct Perceptron: Trainer", "struct Perceptron")])
    #expect(result.code == 2, "\(result.output)\(result.errors)")
    #expect(result.output.contains("Perceptron does not conform to Trainer"), "\(result.output)")
  }
}
