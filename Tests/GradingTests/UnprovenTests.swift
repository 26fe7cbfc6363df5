import Assignments
import Equations
import GradeModel
import GradingSupport
import Reference
import Tensors
import Testing
import Traces
import Verification

@testable import Grading

/// Wrong values that agree with one another and show nothing: they earn nothing.
@Suite struct UnprovenTests {
  @Test func frozenMomentsShowNothing() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        if element.t == 1 { element.moments() }
        element.correct()
        element.update()
      })
    #expect(result.points == 0, "\(result.checks.map { "\($0.id) \($0.outcome) \($0.points)" })")
    #expect(result.finding("usual/mHat") == .uninformative(source: "m", .frozen))
  }

  @Test func constantMomentsShowNothing() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        (element.m, element.v) = (0.5, 0.5)
        element.correct()
        element.update()
      })
    #expect(result.points == 0, "\(result.checks.map { "\($0.id) \($0.outcome) \($0.points)" })")
  }

  /// With one moment right, the quantities that follow from it are judged on numbers that change.
  @Test func oneFrozenMomentLeavesTheOther() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        let v = element.v
        element.moments()
        if element.t > 1 { element.v = v }
        element.correct()
        element.update()
      })
    #expect(
      result.outcomes("generic") == [
        "gradients": "correct", "m": "correct", "v": "incorrect", "mHat": "correct", "vHat": "followThrough",
        "weights": "followThrough",
      ])
  }

  /// NaN in all places but a few. NaN of one moment does not come of the other's, though it would be NaN as well.
  @Test func undefinedMomentsExplainNoEachOther() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        if element.t == 1 { element.own = [element.weight] }
        element.moments()
        if abs(element.own[0]) < 1.2 { (element.m, element.v) = (.nan, .nan) }
        element.correct()
        element.update()
      })
    #expect(result.points == 0, "\(result.checks.map { "\($0.id) \($0.outcome) \($0.points)" })")
    let moments = result.checks.filter { ["m", "v"].contains($0.quantity) }
    #expect(!moments.isEmpty && moments.allSatisfy { $0.diagnosis == nil && $0.isUnexplained })
  }

  /// Right up to the second half, NaN from then on: the numbers that there are vouch for themselves.
  @Test func undefinedInTheSecondHalfIsNotMadeUp() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        if element.t > 13 { (element.m, element.v) = (.nan, .nan) }
        element.correct()
        element.update()
      })
    #expect(result.outcomes("generic")["m"] == "incorrect")
    #expect(result.outcomes("generic")["mHat"] == "followThrough", "\(result.outcomes("generic"))")
  }

  /// A program that reports a quantity in the cases alone has not shown it elsewhere.
  @Test func whatIsReportedInTheCasesAloneShowsNothing() async throws {
    let grader = try AdamProgram.grader()
    let program = AdamProgram { element in
      element.moments()
      element.m = element.gradient.truncatingRemainder(dividingBy: 0.37) + 0.1
      element.correct()
      element.update()
    }
    #expect(await grader.grade(program).outcomes("generic")["mHat"] == "followThrough")
    let result = await grader.grade(Reticent(program: program, known: grader.inputs))
    #expect(result.outcomes("generic")["mHat"] == "unproven", "\(result.outcomes("generic"))")
  }

  /// Reports no m on inputs that are not of the cases.
  private struct Reticent: Subject {
    let program: AdamProgram
    let known: [RunInputs]

    func run(_ inputs: RunInputs) async -> CaseRun {
      var run = await program.run(inputs)
      guard !known.contains(inputs) else { return run }
      for key in run.trace.keys where key.quantity == "m" { run.trace[key] = nil }
      return run
    }
  }

  /// Noise in all places, the moments worked out so that they fit: no gradient is ever looked at.
  @Test func noiseShowsNothing() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        if element.own.isEmpty { element.own = [0.3] }
        func draw() -> Double {
          element.own[0] = 3.9 * element.own[0] * (1 - element.own[0])
          return element.own[0]
        }
        let old = element.weight
        let wanted = 2 * draw() - 0.7
        element.vHat = draw()
        element.v = element.vHat * (1 - element.power(element.β2))
        element.vHat = element.v / (1 - element.power(element.β2))
        element.mHat = (old - wanted) / element.η * (element.vHat.squareRoot() + element.ε)
        element.m = element.mHat * (1 - element.power(element.β1))
        element.mHat = element.m / (1 - element.power(element.β1))
        element.weight = old - element.η * element.mHat / (element.vHat.squareRoot() + element.ε)
      })
    #expect(result.points == 0, "\(result.checks.map { "\($0.id) \($0.outcome) \($0.points)" })")
    #expect(result.finding("usual/vHat") == .uninformative(source: "v", .independent))
  }

  /// Plain gradient descent, and an mHat that makes it look like Adam.
  @Test func aQuantityWorkedOutBackwardsShowsNothing() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        let old = element.weight
        element.weight -= 0.01 * element.gradient
        element.mHat = (old - element.weight) / element.η * (element.vHat.squareRoot() + element.ε)
      })
    #expect(
      result.outcomes("generic") == [
        "gradients": "correct", "m": "correct", "v": "correct", "mHat": "incorrect", "vHat": "correct",
        "weights": "unproven",
      ])
    #expect(result.finding("generic/weights") == .uninformative(source: "mHat", .backSolved(from: "weights")))
  }

  /// The same wrong mHat, computed forwards: the weights follow from it, and say so.
  @Test func theSameWorkedOutForwardsFollowsThrough() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.mHat = 0.01 * element.gradient / element.η * (element.vHat.squareRoot() + element.ε)
        element.update()
      })
    #expect(result.outcomes("generic")["mHat"] == "incorrect")
    #expect(result.outcomes("generic")["weights"] == "followThrough")
  }

  /// The same, moved by a few roundings.
  @Test func workedOutBackwardsAndMovedShowsNothing() async throws {
    for roundings in [3.0, 9, 40] {
      let result = try await AdamProgram.grader().grade(
        AdamProgram { element in
          element.moments()
          element.correct()
          let old = element.weight
          element.weight -= 0.01 * element.gradient
          let wanted = (old - element.weight) / element.η * (element.vHat.squareRoot() + element.ε)
          element.mHat = wanted * (1 + (element.t % 2 == 0 ? roundings : -roundings) * 0x1p-52)
        })
      #expect(result.outcomes("usual")["weights"] == "unproven", "\(roundings)")
    }
  }

  /// A divisor that is infinite at every second step makes the bound infinite: no number is right there but the one
  /// that follows.
  @Test func infinityHidesNothing() async throws {
    for isHonest in [false, true] {
      let result = try await AdamProgram.grader().grade(
        AdamProgram { element in
          element.moments()
          element.correct()
          element.mHat = element.gradient * 3 + 0.1
          element.vHat = element.t % 2 == 0 ? .infinity : element.vHat + 0.3
          element.update()
          if !isHonest, element.t % 2 == 0 { element.weight = element.gradient }
        })
      let outcome = result.outcomes("usual")["weights"]
      #expect(isHonest ? outcome != "incorrect" : outcome == "incorrect", "\(isHonest)")
    }
  }

  /// It knows the public cases by their first weights; elsewhere it crashes, or is honest.
  @Test(arguments: [true, false]) func aProgramThatKnowsTheCasesShowsNothing(crashes: Bool) async throws {
    struct Knowing: Subject {
      let known: [RunInputs]
      let made: AdamProgram
      let crashes: Bool
      func run(_ inputs: RunInputs) async -> CaseRun {
        if known.contains(inputs) { return await made.run(inputs) }
        let honest = AdamProgram { element in
          element.moments()
          element.correct()
          element.update()
        }
        return crashes
          ? CaseRun(trace: Trace(), ending: .stopped(.crashed, .crashed(message: "no"), place: nil))
          : await honest.run(inputs)
      }
    }
    let grader = try AdamProgram.grader()
    let made = AdamProgram { element in
      (element.m, element.v) = (0.3 + 0.01 * Double(element.t), 0.2 + 0.02 * Double(element.t * element.t))
      element.correct()
      element.update()
    }
    let result = await grader.grade(Knowing(known: grader.inputs, made: made, crashes: crashes))
    #expect(result.points == 0, "\(result.checks.map { "\($0.id) \($0.outcome) \($0.points)" })")
    #expect(
      result.checks.contains { if case .uninformative(_, .unanswered)? = $0.finding { true } else { false } },
      "\(result.checks.map { "\($0.id) \(String(describing: $0.finding))" })")
  }

  // MARK: Fair marks stay

  static let recipes = [
    "momentum", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "nadam", "amsgrad", "adamw", "yogi",
  ]

  /// A single mistake leaves the marks of everything that follows from it.
  @Test(arguments: recipes) func noSingleMistakeLosesWhatFollows(name: String) async throws {
    let recipe = try Catalogue.component(name).recipe()
    let grader = try Grader(
      Assignment(
        name, recipe: recipe, quantities: recipe.reported,
        cases: ["usual", "other"].enumerated().map { index, id in
          var graded = Assignment.Case(id, steps: 25, seed: UInt64(index + 1), settings: recipe.defaults, inputs: [])
          graded.parameters = [
            .init(name: "W", shape: [4, 3]), .init(name: "b", shape: [3]), .init(name: "s", shape: []),
          ]
          return graded
        }))
    var (tried, follow) = (0, 0)
    for edits in grader.edits.sorted(by: { $0.key < $1.key }).map(\.value) {
      for edit in edits.enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
        let student = SimulatedStudent(recipe.replacing(edit.quantity, by: edit.formula))
        var checks: [Check] = []
        var judged: [Grader.Judged] = []
        for graded in grader.assignment.cases {
          let inputs = RunInputs(graded)
          let (own, examination) = grader.check(await student.run(inputs), of: graded, inputs)
          checks += own
          if let examination { judged.append(.init(graded: graded, examination: examination)) }
        }
        grader.explain(&checks, judged.map(\.examination), effort: .init(judgements: 500))
        let before = checks
        if let suspects = grader.suspects(checks, judged) {
          var runs = Runs(cases: [])
          for graded in grader.assignment.cases {
            runs.redrawn[graded.id] = await student.run(RunInputs(graded.redrawn))
          }
          grader.withdrawUnproven(&checks, judged, suspects, runs)
        }
        tried += 1
        follow += before.filter { $0.outcome == .followThrough }.count
        let lost = zip(before, checks).filter { $0.outcome != $1.outcome }.map(\.1.finding)
        #expect(lost.isEmpty, "\(edit.quantity) \(edit.changes): \(lost)")
      }
    }
    #expect(tried >= 10 && follow > 0, "\(tried) programs, \(follow) checks that follow")
  }
}
