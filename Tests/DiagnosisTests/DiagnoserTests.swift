import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces

/// A simulated student whose program has other equations than the recipe; in any precision, with any counter.
private struct Student: Subject {
  let recipe: Recipe
  var isSingle = false
  var hides: Set<String> = []
  var stepsPerParameter = false

  func run(_ inputs: RunInputs) async -> CaseRun {
    guard var trace = try? recipe.trace(inputs) else {
      return CaseRun(trace: Trace(), ending: .completed)
    }
    for key in trace.keys where hides.contains(key.quantity) { trace[key] = nil }
    if isSingle {
      for key in trace.keys where key.quantity != "gradients" {
        guard let series = trace[key] else { continue }
        let start = key.quantity == "weights" ? series.stride : 0
        let rounded = series.values.enumerated().map { $0 < start ? $1 : Double(Float($1)) }
        trace[key] = .init(shape: series.shape, steps: series.steps, values: rounded)
      }
    }
    return CaseRun(trace: trace, ending: .completed)
  }
}

@Suite struct DiagnoserTests {
  private let assignment: Assignment
  private let grader: Grader
  private let adam: Recipe

  init() throws {
    assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    grader = try Grader(assignment)
    adam = grader.recipe
  }

  /// A mistake in one equation, and the words a student must read.
  struct Mistake: Sendable, CustomStringConvertible {
    let quantity: String
    let formula: Expression
    let words: String
    var description: String { words }
  }

  private static let m = quantity("m")
  private static let v = quantity("v")
  private static let mHat = quantity("mHat")
  private static let vHat = quantity("vHat")

  static let mistakes: [Mistake] = {
    let average = β1 * previous(m) + (1 - β1) * g
    let squares = β2 * previous(v) + (1 - β2) * square(g)
    let root = sqrt(vHat) + ε
    return [
      Mistake(quantity: "m", formula: β2 * previous(m) + (1 - β2) * g, words: "β₂ stands where β₁ belongs"),
      Mistake(quantity: "m", formula: (1 - β1) * previous(m) + β1 * g, words: "1 − β₁ stands where β₁ itself belongs"),
      Mistake(
        quantity: "m", formula: β1 * previous(m) - (1 - β1) * g, words: "(1 − β₁)·gₜ is subtracted, and should be added"
      ),
      Mistake(quantity: "m", formula: β1 * previous(m) + g, words: "1 − β₁ is missing"),
      Mistake(quantity: "m", formula: (1 - β1) * g, words: "m does not remember its value from the step before"),
      Mistake(quantity: "m", formula: average / (1 - pow(β1, t)), words: "m is overwritten with mHat"),
      Mistake(
        quantity: "m", formula: β1 * previous(m) + (1 - β1) * square(g), words: "gₜ is squared, and should not be"),
      Mistake(quantity: "v", formula: β2 * previous(v) + (1 - β2) * g, words: "gₜ is not squared"),
      Mistake(quantity: "v", formula: β2 * previous(v) + (1 - β2) * (2 * g), words: "gₜ is doubled, not squared"),
      Mistake(
        quantity: "v", formula: β2 * previous(v) + (1 - β2) * square(m), words: "m stands where gradients belongs"),
      Mistake(quantity: "v", formula: squares / (1 - pow(β2, t)), words: "v is overwritten with vHat"),
      Mistake(quantity: "mHat", formula: m, words: "the bias correction is missing"),
      Mistake(quantity: "mHat", formula: m / (1 - β1), words: "the exponent of β₁ᵗ is missing"),
      Mistake(quantity: "mHat", formula: m / pow(1 - β1, t), words: "one minus β₁ is raised to the power"),
      Mistake(quantity: "mHat", formula: m / (1 - pow(β1, t + 1)), words: "1 is added to t"),
      Mistake(quantity: "mHat", formula: m / (1 + pow(β1, t)), words: "β₁ᵗ is added, and should be subtracted"),
      Mistake(quantity: "mHat", formula: m * (1 - pow(β1, t)), words: "multiplied where it should be divided"),
      Mistake(quantity: "vHat", formula: v / (1 - pow(β1, t)), words: "β₁ stands where β₂ belongs"),
      Mistake(quantity: "weights", formula: previous(w) + η * mHat / root, words: "it goes up the gradient"),
      Mistake(quantity: "weights", formula: previous(w) - η * m / root, words: "m stands where mHat belongs"),
      Mistake(
        quantity: "weights", formula: previous(w) - η * mHat / (sqrt(v) + ε), words: "v stands where vHat belongs"),
      Mistake(quantity: "weights", formula: previous(w) - η * mHat / (vHat + ε), words: "the root of v̂ₜ is not taken"),
      Mistake(quantity: "weights", formula: previous(w) - η * mHat / sqrt(vHat), words: "ε is left out"),
      Mistake(quantity: "weights", formula: previous(w) - η * mHat / sqrt(vHat + ε), words: "the form of note 000"),
      Mistake(
        quantity: "weights", formula: previous(w) - η * mHat / sqrt(vHat + square(ε)),
        words: "the square of ε stands under the root"),
      Mistake(quantity: "weights", formula: previous(w) - mHat / (ε + sqrt(vHat)), words: "the form of note 002"),
      Mistake(quantity: "weights", formula: previous(w) - η * g / root, words: "gradients stands where mHat belongs"),
      Mistake(
        quantity: "weights", formula: previous(w) - η * mHat / sqrt(vHat) + ε,
        words: "brackets are missing or misplaced"),
    ]
  }()

