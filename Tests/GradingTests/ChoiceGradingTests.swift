import Assignments
import Equations
import GradeModel
import Reference
import Tensors
import TestSupport
import Testing
import Traces

@testable import Grading
@testable import Judging
@testable import Verification

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

    func messages(_ subject: some Subject) async -> [String: String] {
      Dictionary(uniqueKeysWithValues: await grader.grade(subject).checks.map { ($0.quantity, $0.message) })
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
    { $0.series["batches", ""] = .init(shape: [5], steps: 12, values: batches) }
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
    #expect(await setting.messages(student)["batches"]?.contains("twice in epoch 1") == true)
  }

  /// The batches that are reported are not those of the computation.
  @Test func aReportedShuffleMustBeTheOneThatWasUsed() async throws {
    let setting = try perceptron()
    struct Liar: Subject {
      let honest: SimulatedStudent
      let reported: Trace.Series
      func run(_ inputs: CaseInputs) async -> SubjectRun {
        var run = await honest.run(inputs)
        run.trace["batches", ""] = reported
        return run
      }
    }
    let other = Trace.Series(shape: [5], steps: 12, values: Self.shuffled(20, epochs: 3))
    let found = await setting.outcomes(Liar(honest: SimulatedStudent(setting.recipe), reported: other))
    #expect(found["batches"] == .correct)
    #expect(found["loss"] == .incorrect && found["gradients"] == .incorrect)
  }

  @Test func whatCannotBeComputedWithEarnsNothing() async throws {
    let setting = try perceptron()
    struct Odd: Subject {
      let honest: SimulatedStudent
      let change: @Sendable (inout Trace) -> Void
      func run(_ inputs: CaseInputs) async -> SubjectRun {
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
      func run(_ inputs: CaseInputs) async -> SubjectRun {
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
      func run(_ inputs: CaseInputs) async -> SubjectRun {
        var trace = Trace()
        trace["W", ""] = .init(shape: [100, 40], steps: 1, values: weights)
        return SubjectRun(trace: trace, ending: .completed)
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
  }

  // MARK: Rates and epochs

  /// Two rates reach the same loss: either will do, and another will not.
  @Test func anyRateOfLeastLossWillDo() throws {
    let recipe = try Component.lineSearch.recipe().given(["gradients", "losses"])
    var inputs = RunInputs(parameters: ["w": Tensor(1)], steps: 2)
    inputs.series["gradients", "w"] = .init(shape: [], steps: 2, values: [0.5, 0.25])
    inputs.series["losses", ""] = .init(shape: [4], steps: 2, values: [3, 1, 1, 2, 5, 4, 4, 6])
    inputs.constants[.init("rates")] = Tensor(shape: [4], values: [0.1, 0.5, 1, 5])
    let golden = try recipe.trace(inputs)
    #expect(golden["chosenRate", ""]?.values == [0.5, 0.5])
    func outcomes(_ rates: [Double], _ losses: [Double]) throws -> [String: Outcome] {
      var trace = golden
      trace["chosenRate", ""] = .init(shape: [], steps: 2, values: rates)
      trace["loss", ""] = .init(shape: [], steps: 2, values: losses)
      let first = 1 - rates[0] * 0.5
      trace["weights", "w"] = .init(shape: [], steps: 2 + 1, values: [1, first, first - rates[1] * 0.25])
      let examination = try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Layout.judgeable(trace, golden: golden))
      return Verdicts(examination, published: trace, edits: [:]).all().mapValues(\.outcome)
    }
    let other = try outcomes([1, 0.5], [1, 4])
    #expect(other["chosenRate"] == .correct && other["loss"] == .correct && other["weights"] == .correct)
    let worse = try outcomes([0.1, 0.5], [3, 4])
    #expect(worse["chosenRate"] == .incorrect && worse["loss"] != .incorrect && worse["weights"] != .incorrect)
    // A rate that was not tried, with the least loss claimed for it.
    let invented = try outcomes([0.7, 0.5], [1, 4])
    #expect(invented["chosenRate"] == .incorrect)
  }

  /// A program's own losses may be made up. A choice that follows from them earns nothing if any other choice would
  /// have followed as well.
  @Test func aChoiceThatFollowsFromWrongLossesHasToHaveHadAnAlternative() throws {
    let recipe = try Component.lineSearch.recipe()
    let shapes = ["w": Tensor(shape: [3], values: [2, -1, 3])]
    var inputs = RunInputs(parameters: shapes, steps: 6)
    inputs.constants[.init("curvature", "w")] = Tensor(shape: [3], values: [0.2, 1, 3])
    inputs.constants[.init("center", "w")] = Tensor(shape: [3], values: [0, 0.5, -0.5])
    inputs.constants[.init("rates")] = Tensor(shape: [4], values: [0.1, 0.4, 0.9, 3])
    let golden = try recipe.trace(inputs)
    #expect(Set(golden["chosenRate", ""]?.values ?? []).count > 1)
    let edits = Dictionary(
      recipe.equations.map {
        ($0.target.name, EditOperators(recipe).edits(of: $0.formula, for: $0.target.name))
      }, uniquingKeysWith: { $1 })
    func outcomes(_ student: Recipe, _ change: (inout Trace) -> Void = { _ in }) throws -> [String: Outcome] {
      var trace = try student.trace(inputs)
      change(&trace)
      let examination = try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Layout.judgeable(trace, golden: golden))
      return Verdicts(examination, published: trace, edits: edits).all().mapValues(\.outcome)
    }
    #expect(try outcomes(recipe).values.allSatisfy { $0 == .correct })
    // Twice the loss, ½ forgotten: other losses, and a choice that follows from them.
    let rates = quantity("rates")
    let trial = previous(w) - g * rates - quantity("center")
    let doubled = try outcomes(
      recipe.replacing("losses", by: sum(square(trial) * quantity("curvature"), over: .elements, .parameters)))
    #expect(doubled["losses"] == .incorrect && doubled["chosenRate"] == .followThrough)
    #expect(doubled["weights"] == .followThrough)
    // Zero throughout, and one rate throughout: the first, one in the middle, the last.
    for rate in [0.1, 0.4, 0.9, 3] {
      let made = try outcomes(recipe.replacing("losses", by: 0 * rates)) { trace in
        trace["chosenRate", ""] = .init(shape: [], steps: 6, values: .init(repeating: rate, count: 6))
      }
      #expect(made["losses"] == .incorrect && made["chosenRate"] == .unproven, "\(rate): \(made)")
    }
    // Made up, others at every step, so that one rate is the best throughout.
    let ranked = t * (1 + square(positions(of: rates, .candidate) - 1))
    let preferred = try outcomes(recipe.replacing("losses", by: ranked))
    #expect(preferred["losses"] == .incorrect && preferred["chosenRate"] == .unproven)
    // A choice that does not follow from them is wrong on its own.
    let fixed = try outcomes(recipe) { trace in
      trace["chosenRate", ""] = .init(shape: [], steps: 6, values: .init(repeating: 3, count: 6))
    }
    #expect(fixed["chosenRate"] == .incorrect && fixed["losses"] != .incorrect)
  }

  /// Otherwise a program that never chooses would be right.
  @Test func noRateIsTheBestThroughoutInTheShippedCases() throws {
    let library = AssignmentLibrary(directory: Repository.root + "/assignments")
    let assignment = try library.assignment("lineSearch")
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    for graded in assignment.cases {
      let chosen = try recipe.trace(RunInputs(CaseInputs(graded)))["chosenRate", ""]?.values ?? []
      #expect(Set(chosen).count >= 3, "\(graded.id): \(chosen)")
    }
  }

  @Test func anEpochOfStoppingFollowsTheRule() throws {
    let recipe = try Component.earlyStopping.recipe()
    let losses = [5, 4, 4, 3, 3.5, 3, 3.2, 3.1, 2, 1]
    var inputs = RunInputs(steps: losses.count)
    inputs.series["validationLoss", ""] = .init(shape: [], steps: losses.count, values: losses)
    let golden = try recipe.trace(inputs)
    // By hand: best at epoch 4; three epochs without a lower loss end at epoch 7.
    #expect(golden["bestEpoch", ""]?.values.last == 4)
    #expect(golden["stopEpoch", ""]?.values.last == 7)
    func outcomes(_ trace: Trace) throws -> [String: Outcome] {
      let examination = try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Layout.judgeable(trace, golden: golden))
      return Verdicts(examination, published: trace, edits: [:]).all().mapValues(\.outcome)
    }
    #expect(try outcomes(golden).values.allSatisfy { $0 == .correct })
    // One epoch more patient than asked.
    var patient = inputs
    patient.settings["patience"] = 4
    let late = try outcomes(recipe.trace(patient))
    #expect(late["stopped"] == .incorrect)
    #expect(late["best"] != .incorrect && late["wait"] != .incorrect)
    // Takes the last epoch for the best.
    var careless = golden
    let count = losses.count
    careless["bestEpoch", ""] = .init(shape: [], steps: count, values: golden["stopEpoch", ""]?.values ?? [])
    #expect(try outcomes(careless)["bestEpoch"] == .incorrect)
  }
}
