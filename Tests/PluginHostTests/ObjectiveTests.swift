import GradeModel
@testable import PluginHost
import Tensors
import Testing
import Traces

/// Questions that a submission may ask during a step.
@Suite struct ObjectiveTests {
  /// ½·2·(w − 1)² for each weight.
  private static let objective = QuadraticObjective(
    curvature: [Tensor(shape: [2], values: [2, 2]), Tensor(2)],
    center: [Tensor(shape: [2], values: [1, 1]), Tensor(1)])

  private static func wanted(_ grants: [Question: Int]) -> OptimizerCase {
    let (w, b) = (Tensor(shape: [2], values: [3, 5]), Tensor(2))
    return OptimizerCase(parameters: [("W", w), ("b", b)], objective: objective, grants: grants, steps: 2)
  }

  private func run(_ body: String, _ grants: [Question: Int], before: String = "") async throws -> RunResult {
    let bench = before.isEmpty ? try await Bench.shared : try await Bench.withFoundation
    return await bench.runner.run(
      try await bench.compile(Sources.stepping(body, before: before)), Self.wanted(grants),
      limits: RunLimits(seconds: 5))
  }

  @Test func aStepIsGivenTheGradientAtItsWeights() async throws {
    let result = try await run("    weights -= 0.25 * g", [:])
    #expect(result.ending == .completed)
    // w ← w − ½(w − 1), twice.
    #expect(result.trace["weights", "W"]?.values == [3, 5, 2, 3, 1.5, 2])
    #expect(result.trace["gradients", "b"]?.values == [2, 1])
    #expect(result.answered == [:])
  }

  @Test func aGrantedQuestionIsAnsweredAndCounted() async throws {
    let result = try await run(
      """
          let ahead = Objective.gradient(at: weights + 1)
          print(Objective.loss(at: weights), Objective.loss(at: 1))
          weights -= ahead
      """, [.gradient: 2, .loss: 4])
    #expect(result.ending == .completed)
    #expect(result.output == "21.0 0.0\n61.0 0.0\n")
    // 2·(w + 1 − 1), so w ← −w; the gradients recorded are those that it asked for.
    #expect(result.trace["weights", "W"]?.values == [3, 5, -3, -5, 3, 5])
    #expect(result.trace["gradients", "W"]?.values == [6, 10, -6, -10])
    #expect(result.answered == [.gradient: 2, .loss: 4])
  }

  /// The point may be put together in another order than the model's; the answer has the model's.
  @Test func theOrderOfAPointsParametersSaysNothing() async throws {
    let result = try await run(
      """
          let point = Parameters(names: ["b", "W"], tensors: [weights["b"], weights["W"]])
          print(Objective.loss(at: point), Objective.gradient(at: point).names)
      """, [.gradient: 2, .loss: 2])
    #expect(result.ending == .completed)
    #expect(result.output == "21.0 [\"W\", \"b\"]\n21.0 [\"W\", \"b\"]\n")
    #expect(result.trace["gradients", "W"]?.values == [4, 8, 4, 8])
  }

  /// Several rates are tried in one step, as a line search does; the rates are given, the losses and the choice are read.
  @Test func aStepMayAskForTheLossOfManyPoints() async throws {
    let bench = try await Bench.shared
    var wanted = Self.wanted([.loss: 6])
    wanted.inputs = [("rates", Tensor(shape: [3], values: [0.25, 0.5, 1]))]
    let source = """
      import GradusKit
      struct Adam: Optimizer {
        var rates: [Double] = []
        var losses: [Double] = []
        var chosenRate = 0.0
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          losses = rates.map { Objective.loss(at: weights - $0 * g) }
          chosenRate = rates[losses.firstIndex(of: losses.min()!)!]
          weights -= chosenRate * g
        }
      }
      """
    let result = await bench.runner.run(try await bench.compile(source), wanted, limits: RunLimits(seconds: 5))
    #expect(result.ending == .completed)
    // w − 1 becomes (1 − 2η)(w − 1), which is ½, 0 and −1 times as large; its squares were 4 + 16 + 1.
    #expect(result.trace["losses", ""] == Trace.Series(shape: [3], steps: 2, values: [5.25, 0, 21, 0, 0, 0]))
    #expect(result.trace["chosenRate", ""] == Trace.Series(shape: [], steps: 2, values: [0.5, 0.25]))
    #expect(result.trace["weights", "W"]?.values == [3, 5, 1, 1, 1, 1])
    #expect(result.trace["rates", ""] == nil && result.answered == [.loss: 6])
  }

