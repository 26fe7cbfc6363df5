import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Judging
import Reference
import Tensors
import Testing
import Traces

/// Choices that follow a rule: rates of a line search, epochs of stopping.
@Suite struct ChoiceVerdictTests {
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
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Structure.judgeable(trace, golden: golden))
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
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Structure.judgeable(trace, golden: golden))
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
    // So far raised at every second step that all are alike there, and any rate is as good as another.
    func raised(choosing rate: Double?) throws -> [String: Outcome] {
      try outcomes(recipe) { trace in
        guard let losses = trace["losses", ""], let chosen = trace["chosenRate", ""] else { return }
        trace["losses", ""] = .init(
          shape: losses.shape, steps: 6,
          values: losses.values.enumerated().map { $0 / 4 % 2 == 1 ? $1 + 1e25 : $1 })
        trace["chosenRate", ""] = .init(
          shape: [], steps: 6, values: chosen.values.enumerated().map { $0 % 2 == 1 ? rate ?? $1 : $1 })
      }
    }
    for rate in [0.1, 3] { #expect(try raised(choosing: rate)["chosenRate"] == .unproven, "\(rate)") }
    // The rate that is the best by right losses is no worse for losses that are reported wrongly.
    #expect(try raised(choosing: nil)["chosenRate"] == .followThrough)
    // A choice that does not follow from them is wrong on its own.
    let fixed = try outcomes(recipe) { trace in
      trace["chosenRate", ""] = .init(shape: [], steps: 6, values: .init(repeating: 3, count: 6))
    }
    #expect(fixed["chosenRate"] == .incorrect && fixed["losses"] != .incorrect)
  }

  /// The same place or rank in every case may be a habit; another one in another case is none.
  @Test(arguments: [
    ([0.1, 0.4, 0.9, 3], Outcome.unproven), ([3, 0.9, 0.4, 0.1], .unproven),
    ([0.1, 0.4, 0.9, 3, 0.35, 0.05], .followThrough),
  ])
  func anotherCaseShowsThatARateWasLookedFor(_ other: [Double], _ outcome: Outcome) throws {
    let recipe = try Component.lineSearch.recipe()
    let student = recipe.replacing("weights", by: previous(w))
    func examined(_ rates: [Double]) throws -> (examination: Examination, trace: Trace) {
      var inputs = RunInputs(parameters: ["w": Tensor(shape: [3], values: [2, -1, 3])], steps: 6)
      inputs.constants[.init("curvature", "w")] = Tensor(shape: [3], values: [0.2, 1, 3])
      inputs.constants[.init("center", "w")] = Tensor(shape: [3], values: [0, 0.5, -0.5])
      inputs.constants[.init("rates")] = Tensor(shape: [rates.count], values: rates)
      let (trace, golden) = (try student.trace(inputs), try recipe.trace(inputs))
      let examination = try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Structure.judgeable(trace, golden: golden))
      return (examination, trace)
    }
    let (examination, trace) = try examined([0.1, 0.4, 0.9, 3])
    #expect(Set(trace["chosenRate", ""]?.values ?? []).count == 1)
    let alone = Verdicts(examination, published: trace, edits: [:]).all()
    #expect(alone["chosenRate"]?.outcome == .unproven)
    let beside = Verdicts(examination, published: trace, edits: [:], peers: [try examined(other).examination]).all()
    #expect(beside["chosenRate"]?.outcome == outcome)
  }

  /// Otherwise a program that never chooses would be right.
  @Test func noRateIsTheBestThroughoutInTheShippedCases() throws {
    let assignment = try AssignmentLibrary.shipped.assignment("lineSearch")
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    for graded in assignment.cases {
      let chosen = try recipe.trace(RunInputs(graded))["chosenRate", ""]?.values ?? []
      // To stay or to take the one rate that is small enough.
      let least = graded.inputs.contains { $0.distribution.mayStay } ? 2 : 3
      #expect(Set(chosen).count >= least, "\(graded.id): \(chosen)")
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
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Structure.judgeable(trace, golden: golden))
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

extension InputDraw.Distribution {
  /// True for a list of rates that has 0 in it.
  fileprivate var mayStay: Bool {
    if case .listed(let numbers) = self { numbers.contains(0) } else { false }
  }
}
