package import Assignments
package import GradeModel
package import Traces

/// A submission's run of one case.
package struct CaseRun: Codable, Sendable {
  /// The numbers that were published before the end. They are complete only if `ending` is `completed`, and even then
  /// to be checked.
  package var trace: Trace
  package var ending: Ending
  /// Steps that were made and reported in full before the program stopped, the same in two runs; 0 for a run that was
  /// completed.
  package var fullSteps = 0
  /// The step that the program stopped in, counted from 1; nil if it is not known, or lies outside the steps.
  package var openStep: Int?
  /// Seconds that the run took; nil if it is not known.
  package var seconds: Double?
  /// The program's own output.
  package var output: String
  /// Settings of the case that the program does not declare, so that they could not be given to it.
  package var undeclaredSettings: [String]
  /// Properties that cannot be read, each with its kind and its type: "a computed property of type Matrix".
  package var unreadable: [String: String] = [:]
  /// Quantities that another run on the same inputs gave other values for, and the place of the first difference.
  package var nondeterministic: [String: Finding] = [:]

  package init(trace: Trace, ending: Ending, output: String = "", undeclaredSettings: [String] = []) {
    self.trace = trace
    self.ending = ending
    self.output = output
    self.undeclaredSettings = undeclaredSettings
  }

  package enum Ending: Codable, Equatable, Sendable {
    /// Every step was made.
    case completed
    /// The program stopped before its last step; the outcome says in which way.
    case stopped(Outcome, Finding, place: Place?)
  }

  /// A case that was never run, by no fault of the program.
  package static let notRun = CaseRun(trace: Trace(), ending: .stopped(.graderError, .notRun, place: nil))
}

/// All runs of a submission: the basis of its grade.
package struct Runs: Codable, Sendable {
  /// One for each case of the assignment, in its order.
  package var cases: [CaseRun]
  /// Runs on a case's inputs drawn anew, by the case's identifier; see `Assignment.Case.redrawn`.
  package var redrawn: [String: CaseRun]

  package init(cases: [CaseRun], redrawn: [String: CaseRun] = [:]) {
    self.cases = cases
    self.redrawn = redrawn
  }
}

extension Assignment.Case {
  /// The same case with everything drawn anew. If the program shuffles, it has more epochs.
  package var redrawn: Assignment.Case {
    var other = self
    // A seed far from those that people write.
    other.seed ^= 0x9E37_79B9_7F4A_7C15
    if let perEpoch = batchesPerEpoch { other.steps = max(steps, min(Self.epochs * perEpoch, Self.mostSteps)) }
    return other
  }

  /// The epochs that a shuffle is asked for: enough for weak habits to show.
  private static let epochs = 40
  private static let mostSteps = 320

  /// The number of batches in an epoch that the program shuffles; nil if it does not.
  var batchesPerEpoch: Int? { shuffle.map { $0.extent / $0.size } }

  /// The number of examples that are in no batch of an epoch.
  package var leftOverPerEpoch: Int { shuffle.map { $0.extent % $0.size } ?? 0 }

  /// The number of examples that the program shuffles, and that of a batch.
  private var shuffle: (extent: Int, size: Int)? {
    for draw in inputs where draw.isChosen {
      if case .shuffle(let extent) = draw.distribution { return (extent, max(draw.shape.reduce(1, *), 1)) }
    }
    return nil
  }
}