  @Test func aPropertyForWhatIsGivenIsAskedFor() async throws {
    let bench = try await Bench.shared
    var wanted = Self.wanted([:])
    wanted.inputs = [("rates", Tensor(shape: [1], values: [0.25]))]
    let plugin = try await bench.compile(Sources.stepping("    weights -= g"))
    let result = await bench.runner.run(plugin, wanted, limits: RunLimits(seconds: 5))
    #expect(
      result.ending
        == .failed(
          "your type has no variable \"rates\" to be given a tensor: declare `var rates = Tensor(0)`"))
  }

  /// The grants, the question, and the words of the refusal.
  static let refusals: [(grants: [Question: Int], body: String, words: String)] = [
    (
      [:], "    weights -= Objective.gradient(at: weights)",
      "Objective.gradient(at:) is not answered in this assignment: use the gradients that the step is given"
    ),
    (
      [.gradient: 9], "    print(Objective.loss(at: weights))",
      "Objective.loss(at:) is not answered in this assignment: a step has to do without it"
    ),
    (
      [.gradient: 1], "    weights -= Objective.gradient(at: weights)",
      "Objective.gradient(at:) was asked once too often, in step 2: it had been answered 0 times in this step and once in all"
    ),
    (
      [.gradient: 3], "    weights -= Objective.gradient(at: weights) + Objective.gradient(at: weights)",
      "Objective.gradient(at:) was asked once too often, in step 2: it had been answered once in this step and 3 times in all"
    ),
    (
      [.gradient: 9], "    weights -= Objective.gradient(at: Parameters(names: [\"W\"], tensors: [weights[\"W\"]]))",
      "was asked at a point with the parameters [\"W\"], and needs those of the weights, [\"W\", \"b\"]"
    ),
    (
      [.gradient: 9],
      "    var p = weights; p[\"b\"] = Tensor(shape: [1], values: [2]); weights -= Objective.gradient(at: p)",
      "was asked at a point where \"b\" has the shape [1], and in the weights it has []"
    ),
  ]

  @Test(arguments: refusals.indices) func anyOtherQuestionEndsTheProgramAtItsLine(_ index: Int) async throws {
    let row = Self.refusals[index]
    let result = try await run(row.body, row.grants)
    guard case .crashed(_, let message, let place) = result.ending else {
      Issue.record("\(row.words): \(result.ending)")
      return
    }
    #expect(message.hasSuffix(row.words), "\(message)")
    #expect(place == Place(file: "Adam.swift", line: 5))
  }

  @Test func withoutAnObjectiveNothingIsAnswered() async throws {
    let bench = try await Bench.shared
    let result = await bench.runner.run(
      try await bench.compile(Sources.stepping("    print(Objective.loss(at: weights))")), smallCase(steps: 1))
    guard case .crashed(_, let message, _) = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
    #expect(message.contains("Objective.loss(at:) is not answered in this assignment"))
  }

  // MARK: Frames that the kit never sends

  private static let frames = """
    import Foundation
    func put(_ bytes: [UInt8]) { for file: Int32 in 3..<8 { _ = write(file, bytes, bytes.count) } }
    func bytes(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    func text(_ text: String) -> [UInt8] { bytes(text.utf8.count, 4) + Array(text.utf8) }
    func frame(_ body: [UInt8]) -> [UInt8] { bytes(body.count, 4) + body }
    func zeros(_ name: String, _ count: Int) -> [UInt8] { text(name) + [1] + bytes(count, 8) + bytes(0, 8 * count) }
    """

  @Test func aForgedPointIsAViolation() async throws {
    let result = try await run(
      "    put(frame([0x4a] + text(\"gradient\") + bytes(1, 4) + zeros(\"W\", 1000)))", [.gradient: 9],
      before: Self.frames)
    #expect(result.ending == .protocolViolation("the gradient was asked for at a point that is no such model's"))
  }

  @Test func forgedGradientsAreAViolation() async throws {
    let result = try await run(
      "    put(frame([0x45] + text(\"gradients\") + bytes(1, 8) + bytes(0, 8) + zeros(\"W\", 2)))", [:],
      before: Self.frames)
    #expect(result.ending == .protocolViolation("gradients/W are not those that were given"))
  }

  /// A grader's host unpickled what the student's process wrote (otter). Here bytes are numbers and names or nothing.
  @Test func aPickleIsNoAnswer() async throws {
    let pickle: [UInt8] = Array("cos\nsystem\n(S'id'\ntR.".utf8)
    let result = try await run(
      "    put(frame(\([UInt8](pickle)))); put(frame([0x80, 4, 0x8c] + \([UInt8](pickle))))", [:], before: Self.frames)
    guard case .protocolViolation(let words) = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
    #expect(words.contains("cannot be read"))
  }

  /// A program that says it is done and reads no further makes the host wait to write. It is ended all the same.
  @Test(.timeLimit(.minutes(1))) func whoReadsNothingIsEnded() async throws {
    let bench = try await Bench.withFoundation
    let many = 40_000
    let body = """
          signal(SIGIO, SIG_IGN)
          let given = g["W"].values.withUnsafeBytes { Array($0) }
          let head = bytes(1, 8) + bytes(0, 8) + text("W") + [1] + bytes(\(many), 8)
          put(frame([0x45] + text("weights") + head + given))
          put(frame([0x45] + text("gradients") + head + given) + frame([0x46]))
          while true { sleep(1000) }
      """
    let tensor = Tensor(repeating: 0.5, shape: [many])
    let result = await bench.runner.run(
      try await bench.compile(Sources.stepping(body, before: Self.frames)),
      OptimizerCase(parameters: [("W", tensor)], gradients: [[("W", tensor)], [("W", tensor)]]),
      limits: RunLimits(seconds: 2))
    #expect(result.ending == .timedOut(seconds: 2, place: nil))
  }
}
