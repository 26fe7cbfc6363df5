import Assignments
import Equations
import GradeModel
import Grading
import Reference
import Tensors
import Testing
import Traces
import Verification

/// A program's own draws and picks are judged by their property, and everything else given them.
@Suite struct ChoiceGradingTests {
  private struct Setting {
    let grader: Grader
    let recipe: Recipe

    init(_ name: String, in convention: String? = nil, _ drawn: Assignment.Case) throws {
      recipe = try Catalogue.component(name).recipe(convention)
      let chosen = drawn.inputs.filter(\.isChosen).map(\.name)
      let implied = recipe.component.kind == .initializer
      grader = try Grader(
        Assignment(
          name, recipe: recipe,
          quantities: (implied ? [] : chosen) + Array(Set(recipe.reported)).sorted(), cases: [drawn]))
    }

    func outcomes(_ subject: some Subject) async -> [String: Outcome] {
      Dictionary(uniqueKeysWithValues: await grader.grade(subject).checks.map { ($0.quantity, $0.outcome) })
    }

    func finding(_ quantity: String, _ subject: some Subject) async -> Finding? {
      await grader.grade(subject).checks.first { $0.quantity == quantity }?.finding
    }
  }

  // MARK: Shuffles

  private func perceptron() throws -> Setting {
    let component = Component.trainMLP
    return try Setting(
      "trainMLP", in: "adam",
      Assignment.Case(
        "usual", steps: 12, seed: 3, settings: component.recipe().defaults,
        parameters: [
          .init(name: "W1", shape: [4, 2]), .init(name: "W2", shape: [1, 4]), .init(name: "b1", shape: [4]),
          .init(name: "b2", shape: [1]),
        ],
        inputs: [
          InputDraw("x", [20, 2], .normal), InputDraw("target", [20, 1], .whole(below: 2)),
          InputDraw("batches", [5], .shuffle(of: 20), perStep: true, chosen: true),
        ]))
  }

  /// Another shuffle than ours: from the front, by another generator.
  private static func shuffled(_ extent: Int, epochs: Int) -> [Double] {
    var generator = SystemLike(state: 99)
    return (0..<epochs).flatMap { _ -> [Double] in
      var order = (0..<extent).map(Double.init)
      for first in 0..<extent - 1 {
        order.swapAt(first, first + Int(generator.next() >> 33) % (extent - first))
      }
      return order
    }
  }

  private struct SystemLike {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func normal() -> Double { ((0..<48).reduce(-24.0) { sum, _ in sum + uniform() }) / 2 }
  }

  private static func taking(_ batches: [Double]) -> @Sendable (inout RunInputs) -> Void {
    // The longer run goes on with ours.
    { inputs in
      let rest = (inputs.series["batches", ""]?.values ?? []).dropFirst(batches.count)
      inputs.series["batches", ""] = .init(shape: [5], steps: inputs.steps, values: batches + rest)
    }
  }

  @Test func anotherShuffleIsAsGoodAsOurs() async throws {
    let setting = try perceptron()
    let found = await setting.outcomes(
      SimulatedStudent(setting.recipe, choosing: Self.taking(Self.shuffled(20, epochs: 3))))
    #expect(found.values.allSatisfy { $0 == .correct }, "\(found)")
  }

  @Test func drawingWithReplacementCostsTheBatchesAlone() async throws {
    let setting = try perceptron()
    var generator = SystemLike(state: 5)
    let batches = (0..<60).map { _ in Double(Int(generator.uniform() * 20)) }
    let student = SimulatedStudent(setting.recipe, choosing: Self.taking(batches))
    let found = await setting.outcomes(student)
    #expect(found["batches"] == .incorrect)
    #expect(found.filter { $0.key != "batches" }.values.allSatisfy { $0 == .followThrough }, "\(found)")
    guard case .implausible(name: "batches", .twice(_, epoch: 1)) = await setting.finding("batches", student) else {
      return _ = Issue.record("with replacement")
    }
  }