  private func sentences(_ result: Grader.Result, _ quantity: String) -> [String] {
    result.checks.first { $0.quantity == quantity && $0.diagnosis != nil }?.diagnosis?.sentences ?? []
  }

  @Test(arguments: mistakes)
  func aMistakeIsNamed(mistake: Mistake) async throws {
    let student = Student(recipe: adam.replacing(mistake.quantity, by: mistake.formula))
    let result = await grader.grade(student)
    let said = sentences(result, mistake.quantity)
    #expect(said.contains { $0.contains(mistake.words) }, "\(said)")
    // Only its own equation is blamed.
    let blamed = Set(result.checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    let isPoisoned = result.checks.contains { $0.finding?.nonFinite != nil }
    #expect(blamed == [mistake.quantity] || isPoisoned, "\(blamed)")
    let evidence = try #require(result.checks.first { $0.diagnosis != nil }?.diagnosis?.evidence)
    #expect(evidence.contains("at all steps of 3 cases"))
  }

  @Test func twoMistakesInTwoEquationsAreBothFound() async {
    let student = Student(
      recipe: adam.replacing("m", by: β1 * previous(Self.m) + g)
        .replacing("vHat", by: Self.v / (1 - pow(β1, t))))
    let result = await grader.grade(student)
    #expect(sentences(result, "m").contains { $0.contains("1 − β₁ is missing") })
    #expect(sentences(result, "vHat").contains { $0.contains("β₁ stands where β₂ belongs") })
  }

  @Test func twoMistakesInOneEquationAreBothFound() async {
    let student = Student(
      recipe: adam.replacing("weights", by: previous(w) + η * Self.mHat / (Self.vHat + ε)))
    let said = sentences(await grader.grade(student), "weights")
    #expect(said.count == 2, "\(said)")
    #expect(said.contains { $0.contains("up the gradient") })
    #expect(said.contains { $0.contains("the root of v̂ₜ is not taken") })
  }

  @Test func aWrongConstantIsFitted() async {
    let wrong = number(0.37)
    let student = Student(
      recipe: adam.replacing("m", by: wrong * previous(Self.m) + (1 - wrong) * g))
    let said = sentences(await grader.grade(student), "m")
    #expect(said.contains { $0.contains("β₁ is 0.37 whatever the setting says") }, "\(said)")
  }

  @Test func singlePrecisionIsSaid() async {
    let said = sentences(await grader.grade(Student(recipe: adam, isSingle: true)), "m")
    #expect(said == ["m looks as if it were computed in single precision: use Double throughout."])
  }

  /// A program that publishes other numbers of m than the recipe's.
  private struct Altered: Subject {
    let recipe: Recipe
    let alter: @Sendable (RunInputs, inout Trace) -> Void

    func run(_ inputs: RunInputs) async -> CaseRun {
      guard var trace = try? recipe.trace(inputs) else {
        return CaseRun(trace: Trace(), ending: .completed)
      }
      alter(inputs, &trace)
      return CaseRun(trace: trace, ending: .completed)
    }
  }

  /// One array for all parameters, element by element, as a student keeps it who has never heard of names.
  @Test func aSharedStateIsSaid() async throws {
    let student = Altered(recipe: adam) { inputs, trace in
      let share = inputs.settings["beta1"] ?? 0.9
      var state = [Double](repeating: 0, count: 100)
      var series = inputs.names.map { _ in [Double]() }
      for step in 0..<inputs.steps {
        for (index, name) in inputs.names.enumerated() {
          guard let gradients = inputs.series["gradients", name] else { continue }
          for place in 0..<gradients.stride {
            state[place] = share * state[place] + (1 - share) * gradients.values[step * gradients.stride + place]
            series[index].append(state[place])
          }
        }
      }
      for (index, name) in inputs.names.enumerated() {
        guard let old = trace["m", name] else { continue }
        trace["m", name] = .init(shape: old.shape, steps: old.steps, values: series[index])
      }
    }
    let said = sentences(await grader.grade(student), "m")
    #expect(said.contains { $0.contains("The parameters share one m") }, "\(said)")
  }

  /// A counter raised for each parameter shows through corrections that are not published.
  @Test func aCounterOfParametersIsFoundThroughWhatIsNotPublished() async throws {
    let student = Altered(recipe: adam) { inputs, trace in
      let (rate, small) = (inputs.settings["learningRate"] ?? 0, inputs.settings["epsilon"] ?? 0)
      let decays = (inputs.settings["beta1"] ?? 0, inputs.settings["beta2"] ?? 0)
      for (index, name) in inputs.names.enumerated() {
        guard let m = trace["m", name], let v = trace["v", name], let old = trace["weights", name] else { continue }
        var weights = Array(old.values.prefix(old.stride))
        for step in 0..<inputs.steps {
          let count = Double(step * inputs.names.count + index + 1)
          for place in 0..<old.stride {
            let mHat = m.values[step * m.stride + place] / (1 - raised(decays.0, count))
            let vHat = v.values[step * v.stride + place] / (1 - raised(decays.1, count))
            weights.append(weights[step * old.stride + place] - rate * mHat / (vHat.squareRoot() + small))
          }
        }
        trace["weights", name] = .init(shape: old.shape, steps: old.steps, values: weights)
      }
      for key in trace.keys where key.quantity.hasSuffix("Hat") { trace[key] = nil }
    }
    let said = sentences(await grader.grade(student), "weights")
    #expect(
      said == ["The step counter t is raised once for each parameter; it counts steps, so raise it once a step."],
      "\(said)")
  }

