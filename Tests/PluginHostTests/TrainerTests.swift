import GradeModel
import Tensors
import Testing
import Traces

@testable import PluginHost

/// Training loops: the whole loop is one call, and every step of it is asked for.
@Suite struct TrainerTests {
  /// Returns a trainer with this `fit`.
  private static func source(_ body: String, before: String = "") -> String {
    """
    import GradusKit
    \(before)
    struct Line: Trainer {
      @Setting var learningRate = 0.1
      var loss = 0.0, gradients: Parameters = 0, batches: [Int] = [0, 1], lost = 1.0
      mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    \(body)
      }
    }
    """
  }

  private static let wanted = TrainingCase(
    settings: ["learningRate": 0.5], parameters: [("w", Tensor(shape: [2], values: [3, 5])), ("b", Tensor(2))],
    constants: [("x", Tensor(shape: [2], values: [1, 2]))],
    series: [("noise", Trace.Series(shape: [], steps: 3, values: [10, 20, 30]))], chosen: [("batches", [2])],
    quantities: ["loss", "gradients", "batches"], steps: 3)

  private func run(_ body: String, before: String = "", seconds: Double = 5) async throws -> RunResult {
    let bench = before.isEmpty ? try await Bench.shared : try await Bench.withFoundation
    let folder = try Folder(["Line.swift": Self.source(body, before: before)])
    let plugin = try await bench.compiler.compile(
      try Submission(at: folder.path), type: "Line", conformingTo: "Trainer")
    return await bench.runner.run(plugin, .training(Self.wanted), limits: RunLimits(seconds: seconds))
  }

  @Test func everyStepIsRecorded() async throws {
    let result = try await run(
      """
          for step in 1...data.steps {
            loss = data["noise", step: step][0] + data["x"][1]
            gradients["w"][0] = Double(step)
            batches = [step, 0]
            weights -= learningRate * gradients
            report(self, weights)
          }
          print("over", data.batchSize, data.shape(of: "noise"))
      """)
    #expect(result.ending == .completed)
    #expect(result.output == "over 2 []\n")
    #expect(result.trace["weights", "w"] == .init(shape: [2], steps: 4, values: [3, 5, 2.5, 5, 1.5, 5, 0, 5]))
    #expect(result.trace["weights", "b"] == .init(shape: [], steps: 4, values: [2, 2, 2, 2]))
    #expect(result.trace["gradients", "w"] == .init(shape: [2], steps: 3, values: [1, 0, 2, 0, 3, 0]))
    #expect(result.trace["loss", ""] == .init(shape: [], steps: 3, values: [12, 22, 32]))
    #expect(result.trace["batches", ""] == .init(shape: [2], steps: 3, values: [1, 0, 2, 0, 3, 0]))
    // A quantity that nobody asked for is there once, to be recognised by its name.
    #expect(result.trace["lost", ""]?.steps == 1)
  }

  static let short: [(body: String, reported: Int)] = [
    ("    print(\"nothing\")", 0), ("    report(self, weights)", 1),
    ("    for _ in 1..<data.steps { report(self, weights) }", 2),
  ]

