/// Everything Gradus says about one submission: plain data that every report format is written from.
package struct Report: Codable, Equatable, Sendable {
  /// The version of this layout, raised when a field changes its meaning.
  package static let currentFormat = 2

  package var format = Report.currentFormat
  package var submission: SubmissionIdentity
  package var assignment: AssignmentIdentity
  /// The time at which grading began, UTC, `2026-01-31T12:00:00`.
  package var timestamp: String
  /// Seconds spent, by phase (`compile`, `run`).
  package var durations: [String: Double]
  /// Seconds that each case's run took, by the case's identifier; nil where hidden cases keep them secret, or time is fixed.
  package var caseSeconds: [String: Double]?
  /// The level of the sandbox that the student's program was kept in: `full`, `reduced` or `process`.
  package var sandbox: String
  /// The compiler's own version line.
  package var toolchain: String
  /// Set when nothing could be graded: the sentence that says why, and the compiler's messages.
  package var obstacle: Obstacle?
  package var checks: [Check]
  /// Remarks that the student should read beside the checks.
  package var notes: [Note]
  /// Output of the student's program, capped; shown, never parsed.
  package var output: String
  /// The version of Gradus that made the report.
  package var version: String?
  /// The parts of `output`, by case. Not in a document.
  package var outputs: [CaseOutput] = []
  /// The places in the sources that the findings can be shown at. Not in a document.
  package var sources = SourceMap()
  /// The numbers of the step that was asked for. Not in a document.
  package var stepNumbers: [StepNumbers] = []
  /// The numbers behind the pictures of a page; no part of a document.
  package var figures = Figures()
  /// A digest of the numbers of a wrong program, for whoever teaches; no part of a document.
  package var fingerprint: String?

  /// In a document `notes` are the sentences, as `Reporting` words them.
  private enum CodingKeys: String, CodingKey {
    case format, submission, assignment, timestamp, durations, caseSeconds, sandbox, toolchain, obstacle, checks, output
    case version
    case notes = "remarks"
  }

  package init(
    submission: SubmissionIdentity, assignment: AssignmentIdentity, timestamp: String,
    durations: [String: Double] = [:], sandbox: String, toolchain: String, obstacle: Obstacle? = nil,
    checks: [Check], notes: [Note] = [], output: String = "", version: String? = nil
  ) {
    self.submission = submission
    self.assignment = assignment
    self.timestamp = timestamp
    self.durations = durations
    self.sandbox = sandbox
    self.toolchain = toolchain
    self.obstacle = obstacle
    self.checks = checks
    self.notes = notes
    self.output = output
    self.version = version
  }

  /// The report where grading could not even begin: nothing but the sentence that says why.
  package static func stillborn(submission: String, assignment: String, because message: String) -> Report {
    Report(
      submission: SubmissionIdentity(name: submission, files: []),
      assignment: AssignmentIdentity(id: assignment, title: assignment, recipe: "", convention: ""), timestamp: "",
      sandbox: "", toolchain: "", obstacle: Obstacle(outcome: .graderError, message: message), checks: [])
  }

  /// The points of full marks.
  package var maximum: Double { checks.reduce(0) { $0 + $1.worth } }
  /// The points that the submission earns, with what a person has added: without that 0 with an obstacle, and 0 for a check
  /// whose points make no sense.
  package var points: Double {
    let earned = obstacle == nil ? checks.reduce(0) { $0 + $1.earned } : 0
    return adjustments.added(to: earned)
  }
  private var adjustments: [Adjustment] {
    notes.reduce(into: []) { if case .adjusted(let one) = $1 { $0.append(one) } }
  }
  /// The exit code that stands beside `points`.
  package var verdictCode: ExitCode { exitCode.beside(points, of: maximum, adjustedBy: adjustments) }

  /// True if a fault of our own withholds this grade; points that make no sense are such a fault.
  package var isWithheld: Bool {
    obstacle?.outcome == .graderError || checks.contains { $0.outcome == .graderError || !$0.isSound }
  }

  /// True if checks that count are left out, so that full marks cannot be told: those of hidden cases, or all of them.
  package var isPart: Bool { notes.contains(.hiddenCasesUntold) || obstacle?.outcome == .skipped }

  /// The exit code this report stands for.
  package var exitCode: ExitCode {
    if isWithheld { return .graderError }
    if obstacle?.outcome == .unreadable { return .unreadable }
    if obstacle != nil || checks.isEmpty { return .nothingGraded }
    return checks.allSatisfy(\.isFull) && !isPart ? .fullMarks : .marksLost
  }
}

/// The process exit codes of every grading command.
package enum ExitCode: Int32, Codable, Sendable {
  case fullMarks = 0
  case marksLost = 1
  /// The submission does not compile or does not load.
  case nothingGraded = 2
  /// The submission cannot be opened. The code of one submission in a batch, which no process ends with.
  case unreadable = 3
  case usage = 64
  /// Wins over all others.
  case graderError = 70

  /// True if there are points that count as a grade.
  package var hasGrade: Bool { self != .graderError && self != .usage && self != .unreadable }
}

/// The submission that a report is about.
package struct SubmissionIdentity: Codable, Equatable, Sendable {
  /// The file's or folder's name: the student's, as it was handed in.
  package var name: String
  /// The source files graded, relative to the submission, sorted.
  package var files: [String]

  package init(name: String, files: [String]) {
    self.name = name
    self.files = files
  }
}

/// The task that a report is about.
package struct AssignmentIdentity: Codable, Equatable, Sendable {
  package var id: String
  package var title: String
  package var recipe: String
  package var convention: String

  package init(id: String, title: String, recipe: String, convention: String) {
    self.id = id
    self.title = title
    self.recipe = recipe
    self.convention = convention
  }
}

/// The reason that nothing could be graded.
package struct Obstacle: Codable, Equatable, Sendable {
  package var outcome: Outcome
  /// One sentence.
  package var message: String
  /// The compiler's messages, or another text that explains it; may be empty.
  package var details: String
  package var place: Place?

  package init(outcome: Outcome, message: String, details: String = "", place: Place? = nil) {
    self.outcome = outcome
    self.message = message
    self.details = details
    self.place = place
  }
}
