import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

@testable import Diagnosis

/// Mistakes beside the formulas are found and named, each on numbers that are made by committing it.
@Suite struct MannerTests {
  private let adam: Grader

  init() throws { adam = try Grader(AssignmentLibrary.shipped.assignment("10-adam")) }

  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: make(inputs) ?? Trace(), ending: .completed)
    }
  }

  private func said(_ quantity: String, _ grader: Grader, _ make: @escaping @Sendable (RunInputs) -> Trace?) async
    -> [String]
  {
    let checks = await grader.grade(Program(make: make)).checks
    return checks.first { $0.quantity == quantity && $0.diagnosis != nil }?.diagnosis?.sentences ?? []
  }

  @Test(arguments: [2, 3, 16]) func aCounterThatRunsTooFast(times: Int) async {
    let recipe = adam.recipe
    for quantity in ["mHat", "vHat"] {
      let words = await said(quantity, adam) { try? recipe.trace($0, counter: Counters.raised(by: times, $0)) }
      #expect(words.first?.hasPrefix("The step counter t is raised \(times) times a step") == true, "\(words)")
    }
  }

  @Test func aCounterOfElements() async throws {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      try? recipe.trace(inputs, counter: Counters.perElement(inputs))
    }
    #expect(words.first?.contains("raised once for each element") == true, "\(words)")
  }

  /// The average starts from the first gradient, and is corrected all the same.
  @Test func momentsThatBeginWithTheFirstGradient() async {
    let (m, v) = (quantity("m"), quantity("v"))
    let recipe = adam.recipe
      .replacing("m", by: select(equal(t, 1), g, β1 * previous(m) + (1 - β1) * g))
      .replacing("v", by: select(equal(t, 1), square(g), β2 * previous(v) + (1 - β2) * square(g)))
    #expect(
      await said("m", adam) { try? recipe.trace($0) }
        == ["In the equation of m, the average begins with the first gₜ itself: it should begin with zero."])
    #expect(await said("v", adam) { try? recipe.trace($0) }.first?.contains("begins with the first gₜ²") == true)
  }

  @Test func aParameterThatIsLeftOut() async {
    let recipe = adam.recipe
    let words = await said("weights", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let old = trace?["weights", "s"] {
        trace?["weights", "s"] = .init(shape: [], steps: old.steps, values: old.values.map { _ in old.values[0] })
      }
      return trace
    }
    #expect(
      words == [
        "weights follows its equation everywhere but in the parameter s, which never changes: a loop leaves it out."
      ])
  }

  @Test func aLoopThatEndsTooEarly() async {
    let recipe = adam.recipe
    for (quantity, left) in [("weights", "which never changes"), ("vHat", "which stays zero")] {
      let words = await said(quantity, adam) { inputs in
        var trace = try? recipe.trace(inputs)
        for name in inputs.names {
          guard let old = trace?[quantity, name], old.stride > 1 else { continue }
          let values = old.values.enumerated().map { index, value in
            (index + 1) % old.stride != 0 ? value : quantity == "weights" ? old.values[old.stride - 1] : 0
          }
          trace?[quantity, name] = .init(shape: old.shape, steps: old.steps, values: values)
        }
        return trace
      }
      #expect(
        words == [
          "\(quantity) follows its equation everywhere but in the last element of each parameter that has several, \(left): a loop leaves it out."
        ])
    }
  }

  /// No mistake explains the wrong numbers of one parameter, but the parameter can be named.
  @Test func aPlaceIsToldWhereNothingFits() async {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let old = trace?["mHat", "b"] {
        trace?["mHat", "b"] = .init(
          shape: old.shape, steps: old.steps, values: old.values.enumerated().map { $1 * $1 + Double($0 % 7) })
      }
      return trace
    }
    #expect(words == ["mHat follows its equation everywhere but in the parameter b: look at what is done there."])
  }

  /// Wrong numbers nearly everywhere are no exception to a rule.
  @Test func whatIsWrongNearlyEverywhereIsNoPlace() async {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let old = trace?["mHat", "W"] {
        trace?["mHat", "W"] = .init(
          shape: old.shape, steps: old.steps, values: old.values.enumerated().map { $1 * $1 + Double($0 % 7) })
      }
      return trace
    }
    #expect(words.isEmpty)
  }

  struct Handed: Sendable, CustomTestStringConvertible {
    let name: String
    let convention: String
    let words: String
    var testDescription: String { "\(name) \(convention)" }
  }

  static let siblings = [
    Handed(name: "nadam", convention: "plain", words: "which is Nadam's rule"),
    Handed(name: "nadam", convention: "scheduled", words: "Nadam, Nesterov-accelerated Adam"),
    Handed(name: "amsgrad", convention: "corrected", words: "AMSGrad"),
    Handed(name: "adabelief", convention: "plain", words: "AdaBelief"),
    Handed(name: "yogi", convention: "plain", words: "Yogi"),
    Handed(name: "radam", convention: "plain", words: "RAdam"),
    Handed(name: "adamw", convention: "plain", words: "AdamW"),
  ]

  /// Another optimizer, handed in for Adam under Adam's names.
  @Test(arguments: siblings) func aSiblingIsNamed(handed: Handed) async throws {
    let other = try Catalogue.component(handed.name).recipe(handed.convention)
    let checks = await adam.grade(
      Program { inputs in
        var own = inputs
        own.settings = inputs.settings.filter { other.defaults[$0.key] != nil }
        return try? other.trace(own)
      }
    ).checks
    let words = checks.flatMap { $0.diagnosis?.sentences ?? [] }
    #expect(words.contains { $0.contains(handed.words) }, "\(words)")
  }

  /// The maximum over v̂, which needs a state that Adam does not have.
  @Test func theLargestSoFar() async {
    let (vHat, largest) = (quantity("vHat"), quantity("best"))
    let step = previous(w) - η * quantity("mHat") / (sqrt(largest) + ε)
    let other = adam.recipe.replacing("weights", by: step, keeping: [largest ← max(previous(largest), vHat)])
    let words = await said("weights", adam) { try? other.trace($0) }
    #expect(words == ["In the equation of weights: the largest v̂ so far divides, which is AMSGrad's rule."])
  }

  private func dense() throws -> Grader { try Grader(AssignmentLibrary.shipped.assignment("20-dense")) }

  /// W is changed before the way back uses it, as by a step of gradient descent inside the layer.
  @Test func weightsThatAreChangedFirst() async throws {
    let grader = try dense()
    let recipe = grader.recipe
    let program = Program { inputs in
      var changed = inputs
      changed.constants[Trace.Key("W")] = inputs.constants[Trace.Key("W")]?.map { $0 * 0.75 - 0.125 }
      guard var trace = try? recipe.trace(inputs), let after = try? recipe.trace(changed) else { return nil }
      trace["dx", ""] = after["dx", ""]
      if let own = changed.constants[Trace.Key("W")] {
        let values = (0..<inputs.steps).flatMap { _ in own.values }
        trace["W", ""] = .init(shape: own.shape, steps: inputs.steps, values: values)
      }
      return trace
    }
    let result = await grader.grade(program)
    let words = result.checks.flatMap { $0.diagnosis?.sentences ?? [] }
    #expect(
      Set(words) == [
        "dx is computed with a W that has been changed before: leave W as it was given, an optimizer changes it afterwards."
      ])
    #expect(result.notes == [.changesInput("W")])
    #expect(await grader.grade(SimulatedStudent(recipe)).notes.isEmpty)
  }

  @Test func anExampleThatIsLeftOut() async throws {
    let grader = try dense()
    let recipe = grader.recipe
    let short: @Sendable (RunInputs) -> Trace? = { inputs in
      guard var trace = try? recipe.trace(inputs), let dy = inputs.constants[Trace.Key("dy")] else { return nil }
      var fewer = inputs
      let last = dy.shape[1]
      fewer.constants[Trace.Key("dy")] = .init(
        shape: dy.shape, values: dy.values.enumerated().map { $0 < dy.count - last ? $1 : 0 })
      guard let after = try? recipe.trace(fewer) else { return nil }
      for name in ["dx", "dW", "db"] { trace[name, ""] = after[name, ""] }
      return trace
    }
    for name in ["dW", "db"] {
      #expect(
        await said(name, grader, short)
          == ["In the equation of \(name), the last one of batch is left out, and all of them belong in."])
    }
    #expect(
      await said("dx", grader, short)
        == ["dx follows its equation everywhere but in the last one of batch, which stays zero: a loop leaves it out."])
  }

  /// Another layer or loss, too.
  @Test func anotherLossIsNamed() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("21-meanSquaredError"))
    let other = try Component.huber.recipe("mean")
    let words = await said("dy", grader) { try? other.trace($0) }
    #expect(words == ["The numbers of dy are those of something else: Huber loss (averaged)."])
  }

  /// A program that no manner explains is not accused of one.
  @Test func nobodyIsAccusedWithoutEvidence() async {
    let recipe = adam.recipe.replacing("mHat", by: quantity("m") * exp(-square(quantity("m"))) / 3 + number(0.2) * t)
    #expect(await said("mHat", adam) { try? recipe.trace($0) }.isEmpty)
  }
}