  /// The batches that are reported are not those of the computation.
  @Test func aReportedShuffleMustBeTheOneThatWasUsed() async throws {
    let setting = try perceptron()
    struct Liar: Subject {
      let honest: SimulatedStudent
      let reported: Trace.Series
      func run(_ inputs: RunInputs) async -> CaseRun {
        var run = await honest.run(inputs)
        // In the longer run it is honest.
        if inputs.steps == reported.steps { run.trace["batches", ""] = reported }
        return run
      }
    }
    let other = Trace.Series(shape: [5], steps: 12, values: Self.shuffled(20, epochs: 3))
    let found = await setting.outcomes(Liar(honest: SimulatedStudent(setting.recipe), reported: other))
    #expect(found["batches"] == .correct)
    #expect(found["loss"] == .incorrect && found["gradients"] == .incorrect)
  }

  /// Examples that are counted from 1 cost the batches, and nothing else.
  @Test func examplesMayBeMeantFromOne() async throws {
    let setting = try perceptron()
    struct Counting: Subject {
      let honest: SimulatedStudent
      func run(_ inputs: RunInputs) async -> CaseRun {
        var run = await honest.run(inputs)
        let batches = run.trace["batches", ""] ?? .init(shape: [5], steps: 0, values: [])
        run.trace["batches", ""] = .init(shape: [5], steps: batches.steps, values: batches.values.map { $0 + 1 })
        return run
      }
    }
    let student = Counting(honest: SimulatedStudent(setting.recipe))
    let found = await setting.outcomes(student)
    #expect(found["batches"] == .incorrect)
    #expect(
      found.filter { $0.key != "batches" }.values.allSatisfy { $0 == .correct || $0 == .followThrough }, "\(found)")
    #expect(await setting.finding("batches", student) == .implausible(name: "batches", .countedFromOne))
  }

  @Test func whatCannotBeComputedWithEarnsNothing() async throws {
    let setting = try perceptron()
    struct Odd: Subject {
      let honest: SimulatedStudent
      let change: @Sendable (inout Trace) -> Void
      func run(_ inputs: RunInputs) async -> CaseRun {
        var run = await honest.run(inputs)
        change(&run.trace)
        return run
      }
    }
    let honest = SimulatedStudent(setting.recipe)
    let outside = await setting.outcomes(
      Odd(honest: honest) { $0["batches", ""] = .init(shape: [5], steps: 12, values: .init(repeating: 20, count: 60)) })
    #expect(outside["batches"] == .incorrect && outside["loss"] == .skipped && outside["weights"] == .skipped)
    let absent = await setting.outcomes(Odd(honest: honest) { $0["batches", ""] = nil })
    #expect(absent["batches"] == .missing && absent["loss"] == .skipped)
    let short = await setting.outcomes(
      Odd(honest: honest) { $0["batches", ""] = .init(shape: [5], steps: 1, values: [0, 1, 2, 3, 4]) })
    #expect(short["batches"] == .missing && short["loss"] == .skipped)
    let misshapen = await setting.outcomes(
      Odd(honest: honest) { $0["batches", ""] = .init(shape: [], steps: 12, values: .init(repeating: 1, count: 12)) })
    #expect(misshapen["batches"] == .incorrect && misshapen["loss"] == .skipped)
  }

  // MARK: Masks and noise

  private func dropout() throws -> Setting {
    try Setting(
      "dropout", in: "inverted",
      Assignment.Case(
        "usual", steps: 1, seed: 4, settings: ["rate": 0.3],
        inputs: [
          InputDraw("x", [20, 30], .normal), InputDraw("dy", [20, 30], .normal),
          InputDraw("mask", [20, 30], .mask(rate: 0.3), chosen: true),
        ]))
  }

  private static func mask(dropping rate: Double) -> @Sendable (inout RunInputs) -> Void {
    {
      var generator = SystemLike(state: 17)
      $0.constants[.init("mask")] = Tensor(
        shape: [20, 30], values: (0..<600).map { _ in generator.uniform() < rate ? 0 : 1 })
    }
  }

  @Test func aMaskIsJudgedByItsRate() async throws {
    let setting = try dropout()
    let right = await setting.outcomes(SimulatedStudent(setting.recipe, choosing: Self.mask(dropping: 0.3)))
    #expect(right.values.allSatisfy { $0 == .correct }, "\(right)")
    // The share kept taken for the share dropped.
    let wrong = await setting.outcomes(SimulatedStudent(setting.recipe, choosing: Self.mask(dropping: 0.7)))
    #expect(wrong["mask"] == .incorrect && wrong["y"] == .followThrough && wrong["dx"] == .followThrough)
    let none = await setting.outcomes(SimulatedStudent(setting.recipe, choosing: Self.mask(dropping: 0)))
    #expect(none["mask"] == .incorrect)
  }

  /// A program may keep the factor in its mask.
  @Test func aScaledMaskIsAMask() async throws {
    struct Scaling: Subject {
      let honest: SimulatedStudent
      func run(_ inputs: RunInputs) async -> CaseRun {
        var run = await honest.run(inputs)
        if let mask = run.trace["mask", ""] {
          run.trace["mask", ""] = .init(shape: mask.shape, steps: 1, values: mask.values.map { $0 / (1 - 0.3) })
        }
        return run
      }
    }
    let setting = try dropout()
    let found = await setting.outcomes(Scaling(honest: SimulatedStudent(setting.recipe)))
    #expect(found.values.allSatisfy { $0 == .correct }, "\(found)")
  }

  private func variational(steps: Int) throws -> Setting {
    let sizes = [
      "W1": [3, 4], "b1": [3], "Wm": [2, 3], "bm": [2], "Ws": [2, 3], "bs": [2], "W2": [4, 2], "b2": [4],
    ]
    return try Setting(
      "trainVAE",
      Assignment.Case(
        "usual", steps: steps, seed: 6, settings: Component.trainVAE.recipe().defaults,
        parameters: sizes.sorted { $0.key < $1.key }.map { .init(name: $0.key, shape: $0.value) },
        inputs: [
          InputDraw("x", [5, 4], .uniform(0.1...0.9)),
          InputDraw("noise", [5, 2], .normal, perStep: true, chosen: true),
        ]))
  }

  @Test func noiseIsJudgedByItsDistribution() async throws {
    let setting = try variational(steps: 40)
    func drawing(_ draw: @escaping @Sendable (inout SystemLike) -> Double) -> @Sendable (inout RunInputs) -> Void {
      {
        var generator = SystemLike(state: 23)
        $0.series["noise", ""] = .init(shape: [5, 2], steps: 40, values: (0..<400).map { _ in draw(&generator) })
      }
    }
    let right = await setting.outcomes(SimulatedStudent(setting.recipe, choosing: drawing { $0.normal() }))
    #expect(right.values.allSatisfy { $0 == .correct }, "\(right)")
    for wrong in [
      drawing { $0.uniform() }, drawing { $0.normal() + 1 }, drawing { _ in 0 }, drawing { $0.normal() * 2 },
    ] {
      let found = await setting.outcomes(SimulatedStudent(setting.recipe, choosing: wrong))
      #expect(found["noise"] == .incorrect)
      #expect(found["loss"] != .incorrect && found["loss"] != .correct)
    }
  }

  /// Draws so large that the reference overflows are the program's fault, not ours.
  @Test func drawsThatOverflowWithholdNoGrade() async throws {
    let setting = try Setting(
      "dropout", in: "inverted",
      Assignment.Case(
        "usual", steps: 1, seed: 4, settings: ["rate": 0.3],
        inputs: [
          InputDraw("x", [20, 30], .normal), InputDraw("dy", [20, 30], .normal),
          InputDraw("mask", [20, 30], .mask(rate: 0.3), chosen: true),
        ]))
    let found = await setting.outcomes(
      SimulatedStudent(setting.recipe) {
        $0.constants[.init("mask")] = Tensor(repeating: 1e308, shape: [20, 30])
      })
    #expect(found["mask"] == .incorrect && found["y"] == .skipped && found["dx"] == .skipped)
    let noisy = try variational(steps: 40)
    let loud = await noisy.outcomes(
      SimulatedStudent(noisy.recipe) {
        $0.series["noise", ""] = .init(shape: [5, 2], steps: 40, values: .init(repeating: 1e300, count: 400))
      })
    #expect(loud["noise"] == .incorrect && loud["loss"] == .skipped)
  }

  // MARK: Initializers

  @Test(arguments: ["glorotUniform", "glorotNormal", "heUniform", "heNormal"])
  func drawnWeightsAreJudgedByTheirDistribution(name: String) async throws {
    let isNormal = name.hasSuffix("Normal")
    let setting = try Setting(
      name,
      Assignment.Case(
        "usual", steps: 1, seed: 8, settings: [:],
        inputs: [InputDraw("draws", [100, 40], isNormal ? .normal : .uniform(0...0.999), chosen: true)]))
    struct Program: Subject {
      let weights: [Double]
      func run(_ inputs: RunInputs) async -> CaseRun {
        var trace = Trace()
        trace["W", ""] = .init(shape: [100, 40], steps: 1, values: weights)
        return CaseRun(trace: trace, ending: .completed)
      }
    }
    var generator = SystemLike(state: 31)
    // Variance 2/(nᵢₙ + nₒᵤₜ) for Glorot's, 2/nᵢₙ for He's; a uniform draw from ±a has a²/3.
    let scale = (name.hasPrefix("glorot") ? 2.0 / 140 : 2.0 / 40).squareRoot()
    let standard = (0..<4_000).map { _ in
      isNormal ? generator.normal() : (2 * generator.uniform() - 1) * 3.0.squareRoot()
    }
    func outcome(_ weights: [Double]) async -> Outcome? { await setting.outcomes(Program(weights: weights))["W"] }
    #expect(await outcome(standard.map { $0 * scale }) == .correct)
    #expect(await outcome(standard.map { $0 * scale * 1.3 }) == .incorrect)
    #expect(await outcome(standard.map { $0 * scale * 0.8 }) == .incorrect)
    #expect(await outcome(standard.map { $0 * scale + 0.2 * scale }) == .incorrect)
    #expect(await outcome(standard.map { _ in 0 }) == .incorrect)
    #expect(await outcome(standard.map { _ in .nan }) == .incorrect)
    // The right variance, the wrong distribution.
    let other = (0..<4_000).map { _ in
      isNormal ? (2 * generator.uniform() - 1) * 3.0.squareRoot() : generator.normal()
    }
    #expect(await outcome(other.map { $0 * scale }) == .incorrect)
    // One unit like another, and one input like another.
    func flaw(_ weights: [Double]) async -> Finding.Flaw? {
      guard case .implausible("W", let flaw) = await setting.finding("W", Program(weights: weights)) else { return nil }
      return flaw
    }
    var alike = standard.map { $0 * scale }
    alike.replaceSubrange(120..<160, with: alike[40..<80])
    #expect(await flaw(alike) == .repeatedRow(4, of: 2))
    alike = standard.map { $0 * scale }
    for row in 0..<100 { alike[40 * row + 39] = alike[40 * row] }
    #expect(await flaw(alike) == .repeatedColumn(40, of: 1))
    // The weights' own numbers are told, not those of the draws behind them.
    switch await flaw(standard.map { $0 * scale * 1.3 }) {
    case .spread(let spread, let expected):
      #expect(isNormal && abs(expected / scale - 1) < 1e-12 && abs(spread / expected - 1.3) < 0.05)
    case .support(let value): #expect(!isNormal && abs(value) > scale * 3.0.squareRoot())
    case let other: Issue.record("\(String(describing: other))")
    }
  }
}