  @Test func aTransposedMatrixIsSaid() async throws {
    let student = Altered(recipe: adam) { inputs, trace in
      for name in inputs.names {
        guard let old = trace["vHat", name], old.shape.count == 2 else { continue }
        let (rows, columns) = (old.shape[0], old.shape[1])
        let values = old.values.indices.map { index in
          let (step, place) = index.quotientAndRemainder(dividingBy: rows * columns)
          let (column, row) = place.quotientAndRemainder(dividingBy: rows)
          return old.values[step * rows * columns + row * columns + column]
        }
        trace["vHat", name] = .init(shape: old.shape, steps: old.steps, values: values)
      }
    }
    let said = sentences(await grader.grade(student), "vHat")
    #expect(said == ["vHat stands with rows and columns exchanged: it is transposed."], "\(said)")
  }

  /// With the weights alone published, the other quantities are worked out, and the mistake is found through them.
  @Test func aMistakeIsFoundThroughWhatIsNotPublished() async {
    let hidden: Set<String> = ["m", "v", "mHat", "vHat"]
    let student = Student(recipe: adam.replacing("vHat", by: Self.v / (1 - pow(β1, t))), hides: hidden)
    let result = await grader.grade(student)
    #expect(result.checks.filter { hidden.contains($0.quantity) }.allSatisfy { $0.outcome == .missing })
    let said = sentences(result, "weights")
    #expect(said.contains { $0.contains("In the equation of vHat, β₁ stands where β₂ belongs") }, "\(said)")
    let honest = await grader.grade(Student(recipe: adam, hides: hidden))
    #expect(honest.checks.filter { $0.quantity == "weights" }.allSatisfy { $0.outcome == .correct })
  }

  /// A program of another kind is not accused of anything.
  @Test func noAccusationWithoutEvidence() async {
    let student = Student(
      recipe: adam.replacing("weights", by: previous(w) - η * exp(-square(Self.mHat)) * tanh(Self.vHat - 3) + t * ε))
    let result = await grader.grade(student)
    let check = result.checks.first { $0.quantity == "weights" }
    #expect(check?.outcome == .incorrect && check?.diagnosis == nil)
    #expect(check?.isUnexplained == true)
  }

  @Test func followThroughEarnsWhatTheManifestSays() async throws {
    var strict = assignment
    strict.followThrough = 0.5
    let student = Student(recipe: adam.replacing("m", by: β1 * previous(Self.m) + g))
    let result = await (try Grader(strict)).grade(student)
    let weights = result.checks.filter { $0.quantity == "weights" }
    #expect(weights.allSatisfy { $0.outcome == .followThrough && $0.points == $0.maximum / 2 })
    #expect(weights.first?.finding == .follows(sources: ["mHat"], origins: ["m"]))
  }

  @Test func theFirstNumberThatIsNoneNamesItsOperation() async throws {
    let student = Student(recipe: adam.replacing("v", by: β2 * previous(Self.v) - (1 - β2) * square(g)))
    let result = await grader.grade(student)
    let found = try #require(result.finding("generic/weights")?.nonFinite)
    #expect(found.value.isNaN && found.step == 1 && found.extent == .onwards && found.cause == .negativeRoot)
  }
}

/// A whole power, multiplied out as a student might.
private func raised(_ base: Double, _ exponent: Double) -> Double {
  (0..<Int(exponent)).reduce(1) { power, _ in power * base }
}