  @Test(arguments: short) func tooFewReportsAreCounted(_ row: (body: String, reported: Int)) async throws {
    let result = try await run(row.body)
    #expect(result.ending == .tooFewReports(row.reported, of: 3))
    #expect(result.trace["weights", "w"]?.steps == row.reported + 1)
    // It came to its end, so what it printed is there.
    if row.reported == 0 { #expect(result.output == "nothing\n") }
  }

  /// The body, the words for its crash, and the line.
  static let crashes: [(body: String, words: String, line: Int)] = [
    (
      "    for _ in 1...data.steps { weights -= 1 }\n    for _ in 0...data.steps { report(self, weights) }",
      "your fit reported more than the 3 steps that it was asked for: call report once after each step", 8
    ),
    (
      "    for _ in 1...data.steps {\n      report(self, weights)\n      weights -= 1\n      report(self, weights)\n    }",
      "your fit reported more than the 3 steps that it was asked for: call report once after each step", 10
    ),
    (
      "    batches = [1]\n    report(self, weights)",
      "\"batches\" has the shape [1] at step 1; what a step takes has [2]", 8
    ),
    (
      "    weights[\"w\"] = Tensor(1)\n    report(self, weights)",
      "the weights that step 1 reports have a \"w\" of shape []; its shape is [2]", 8
    ),
    (
      "    report(self, Parameters(names: [\"v\"], tensors: [Tensor(1)]))",
      "the weights that step 1 reports have no \"w\"", 7
    ),
    ("    loss = data[\"y\"][0]", "there is no \"y\" in the data: there is x", 7),
    ("    loss = data[\"noise\"][0]", "\"noise\" is new at each step: ask for data[\"noise\", step: 1]", 7),
    ("    loss = data[\"x\", step: 1][0]", "\"x\" is the same at every step: ask for data[\"x\"]", 7),
    ("    loss = data[\"noise\", step: 0][0]", "there is no step 0: they are counted from 1 to 3", 7),
    ("    loss = data[\"batches\"][0]", "\"batches\" is yours to choose, so it is not in the data", 7),
  ]

  @Test(arguments: crashes) func whatCannotBeEndsAtItsLine(_ row: (body: String, words: String, line: Int)) async throws
  {
    let result = try await run(row.body)
    guard case .crashed(_, let message, let place) = result.ending else {
      Issue.record("\(row.words): \(result.ending)")
      return
    }
    #expect(message.contains(row.words), "\(message)")
    #expect(place == Place(file: "Line.swift", line: row.line), "\(row.words)")
  }

  @Test func anEndlessLoopNamesItsLine() async throws {
    let result = try await run(
      "    while loss < 1 {\n      loss *= 0.5\n    }\n    report(self, weights)", seconds: 1.5)
    guard case .timedOut(_, let place) = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
    #expect(place?.file == "Line.swift" && (7...8).contains(place?.line ?? 0), "\(place.map { "\($0)" } ?? "nowhere")")
  }

  // MARK: Frames that the kit never sends

  private static let frames = """
    import Foundation
    func put(_ bytes: [UInt8]) { for file: Int32 in 3..<8 { _ = write(file, bytes, bytes.count) } }
    func bytes(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    func text(_ text: String) -> [UInt8] { bytes(text.utf8.count, 4) + Array(text.utf8) }
    func frame(_ body: [UInt8]) -> [UInt8] { bytes(body.count, 4) + body }
    func published(_ quantity: String, _ name: String, _ step: Int, _ count: Int) -> [UInt8] {
      frame([0x45] + text(quantity) + bytes(step, 8) + bytes(0, 8) + text(name) + [1] + bytes(count, 8) + bytes(0, 8 * count))
    }
    let done = frame([0x46])
    """

  /// The forgery, and the words for it.
  static let forgeries: [(body: String, words: String)] = [
    ("put(published(\"weights\", \"w\", 0, 2))", "weights came for step 0, before the first"),
    ("put(published(\"weights\", \"w\", 7, 2))", "weights/w came for step 7 during step 0"),
    ("report(self, weights); put(published(\"weights\", \"w\", 1, 2))", "weights/w came twice in step 1"),
    ("put(published(\"weights\", \"w\", 1, 9))", "weights/w has shape [9], not [2]"),
    ("put(published(\"weights\", \"\", 1, 2))", "weights is of no parameter"),
    ("put(published(\"loss\", \"nobody\", 1, 1))", "loss/nobody is of no parameter"),
    ("put(published(\"goldens\", \"\", 1, 1))", "goldens was not asked for"),
    ("put(published(\"loss\", \"\", 1, 1) + published(\"loss\", \"\", 2, 1))", "weights/b is missing in step 1"),
    ("for _ in 1...3 { report(self, weights) }; put(published(\"weights\", \"w\", 4, 2))", "step 4 during step 3"),
    ("put(published(\"weights\", \"w\", 1, 2) + done)", "weights/b is missing in step 1"),
    ("for _ in 1...3 { report(self, weights) }; put(done)", "finish"),
    ("put(done)", "finish"),
  ]

  @Test(arguments: forgeries) func aForgedReportIsAViolation(_ row: (body: String, words: String)) async throws {
    let result = try await run("    " + row.body, before: Self.frames)
    guard case .protocolViolation(let words) = result.ending else {
      Issue.record("\(row.words): \(result.ending)")
      return
    }
    #expect(words.contains(row.words), "\(words)")
  }
}
