import Assignments
import GradeModel
import Grading
import GradingSupport
import Tensors
import Testing
import Traces
import Verification

/// A program that shuffles is run once more, for more epochs: its choice has to be right there too.
@Suite struct LongerRunTests {
  private struct Program: Subject {
    let honest: SimulatedStudent
    let longer: @Sendable (CaseRun) -> CaseRun

    func run(_ inputs: RunInputs) async -> CaseRun {
      let run = await honest.run(inputs)
      return inputs.steps > 16 ? longer(run) : run
    }
  }

  private func outcomes(_ longer: @escaping @Sendable (CaseRun) -> CaseRun) async throws -> [String: Set<Outcome>] {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let program = Program(honest: SimulatedStudent(grader.recipe), longer: longer)
    return Dictionary(grouping: await grader.grade(program).checks, by: \.quantity).mapValues { Set($0.map(\.outcome)) }
  }

  @Test func anHonestProgramIsRightThere() async throws {
    #expect(try await outcomes { $0 }.values.allSatisfy { $0 == [.correct] })
  }

  @Test func aProgramThatBreaksOffThereHasProvenNothing() async throws {
    let found = try await outcomes { _ in
      CaseRun(trace: Trace(), ending: .stopped(.crashed, .crashed(message: "no"), place: nil))
    }
    #expect(found["batches"] == [.unproven] && found["gradients"] == [.followThrough], "\(found)")
  }

  /// Sixteen steps are written in: those that are reported are judged.
  @Test func stepsThatAreMissingAreNotHeldAgainstTheChoice() async throws {
    let found = try await outcomes {
      CaseRun(
        trace: $0.trace.prefix(16), ending: .stopped(.missing, .tooFewReports(reported: 16, steps: 96), place: nil))
    }
    #expect(found["batches"] == [.correct], "\(found)")
  }

  /// The first epochs are shuffled; after them one is taken over and over.
  @Test func aShuffleThatStopsIsFound() async throws {
    let found = try await outcomes { run in
      run.repeatingTheFourthEpoch(of: 20)
    }
    #expect(found["batches"] == [.incorrect], "\(found)")
  }

  /// Nothing can be told of a shuffle without that run. So a program that can have it fail must not be paid for it, and a
  /// fault of ours is no mistake of the program's: the grade is withheld.
  @Test func aRunThatWeCouldNotMakeWithholdsTheGrade() async throws {
    #expect(try await outcomes { _ in .notRun }["batches"] == [.graderError])
  }

  /// A program that stops at once where a longer run would show most is run at length where it goes on.
  @Test func aCaseThatIsNotRunHidesNoShuffle() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let shown = try #require(grader.shuffled.first)
    let program = StoppingAtOnce(in: shown.steps) { SimulatedStudent(grader.recipe) }
    let honest = await grader.grade(program).checks.filter { $0.quantity == "batches" && $0.caseID != shown.id }
    #expect(honest.count == 2 && honest.allSatisfy { $0.outcome == .correct }, "\(honest)")
    var weak = program
    weak.repeats = true
    let found = await grader.grade(weak).checks.filter { $0.quantity == "batches" && $0.caseID != shown.id }
    #expect(found.count == 2 && found.allSatisfy { $0.points == 0 }, "\(found)")
  }

  private struct StoppingAtOnce: Subject {
    let steps: Int
    let student: SimulatedStudent
    /// True if the epochs after the fourth are all the same.
    var repeats = false

    init(in steps: Int, _ student: () -> SimulatedStudent) { (self.steps, self.student) = (steps, student()) }

    func run(_ inputs: RunInputs) async -> CaseRun {
      if inputs.steps == steps {
        return CaseRun(trace: Trace(), ending: .stopped(.crashed, .crashed(message: "no"), place: nil))
      }
      var run = await student.run(inputs)
      guard repeats, inputs.steps > 16, let extent = inputs.constants[Trace.Key("x")]?.shape[0] else { return run }
      let batch = run.trace["batches", ""]?.stride ?? 1
      run = run.repeatingTheFourthEpoch(of: extent / batch * batch)
      return run
    }
  }

  /// The rest that fills no batch is never drawn, and the program crashes in its last step, in the longer run as well.
  @Test(arguments: [false, true]) func aCrashInTheLastStepDoesNotHideAShuffle(isHonest: Bool) async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("40-perceptron"))
    let program = CrashingInItsLastStep(
      student: SimulatedStudent(grader.recipe) { inputs in
        guard let series = inputs.series["batches", ""], let extent = inputs.constants[Trace.Key("x")]?.shape[0] else {
          return
        }
        let whole = extent / series.stride * series.stride
        var generator = SeededGenerator(seed: 7)
        var values: [Double] = []
        while values.count < series.values.count {
          let shuffled = Array(0..<(isHonest ? extent : whole)).shuffled(using: &generator)
          values += shuffled.prefix(whole).map(Double.init)
        }
        inputs.series["batches", ""] = .init(
          shape: series.shape, steps: series.steps, values: Array(values.prefix(series.values.count)))
      })
    let checks = await grader.grade(program).checks.filter { $0.quantity == "batches" }
    #expect(checks.count == 3 && checks.allSatisfy { ($0.points > 0) == isHonest }, "\(checks.map(\.points))")
  }

  private struct CrashingInItsLastStep: Subject {
    let student: SimulatedStudent

    func run(_ inputs: RunInputs) async -> CaseRun {
      var run = await student.run(inputs)
      run.ending = .stopped(.crashed, .crashed(message: "no"), place: nil)
      (run.fullSteps, run.openStep) = (inputs.steps - 1, inputs.steps)
      return run
    }
  }
}

extension CaseRun {
  /// The same run with the batches of its fourth epoch again and again.
  fileprivate func repeatingTheFourthEpoch(of examples: Int) -> CaseRun {
    var run = self
    run.trace["batches", ""] = run.trace["batches", ""].map { series in
      let values = series.values.enumerated().map { place, value in
        place < 4 * examples ? value : series.values[3 * examples + place % examples]
      }
      return .init(shape: series.shape, steps: series.steps, values: values)
    }
    return run
  }
}
