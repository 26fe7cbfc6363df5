package import Assignments
package import GradeModel
package import Traces

/// Something that can be run on a case: a live plugin, a replayed record, a simulated student.
package protocol Subject: Sendable {
  /// Runs one case from its start; never throws, because every way to end is an answer.
  func run(_ inputs: CaseInputs) async -> SubjectRun
}

/// What came of running a case.
package struct SubjectRun: Sendable {
  /// What was published before the end: complete only if `ending` is `completed`, and even then to be checked.
  package var trace: Trace
  package var ending: Ending
  /// What the program printed.
  package var output: String
  /// Settings of the case that the program does not declare, so that they could not be given to it.
  package var undeclaredSettings: [String]
  /// Properties that cannot be read, each with its kind and its type.
  package var unreadable: [String: String] = [:]
  /// Quantities that another run on the same inputs gave other values for, each with a sentence that says so.
  package var nondeterministic: [String: String] = [:]

  package init(trace: Trace, ending: Ending, output: String = "", undeclaredSettings: [String] = []) {
    self.trace = trace
    self.ending = ending
    self.output = output
    self.undeclaredSettings = undeclaredSettings
  }

  package enum Ending: Equatable, Sendable {
    /// Every step was made.
    case completed
    /// The program stopped before its last step; the outcome says in which way.
    case stopped(Outcome, message: String, place: Place?)
  }
}
