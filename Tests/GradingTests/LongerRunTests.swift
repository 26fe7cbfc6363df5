import Assignments
import GradeModel
import Grading
import GradingSupport
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
      var run = run
      run.trace["batches", ""] = run.trace["batches", ""].map { series in
        let values = series.values.enumerated().map { $0 < 96 ? $1 : series.values[72 + $0 % 24] }
        return .init(shape: series.shape, steps: series.steps, values: values)
      }
      return run
    }
    #expect(found["batches"] == [.incorrect], "\(found)")
  }

  /// A fault of the grader's is no mistake of the program's.
  @Test func aRunThatWeCouldNotMakeCostsNothing() async throws {
    #expect(try await outcomes { _ in .notRun }["batches"] == [.correct])
  }
}
